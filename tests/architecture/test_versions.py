"""Every record that staff can change carries a version, so that nobody overwrites anybody."""

from __future__ import annotations

import inspect as python_inspect

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.platform.database.base import Base, Record
from carecoop_desktop.platform.office.actions import ACTIONS

BOOKKEEPING = {"change", "change_set", "search_entry", "sign_in", "today_kept", "salvaged_row"}
"""Tables of the office's own keeping, which nobody edits."""

SINGLE_VALUES = {"office.change_setting", "assistants.change_code"}
"""Deeds that replace one value as a whole, or add a dated record beside those that stand."""


@pytest.fixture(scope="module", autouse=True)
def _rooms() -> None:
    for room in features():
        for reference in (*([room.tables] if room.tables else []), *room.actions):
            reference.load()


def test_every_table_of_records_has_a_version_that_the_database_counts() -> None:
    kinds = [kind for kind in Base.kinds.values() if kind.__module__.startswith("carecoop_desktop.")]
    assert len(kinds) > 30
    for kind in kinds:
        version = kind.__table__.c.get("version")
        if issubclass(kind, Record):
            assert version is not None and version.server_default is not None, kind
        else:
            assert kind.__tablename__ in BOOKKEEPING, f"{kind.__tablename__} has no version"


def test_actions_that_change_one_record_take_the_version_that_was_read() -> None:
    found = [action for action in ACTIONS.values() if action.name.rpartition(".")[2].startswith("change_")]
    takes = [a for a in found if "version" in python_inspect.signature(a.run).parameters]
    assert len(takes) > 8
    without = {a.name for a in found} - {a.name for a in takes}
    assert without <= SINGLE_VALUES, without
