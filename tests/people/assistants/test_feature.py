"""The passport of the room: everything that it names is there."""

from __future__ import annotations

import pytest

from carecoop_desktop.people.assistants.feature import FEATURE
from carecoop_desktop.people.assistants.tables import SEE_ADDRESS, SEE_BANK, SEE_TAX
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.platform.office.features import Ref
from carecoop_desktop.platform.office.permissions import PERMISSIONS

_REFS = [
    *(entry.page for entry in FEATURE.rail), *(entry.badge for entry in FEATURE.rail if entry.badge),
    *(panel.widget for panel in FEATURE.panels), *(command.run for command in FEATURE.commands),
    *(check.query for check in FEATURE.checks), *FEATURE.today, FEATURE.demo,
    *(query for _kind, query in FEATURE.searches.values()),
]  # fmt: skip
_DEEDS = (
    "add_assistant", "add_assistants", "change_assistant", "set_contract", "set_pay_rate", "set_bank_details",
    "set_tax_details", "record_vetting_item", "record_dbs", "record_status_check", "record_right_to_work",
    "record_reference", "record_training", "record_supervision", "start_supporting", "stop_supporting",
    "assistant_left", "import_assistants",
)  # fmt: skip


@pytest.mark.parametrize("ref", [ref for ref in _REFS if ref is not None], ids=lambda ref: ref.path)
def test_every_reference_can_be_loaded(ref: Ref) -> None:
    assert callable(ref.load())


@pytest.mark.parametrize("name", _DEEDS)
def test_every_deed_is_registered_with_words_and_permission(name: str) -> None:
    FEATURE.actions[0].load()
    found = ACTIONS[f"assistants.{name}"]
    assert found.title and found.doc and found.permission.name in PERMISSIONS


def test_guarded_columns_name_permissions_that_are_declared() -> None:
    FEATURE.actions[0].load()
    assert {SEE_ADDRESS, SEE_BANK, SEE_TAX} <= set(PERMISSIONS)


def test_the_rail_watches_tables_that_there_are() -> None:
    for entry in FEATURE.rail:
        assert set(entry.watches) <= set(Base.metadata.tables)
