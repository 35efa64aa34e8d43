"""What reads is rescued, what does not is said, and the new office holds."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from carecoop_desktop.app import features
from carecoop_desktop.cli import main
from carecoop_desktop.home.safety.actions import SALVAGED
from carecoop_desktop.home.safety.salvage import Rescued, salvage
from carecoop_desktop.home.safety.tables import SalvagedRow
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.keys import GIVEN, OfficeKey, keep_key, new_key
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.browsing import history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, open_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work

COUNT = 600
PAGE = 4096


@action("Add many for a rescue", CHANGE_SETTINGS)
def _many(work: Work) -> None:
    rows = [{"number": f"S{n}", "name": f"Person {n:04} of the valley", "name_key": f"person {n:04}",
             "status": "active"} for n in range(COUNT)]  # fmt: skip
    for row in rows:
        work.add(MemberRow(**row))


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest, own_keyring: Any) -> OfficeKey | None:
    if request.param == "plain":
        return None
    made = new_key()
    keep_key(made)
    return made


@pytest.fixture
def file(key: OfficeKey | None, tmp_path: Path) -> Path:
    office = create_office(tmp_path / "x.carecoop", "Dee Valley", "Priya Shah", features(), key=key)
    with office.database.reading() as connection:
        (tmp_path / "fresh").write_text(str(connection.execute(text("PRAGMA page_count")).scalar_one()))
    office.do(_many)
    office.close()
    return tmp_path / "x.carecoop"


def spoil(file: Path, page: int) -> None:
    whole = bytearray(file.read_bytes())
    start = (page - 1) * PAGE
    whole[start : start + PAGE] = random.Random(page).randbytes(PAGE)
    file.write_bytes(whole)


def members(office: Office) -> int:
    with office.database.reading() as connection:
        return len(connection.execute(select(MemberRow.id)).all())


def test_a_sound_file_is_rescued_whole(file: Path, key: OfficeKey | None, tmp_path: Path) -> None:
    before = file.read_bytes()
    done = salvage(file, tmp_path / "new.carecoop")
    assert done.harmed == () and "nothing was lost" in done.sentence and file.read_bytes() == before
    assert key_number_of(done.place) == (key.number if key else None)
    office = open_office(done.place, features())
    assert members(office) == COUNT
    assert [fault for part in check_office(office, features()) for fault in part.faults] == []
    assert office.read(history, limit=1)[0].summary == done.sentence
    assert office.read(lambda reader: reader.setting(SALVAGED)) == {"file": "x.carecoop", "account": []}
    office.close()
    assert not [p.name for p in tmp_path.iterdir() if ".part" in p.name]


def test_every_damaged_page_leaves_an_office_that_holds(file: Path, tmp_path: Path) -> None:
    fresh, total = int((tmp_path / "fresh").read_text()), file.stat().st_size // PAGE
    # The tables' names stand among the pages of a fresh office; without them there is nothing to rescue.
    for page in random.Random(7).sample(range(fresh + 1, total + 1), 4):
        spoil(file, page)
    done = salvage(file, tmp_path / "new.carecoop")
    office = open_office(done.place, features(), user="Priya Shah")
    faults = {part.title: part.faults for part in check_office(office, features())}
    assert faults["Database integrity"] == faults["Records fit together"] == ()
    kept, lost = members(office), sum(table.lost or 0 for table in done.tables)
    assert 0 < kept <= COUNT and (done.harmed or lost == 0)
    office.close()


def test_one_lost_page_of_members_costs_that_page_only(own_keyring: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.carecoop"
    office = create_office(file, "Dee Valley", "Priya Shah", features())
    office.do(_many)
    office.close()
    whole = file.read_bytes()
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    leaf = re.compile(rb"Person 0300 of the valley(?!\")")
    lost = []
    for page in (number for number, part in enumerate(pages, 1) if part[:1] == b"\r" and leaf.search(part)):
        file.write_bytes(whole)
        spoil(file, page)
        done = salvage(file, tmp_path / f"{page}.carecoop")
        lost += [(table.read, table.words) for table in done.harmed if table.table == "member"]
    [(read, words)] = lost
    assert COUNT - 120 < read < COUNT and f"{COUNT - read} lost" in words


def test_a_spoilt_beginning_is_mended(
    file: Path, key: OfficeKey | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if key is not None:
        monkeypatch.setenv(GIVEN, key.raw.hex())
    whole = bytearray(file.read_bytes())
    whole[0:10] = b"0123456789"
    file.write_bytes(whole)
    assert salvage(file, tmp_path / "new.carecoop").harmed == ()


def test_what_belongs_to_something_lost_is_kept_apart(file: Path, key: OfficeKey | None, tmp_path: Path) -> None:
    office = open_office(file, features())
    with office.database.bare() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM change_set WHERE id = (SELECT max(id) FROM change_set)")
    office.close()
    done = salvage(file, tmp_path / "new.carecoop")
    [change] = [table for table in done.harmed if table.table == "change"]
    assert change.loose == COUNT and "set aside" in change.words
    again = open_office(done.place, features())
    with again.database.reading() as connection:
        rows = connection.execute(select(SalvagedRow.table_name, SalvagedRow.why)).all()
        assert len(rows) == COUNT and set(rows) == {("change", "its change set is lost")}
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    again.close()


def test_what_is_no_office_is_refused(tmp_path: Path, own_keyring: Any) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear member " * 999)
    for source in (letter, tmp_path / "none"):
        with pytest.raises(Refusal, match=r"can be read any more|no file at"):
            salvage(source, tmp_path / "new.carecoop")
    assert not (tmp_path / "new.carecoop").exists()


def test_the_command_line_says_it(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "salvage", str(file), "--to", str(tmp_path / "new.carecoop")]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["read"]["member"] == COUNT and said["lost"] == []
    assert main(["salvage", str(file), "--to", str(tmp_path / "new.carecoop")]) == 1
    assert "already" in capsys.readouterr().err


def test_the_words_of_a_table() -> None:
    assert Rescued("work_line", 5, 5).words == "work line: 5 read" and Rescued("work_line", 5, 5).whole
    assert Rescued("member", 5, 7, 2).words == (
        "member: 5 read, 2 lost, 2 set aside, because what they belong to is lost")  # fmt: skip
    assert Rescued("member", 5).words == "member: 5 read, more may be lost"
