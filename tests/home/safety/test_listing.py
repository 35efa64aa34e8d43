"""Which backups there are, and which of them can still be brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.home.safety.actions import choose_second_place
from carecoop_desktop.home.safety.keeping import back_up_into
from carecoop_desktop.home.safety.listing import backups_of, size_words
from carecoop_desktop.home.safety.rules import backup_name
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.office.office import Office


def test_an_office_that_was_never_backed_up_has_none(office: Office, tmp_path: Path) -> None:
    assert backups_of(office, tmp_path / "nowhere").found == ()
    assert backups_of(office, tmp_path / "nowhere").unseen == ()


def test_both_places_are_listed_with_what_was_proved(office: Office, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    office.do(choose_second_place, str(second))
    kept = back_up_into(office, tmp_path / "first")
    found = backups_of(office, tmp_path / "first").found
    assert {one.path.parent.name for one in found} == {"first", "stick"}
    assert all((one.rows, one.made, one.trouble) == (kept.manifest.rows, kept.manifest.made_at, "") for one in found)
    assert all(one.size == one.path.stat().st_size > 0 for one in found)


def test_a_damaged_one_says_so_and_others_are_left_out(office: Office, tmp_path: Path) -> None:
    made = back_up_into(office, tmp_path).path
    made.write_bytes(b"SQLite format 3\0" + b"x" * 500)
    (tmp_path / "shopping list.txt").write_text("tea", encoding="utf-8")
    (tmp_path / backup_name("another-office", utc_now())).write_bytes(b"x")
    (one,) = backups_of(office, tmp_path).found
    assert one.path == made and one.trouble and one.rows == 0


def test_a_stick_that_is_not_in_is_told(office: Office, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    office.do(choose_second_place, str(second))
    second.rmdir()
    assert backups_of(office, tmp_path / "first").unseen == (str(second),)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 kB"), (512_000, "512 kB"), (4_230_000, "4.2 MB"), (3_100_000_000, "3.1 GB")],
)
def test_sizes_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words
