"""The checks that no other room owns: the history's chain and the last proved backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from carecoop_desktop.assurance.evidence.checks import backup_recent, history_chain_holds
from carecoop_desktop.assurance.evidence.rules import LAST_BACKUP
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting


def test_an_untouched_history_holds(office: Office, filed: Callable[..., int]) -> None:
    filed()
    found = office.read(history_chain_holds)
    assert found.ok
    assert (found.met, found.total) == (2, 2)
    assert found.gaps == ()


def test_a_history_that_was_altered_shows(office: Office, filed: Callable[..., int]) -> None:
    filed()
    with office.database.writing() as connection:
        connection.execute(text("UPDATE change_set SET summary = 'Nothing happened' WHERE id = 2"))
    found = office.read(history_chain_holds)
    assert not found.ok
    assert "altered" in found.gaps[0][3]


def test_without_a_backup_nothing_is_claimed(office: Office) -> None:
    found = office.read(backup_recent)
    assert not found.ok
    assert found.shown == "no proved backup yet"


@pytest.mark.parametrize("value", ["yesterday", 7, ["2026-11-30"]])
def test_a_setting_that_is_no_moment_proves_nothing(office: Office, value: object) -> None:
    office.do(change_setting, LAST_BACKUP, value)
    assert office.read(backup_recent).shown == "no proved backup yet"


def test_a_fresh_backup_is_met_and_an_old_one_is_a_gap(office: Office) -> None:
    office.do(change_setting, LAST_BACKUP, (utc_now() - timedelta(hours=5)).isoformat())
    assert office.read(backup_recent).ok
    office.do(change_setting, LAST_BACKUP, (utc_now() - timedelta(days=3)).replace(tzinfo=None).isoformat())
    found = office.read(backup_recent)
    assert not found.ok
    assert "the last proved backup is of" in found.gaps[0][3]
