"""Today as the office file keeps it: written after reading, and read without the database library."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from carecoop_desktop.home.settings.actions import rename_office
from carecoop_desktop.home.today.keeping import keep_today
from carecoop_desktop.home.today.kept import Kept, read_kept
from carecoop_desktop.home.today.queries import shown_today
from carecoop_desktop.platform.database.glance import glance
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.users import set_password


@pytest.fixture
def small(office: Office) -> Iterator[Office]:
    """An office in a file: only such keep Today."""
    if office.database.dialect != "sqlite":
        pytest.skip("an office on a server keeps no Today")
    yield office


def place(office: Office) -> str:
    return str(office.database.address.path)


def kept_today(place: str) -> Kept | None:
    return glance(place, read_kept)


def change(office: Office, statement: str, **values: object) -> None:
    with office.database.writing() as connection:
        connection.execute(text(statement), values)


def test_a_new_office_keeps_nothing_yet(small: Office) -> None:
    assert kept_today(place(small)) is None


def test_what_was_read_is_kept_and_fresh(small: Office) -> None:
    assert keep_today(small)
    kept = kept_today(place(small))
    assert kept is not None
    assert kept.fresh
    assert (kept.office, kept.practice, kept.user) == ("Dee Valley Care Co-operative", True, "Priya Shah")
    assert kept.day == small.today
    assert kept.shown == small.read(shown_today)


def test_it_is_written_once_as_long_as_nothing_changes(small: Office) -> None:
    assert [keep_today(small), keep_today(small)] == [True, False]


def test_after_a_change_it_is_no_longer_fresh_until_it_is_kept_again(small: Office) -> None:
    keep_today(small)
    small.do(rename_office, "Clwyd Care")
    kept = kept_today(place(small))
    assert kept is not None
    assert (kept.office, kept.fresh) == ("Clwyd Care", False)
    assert keep_today(small)
    again = kept_today(place(small))
    assert again is not None
    assert again.fresh


def test_a_living_office_shows_its_lines(living: Office) -> None:
    assert keep_today(living) is (living.database.dialect == "sqlite")
    kept = kept_today(place(living))
    if living.database.dialect == "sqlite":
        assert kept is not None
        assert kept.shown.items
        assert kept.shown == living.read(shown_today)


def test_nothing_is_kept_or_shown_for_somebody_with_a_password(small: Office) -> None:
    keep_today(small)
    small.do(set_password, "Priya Shah", "three random words")
    assert kept_today(place(small)) is None
    assert not keep_today(small)


def test_nothing_is_shown_while_an_inspector_is_in_the_room(small: Office) -> None:
    keep_today(small)
    change(small, "INSERT INTO inspection_visit (version, inspector, body, started, started_by, pin_hash) "
                  "VALUES (1, 'A', 'CQC', '2026-11-30 10:00:00', 'Priya Shah', 'x')")  # fmt: skip
    assert kept_today(place(small)) is None


@pytest.mark.parametrize("statement", [
    "UPDATE office_schema SET version = version + 1",
    "UPDATE today_kept SET content = '{}'",
    "UPDATE today_kept SET content = 'no json'",
    "UPDATE today_kept SET at = 'yesterday'",
    "DROP TABLE today_kept",
])  # fmt: skip
def test_what_cannot_be_relied_on_is_not_shown(small: Office, statement: str) -> None:
    keep_today(small)
    change(small, statement)
    assert kept_today(place(small)) is None


def test_no_file_no_office_and_no_database(tmp_path: Path) -> None:
    broken = tmp_path / "broken.carecoop"
    broken.write_bytes(b"only words " * 99)
    for each in (str(tmp_path / "gone.carecoop"), str(broken), "postgresql://nobody@nowhere/office"):
        assert kept_today(each) is None


def test_looking_imports_no_database_library(small: Office) -> None:
    keep_today(small)
    code = ("import sys; from carecoop_desktop.home.today.kept import read_kept; "
            "from carecoop_desktop.platform.database.glance import glance; "
            "print(glance(sys.argv[1], read_kept).fresh, 'sqlalchemy' in sys.modules)")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, place(small)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
