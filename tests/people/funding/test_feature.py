"""The passport of the room: everything that it names is there."""

from __future__ import annotations

import pytest

from carecoop_desktop.people.funding.feature import FEATURE
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.platform.office.features import Ref

_REFS = [
    *(entry.page for entry in FEATURE.rail), *(entry.badge for entry in FEATURE.rail if entry.badge),
    *(panel.widget for panel in FEATURE.panels), *(command.run for command in FEATURE.commands),
    *FEATURE.today, *FEATURE.columns.values(), FEATURE.demo, *(part for pair in FEATURE.listeners for part in pair),
    *(query for _kind, query in FEATURE.searches.values()),
]  # fmt: skip


@pytest.mark.parametrize("ref", [ref for ref in _REFS if ref is not None], ids=lambda ref: ref.path)
def test_every_reference_can_be_loaded(ref: Ref) -> None:
    assert callable(ref.load())


@pytest.mark.parametrize("name", ["add_funder", "change_funder", "add_agreement", "add_agreements", "change_agreement",
                                  "end_agreement"])  # fmt: skip
def test_every_deed_is_registered(name: str) -> None:
    FEATURE.actions[0].load()
    found = ACTIONS[f"funding.{name}"]
    assert found.title and found.doc and found.permission.name == "funding.change"
