"""Backups when they are due, thinned out, copied to a second place, and never in anybody's way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import choose_second_place, note_backup
from carecoop_desktop.home.safety.keeping import (
    NO_BACKUP,
    back_up_into,
    back_up_to,
    backup_if_due,
    backup_on_leaving,
)
from carecoop_desktop.home.safety.queries import last_backup, status_words, today_items, worked_since_backup
from carecoop_desktop.home.safety.rules import DAYS, MONTHS, WEEKS, backup_name
from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup import read_manifest, restore_backup
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.browsing import history
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Office
from carecoop_desktop.platform.office.opening import change_setting, open_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS, Role
from carecoop_desktop.platform.office.tables import SettingRow
from carecoop_desktop.platform.office.users import add_user
from carecoop_desktop.platform.office.work import Work


@action("Stop practising", CHANGE_SETTINGS, undoable=False)
def _for_real(work: Work) -> None:
    found = work.one(SettingRow, SettingRow.key == PRACTICE_DAY)
    assert found is not None
    work.remove(found)


@pytest.fixture
def real(office: Office) -> Office:
    """An office that is not for practice."""
    office.do(_for_real)
    return office


def test_a_backup_is_noted_with_its_moment_and_who_made_it(real: Office, tmp_path: Path) -> None:
    kept = back_up_to(real, tmp_path / "b")
    assert real.read(last_backup) == kept.manifest.made_at == read_manifest(tmp_path / "b").made_at
    newest = real.read(history, limit=1)[0]
    assert newest.user == "Priya Shah" and "proved" in newest.summary
    assert "proved" in kept.sentence and not kept.trouble
    assert real.read(status_words).startswith("Last backup today ")


def test_the_days_backup_is_made_once(real: Office, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "backups"
    assert real.read(status_words) == "No backup yet"
    assert "proved" in backup_if_due(real, folder)
    assert backup_if_due(real, folder) == ""
    assert len(list(folder.iterdir())) == 1


def test_leaving_backs_up_only_what_was_done(real: Office, tmp_path: Path) -> None:
    back_up_to(real, tmp_path / "b")
    assert not real.read(worked_since_backup)
    assert backup_on_leaving(real, tmp_path / "f") == ""
    real.do(change_setting, "colour", "green")
    assert real.read(worked_since_backup)
    assert "proved" in backup_on_leaving(real, tmp_path / "f")
    assert len(list((tmp_path / "f").iterdir())) == 1


def test_a_practice_office_is_left_alone(office: Office, tmp_path: Path) -> None:
    assert backup_if_due(office, tmp_path / "f") == backup_on_leaving(office, tmp_path / "f") == ""
    assert office.read(status_words) == "" and office.read(today_items) == []
    assert not (tmp_path / "f").exists()


def test_somebody_who_may_not_copy_the_office_does_not(real: Office, tmp_path: Path) -> None:
    real.do(add_user, "Reader", Role.READ_ONLY)
    address = real.database.address
    place = str(address.path) if address.path else address.url.render_as_string(hide_password=False)
    reader = open_office(place, features(), user="Reader")
    with pytest.raises(NotAllowed, match="back up the office"):
        back_up_to(reader, tmp_path / "b")
    assert backup_if_due(reader, tmp_path / "f") == ""
    assert reader.read(today_items) == []
    assert not (tmp_path / "b").exists() and not (tmp_path / "f").exists()
    reader.close()


def test_old_backups_are_thinned_out_and_other_files_stay(real: Office, tmp_path: Path) -> None:
    first = back_up_into(real, tmp_path)
    name = first.path.name.rpartition(" ")[0].rpartition(" ")[0]
    for days in range(1, 400):
        (tmp_path / backup_name(name, utc_now() - timedelta(days=days))).write_text("old")
    others = [tmp_path / "letter.txt", tmp_path / backup_name("another-office", utc_now() - timedelta(days=300))]
    for other in others:
        other.write_text("keep me")
    real.do(change_setting, "colour", "green")
    real_name = tmp_path / first.path.name
    real_name.rename(tmp_path / backup_name(name, utc_now() - timedelta(hours=30)))
    newest = back_up_into(real, tmp_path)
    left = [p for p in tmp_path.iterdir() if p.name.startswith(f"{name} ")]
    assert newest.path in left and 12 <= len(left) <= DAYS + WEEKS + MONTHS
    assert all(other.read_text() == "keep me" for other in others)


def test_another_office_of_the_same_name_thins_out_nothing_of_this_one(real: Office, tmp_path: Path) -> None:
    ours = back_up_into(real, tmp_path / "f").path
    restore_backup(ours, Address(path=tmp_path / "restored.carecoop"))
    name, day = ours.name.rpartition(" ")[0].rpartition(" ")[0], utc_now().replace(hour=8) - timedelta(days=1)
    ours = ours.rename(ours.with_name(backup_name(name, day)))
    real.do(change_setting, "colour", "green")
    more = back_up_into(real, tmp_path / "f").path
    more = more.rename(more.with_name(backup_name(name, day + timedelta(hours=1))))
    restored = Office(Database(Address(path=tmp_path / "restored.carecoop")), real.user)
    restored.do(change_setting, "colour", "red")
    theirs = back_up_into(restored, tmp_path / "f").path
    assert ours.exists() and more.exists()
    theirs = theirs.rename(theirs.with_name(backup_name(name, day + timedelta(hours=2))))
    restored.close()
    real.do(change_setting, "colour", "blue")
    newest = back_up_into(real, tmp_path / "f").path
    assert sorted((tmp_path / "f").iterdir()) == sorted([more, theirs, newest]), (
        "our own still make room for each other"
    )


def test_a_backup_just_made_stays_although_the_clock_was_wrong_before(real: Office, tmp_path: Path) -> None:
    name = (first := back_up_into(real, tmp_path).path).name.rpartition(" ")[0].rpartition(" ")[0]
    first.unlink()
    for months in range(1, 30):
        (tmp_path / backup_name(name, utc_now() + timedelta(days=31 * months))).write_text("later")
    assert back_up_into(real, tmp_path).path.is_file()


def test_a_second_place_gets_the_same_file(real: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    real.do(choose_second_place, f" {stick} ")
    kept = back_up_into(real, tmp_path / "f")
    assert not kept.trouble
    assert (stick / kept.path.name).read_bytes() == kept.path.read_bytes()


def test_a_second_place_that_is_gone_is_told_and_the_backup_stays(real: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    real.do(choose_second_place, str(stick))
    stick.rmdir()
    kept = back_up_into(real, tmp_path / "f")
    assert "second place" in kept.sentence and kept.path.is_file()
    assert real.read(last_backup) == kept.manifest.made_at


def test_a_second_place_must_be_there(real: Office, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no such folder"):
        real.do(choose_second_place, str(tmp_path / "none"))
    real.do(choose_second_place, "")


def test_a_backup_that_fails_on_leaving_is_a_sentence(real: Office, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    said = backup_if_due(real, blocked)
    assert said.startswith("No backup was made.")
    with pytest.raises((Fault, Refusal)):
        back_up_into(real, blocked)
    assert real.read(last_backup) is None


def test_an_office_that_is_away_does_not_stop_anybody_from_leaving(real: Office, tmp_path: Path) -> None:
    place = tmp_path / "away.carecoop"
    restore_backup(back_up_to(real, tmp_path / "b").path, Address(path=place))
    office = Office(Database(Address(path=place)), real.user)
    office.close()
    place.unlink()
    assert backup_on_leaving(office, tmp_path / "f").startswith(NO_BACKUP)
    assert backup_if_due(office, tmp_path / "f").startswith(NO_BACKUP)
    office.close()


@pytest.mark.parametrize(("days", "tone", "what"), [
    (0, "", ""), (2, "", ""), (3, "warn", "3 days ago"), (9, "bad", "Last proved backup 9 days ago"),
    (-3, "warn", "later date"),
])  # fmt: skip
def test_today_complains_when_the_backup_is_old(real: Office, days: int, tone: str, what: str) -> None:
    real.do(note_backup, utc_now() - timedelta(days=days), 1, 1)
    found = [item for item in real.read(today_items) if item.when != "Not encrypted"]
    assert [item.tone for item in found] == ([tone] if tone else [])
    assert all(what in item.what for item in found)


def test_today_asks_for_the_first_backup(real: Office) -> None:
    readable = ["The backups of this office are readable"] if not real.database.address.is_file else []
    assert [item.what for item in real.read(today_items)] == [
        "No proved backup of this office has been made",
        *readable,
    ]


@pytest.mark.parametrize("stored", ["yesterday", "", 7, "2026-11-22T08:02:00"])
def test_a_moment_that_cannot_be_read_is_no_backup(real: Office, stored: object) -> None:
    real.do(change_setting, "backup.last", stored)
    assert real.read(last_backup) is None


def test_a_moment_is_read_as_it_was_written(real: Office) -> None:
    moment = datetime(2026, 3, 29, 0, 59, 58, tzinfo=UTC)
    real.do(note_backup, moment, 4, 10)
    assert real.read(last_backup) == moment
