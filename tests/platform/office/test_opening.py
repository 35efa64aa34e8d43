"""Opening offices: the good, the newer, the damaged and the foreign."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.migrating import LATEST, take_step
from carecoop_desktop.platform.database.migrations import STEPS
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import (
    change_setting,
    create_office,
    open_office,
    refuse_taken,
    who_may_sign_in,
)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    place = tmp_path / "x.carecoop"
    create_office(place, "Dee Valley", "Priya Shah", features()).close()
    return place


def test_an_office_opens_again_with_what_was_in_it(closed: Path) -> None:
    office = open_office(closed, features())
    office.do(change_setting, "colour", "green")
    office.close()
    again = open_office(closed, features())
    assert again.read(lambda r: r.setting("colour")) == "green"
    assert who_may_sign_in(closed) == ["Priya Shah"]
    again.close()


def test_a_newer_office_is_refused_and_left_alone(office: Office) -> None:
    with office.database.writing() as connection:
        connection.execute(text("UPDATE office_schema SET version = :v"), {"v": LATEST + 1})
    address = office.database.address
    place = str(address.path) if address.path else address.url.render_as_string(hide_password=False)
    with pytest.raises(Refusal, match="newer version"):
        open_office(place, features())


def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "letter.carecoop"
    other.write_bytes(b"Dear member, " * 500)
    with pytest.raises(Refusal, match="not an office file"):
        open_office(other, features())
    foreign = tmp_path / "other.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE things (x)")
    connection.close()
    with pytest.raises(Refusal, match="another program"):
        open_office(foreign, features())


def test_a_damaged_file_is_told(closed: Path) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[:100] + bytes(4000) + whole[4100:])
    with pytest.raises((Refusal, Fault)):
        open_office(closed, features())


def test_no_office_there_and_one_there_already(tmp_path: Path, closed: Path) -> None:
    with pytest.raises(Refusal, match="no office at"):
        open_office(tmp_path / "none.carecoop", features())
    with pytest.raises(Refusal, match="already"):
        create_office(closed, "Other", "Other", features())
    with pytest.raises(Refusal, match="already"):
        refuse_taken(closed)
    refuse_taken(tmp_path / "none.carecoop")
    assert not (tmp_path / "none.carecoop").exists()
    with pytest.raises(Refusal, match="does not exist"):
        create_office(tmp_path / "no" / "x.carecoop", "Other", "Other", features())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    with pytest.raises(Fault, match="cannot be opened"):
        create_office(folder / "x.carecoop", "Other", "Other", features())


def test_an_office_opened_for_reading_cannot_be_written(closed: Path) -> None:
    office = open_office(closed, features(), read_only=True)
    with pytest.raises(Refusal, match="reading only"):
        office.do(change_setting, "colour", "green")
    office.close()


def test_an_office_with_a_password_asks(closed: Path) -> None:
    from carecoop_desktop.platform.office.users import set_password

    office = open_office(closed, features())
    office.do(set_password, "Priya Shah", "otter-lantern-violet")
    office.close()
    with pytest.raises(NotAllowed):
        open_office(closed, features())
    open_office(closed, features(), user="Priya Shah", password="otter-lantern-violet").close()


def test_an_unknown_kind_of_address_is_refused() -> None:
    with pytest.raises(Refusal, match="mysql"):
        open_office("mysql://server/office", features())


@pytest.mark.skipif(sys.platform == "win32", reason="to Windows a name that is too long is a name that is not there")
def test_a_place_that_cannot_be_reached_is_told_in_a_sentence() -> None:
    with pytest.raises(Fault, match="cannot be reached"):
        open_office("/" + "x" * 400 + ".carecoop", [])


def test_an_office_begun_and_never_founded_is_finished_by_making_it_again(tmp_path: Path) -> None:
    place = tmp_path / "begun.carecoop"
    for taken in range(1, LATEST + 1):
        place.unlink(missing_ok=True)
        database = Database(parse_address(place))
        with database.bare() as connection:
            for number, step in enumerate(STEPS[:taken], start=1):
                take_step(connection, number, step)
            connection.commit()
        database.close()
        create_office(place, "Dee Valley", "Priya Shah", features()).close()
        assert who_may_sign_in(place) == ["Priya Shah"]
        with pytest.raises(Refusal, match="already"):
            create_office(place, "Dee Valley", "Priya Shah", features())
