"""The passport names what is there."""

from __future__ import annotations

from carecoop_desktop.money.statements.feature import FEATURE
from carecoop_desktop.platform.office.actions import ACTIONS


def test_every_reference_loads() -> None:
    references = [FEATURE.tables, *FEATURE.actions, FEATURE.demo_month, FEATURE.rail[0].page, FEATURE.panels[0].widget]
    assert all(reference is not None and reference.load() is not None for reference in references)


def test_the_action_is_named_and_cannot_be_undone() -> None:
    (found,) = [each for name, each in ACTIONS.items() if name.startswith("statements.")]
    assert found.title == "Issue statements"
    assert not found.undoable
