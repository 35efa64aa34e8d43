"""The way back: the older version gets the office as it was, beside the newer one."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.app import features
from carecoop_desktop.home.updates.asking import ask
from carecoop_desktop.home.updates.befores import keep_before
from carecoop_desktop.home.updates.getting import get
from carecoop_desktop.home.updates.going_back import go_back, way_back
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.places import BEFORE, updates_folder
from carecoop_desktop.home.window.places import known_offices, remember_office
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.backup import make_backup, read_manifest
from carecoop_desktop.platform.database.backup.making import proof_of
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, create_office, open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.home.updates.publishing import OWN_SETUP, Publisher, release

OWN = this_program()
LATER = replace(OWN, version="0.9.0", installs=True)
"""As the newer version would be, put in place by its setup."""
SAMPLE = Path(__file__).parents[2] / "data" / "office-0.1.0.carecoop.xz"


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Office]:
    """An office of an older shape that was backed up, opened by a newer version, and worked in."""
    place = tmp_path / "office.carecoop"
    place.write_bytes(lzma.decompress(SAMPLE.read_bytes()))
    older = Database(parse_address(place))
    folder = updates_folder() / f"{BEFORE}{LATER.version}"
    folder.mkdir(parents=True)
    make_backup(older, folder / f"office {BEFORE}{LATER.version}.carecoop-backup")
    older.close()
    office = open_office(place, features())
    office.do(change_setting, "colour", "green")
    office.do(change_setting, "colour", "blue")
    yield office
    office.close()


def schema(place: Path) -> int:
    """The version of the tables in a file."""
    with closing(sqlite3.connect(place)) as connection:
        return int(connection.execute("SELECT version FROM office_schema").fetchone()[0])


def test_the_office_comes_back_as_it_was_beside_the_newer_one(upgraded: Office, tmp_path: Path) -> None:
    path = tmp_path / "office.carecoop"
    way = way_back(upgraded, LATER)
    assert way is not None and not way.same_tables and way.since.count == 2 and way.since.same
    assert "2 changes were made since then" in way.sentence and "stays where it is" in way.sentence
    assert not way.shared and not way.others and "desks" not in way.sentence and "other offices" not in way.sentence
    assert "Go back at all desks together" in replace(way, shared=True).sentence
    newer = proof_of(path)
    gone = go_back(upgraded, LATER)
    back = Path(gone.place)
    assert back == tmp_path / f"office before {LATER.version}.carecoop" and gone.version == __version__
    assert schema(back) == 1 and schema(path) == OWN.shape
    assert proof_of(back) == read_manifest(way.before.path).proof, "not one row is another"
    assert proof_of(path) == newer, "the newer office is not touched"
    assert known_offices()[0] == str(back), "the older version opens it when it starts"
    assert gone.command == () and "is not kept here" in gone.sentence


def test_other_offices_that_the_older_version_cannot_read_are_named(upgraded: Office, tmp_path: Path) -> None:
    create_office(tmp_path / "branch.carecoop", "The branch", "Joy Bell", features()).close()
    (tmp_path / "old.carecoop").write_bytes(lzma.decompress(SAMPLE.read_bytes()))
    for place in ("old", "gone", "branch", "office"):
        remember_office(str(tmp_path / f"{place}.carecoop"))
    way = way_back(upgraded, LATER)
    assert way is not None and way.others == ("branch",)
    assert "cannot read the other offices either that this version has opened here (branch)" in way.sentence


def test_going_back_twice_makes_two_files(upgraded: Office) -> None:
    one, other = go_back(upgraded, LATER), go_back(upgraded, LATER)
    assert one.place != other.place and Path(one.place).is_file() and Path(other.place).is_file()


def test_the_office_that_came_back_can_come_forward_again(upgraded: Office) -> None:
    again = open_office(go_back(upgraded, LATER).place, features())
    assert again.read(lambda reader: reader.setting("colour")) is None
    again.close()


def test_versions_with_the_same_tables_go_on_with_the_same_office(allowing: Office, server: Publisher) -> None:
    server.publish(release(LATER.version), release(__version__, OWN_SETUP))
    server.setups()
    server.files[f"/CareCoop-{LATER.version}-setup.exe"] = server.files["/CareCoop-9.0.0-setup.exe"]
    ask(allowing)
    got = get(allowing, lambda _done, _total: None)
    allowing.do(change_setting, "colour", "green")
    way = way_back(allowing, LATER)
    assert way is not None and way.same_tables and way.before == got.before and "nothing has to be left" in way.sentence
    gone = go_back(allowing, LATER)
    assert gone.place == allowing.database.address.remembered
    setup = updates_folder() / __version__ / f"CareCoop-{__version__}-setup.exe"
    assert gone.command == (str(setup), "/S", "/WAIT=120", "/RUN", "/DOWNGRADE")
    assert "CareCoop closes now" in gone.sentence and setup.read_bytes() == OWN_SETUP
    by_hand = go_back(allowing, replace(LATER, installs=False))
    assert by_hand.command == () and str(setup) in by_hand.sentence


def test_there_is_no_way_back_from_what_was_never_left(office: Office) -> None:
    assert way_back(office) is None
    keep_before(office, "9.0.0")
    assert way_back(office) is None, "got, but not put in place yet"
    with pytest.raises(Refusal, match="Nothing was kept"):
        go_back(office)


def test_only_who_may(upgraded: Office) -> None:
    upgraded.user = User("Tess Reed", Role.TREASURER)
    with pytest.raises(NotAllowed):
        go_back(upgraded, LATER)


def test_a_setup_that_was_spoilt_is_not_run(allowing: Office, server: Publisher) -> None:
    server.publish(release(LATER.version, OWN_SETUP), release(__version__, OWN_SETUP))
    server.files |= {f"/CareCoop-{version}-setup.exe": OWN_SETUP for version in (LATER.version, __version__)}
    ask(allowing)
    get(allowing, lambda _done, _total: None)
    (updates_folder() / __version__ / f"CareCoop-{__version__}-setup.exe").write_bytes(b"another program")
    gone = go_back(allowing, LATER)
    assert gone.command == () and "is not kept here" in gone.sentence
