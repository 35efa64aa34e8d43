"""Backups of either kind: proved when made, brought back into either kind, and refused when anything is wrong."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from carecoop_desktop.app import features
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.backup import make_backup, read_manifest, restore_backup
from carecoop_desktop.platform.database.backup.copying import copy_rows
from carecoop_desktop.platform.database.backup.making import new_file
from carecoop_desktop.platform.database.backup.proof import Proof, damage, digest_of, take_proof
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.migrating import LATEST, create_schema
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work

KINDS = ["sqlite", *(["postgresql"] if os.environ.get("CARECOOP_TEST_POSTGRES") else [])]
NAMES = ("Łucja Wiśniewska", "Siân O’Connor-Þór", "Müller; DROP TABLE member", "ZOË 🙂")


@action("Add members for a backup", CHANGE_SETTINGS)
def _members(work: Work) -> list[int]:
    return [work.add(MemberRow(number=f"B{n}", name=name, name_key=name.casefold(), status="active")).id
            for n, name in enumerate(NAMES)]  # fmt: skip


@action("Remove a member for a backup", CHANGE_SETTINGS)
def _remove(work: Work, row_id: int) -> None:
    work.remove(work.get(MemberRow, row_id))


@action("Add one more member for a backup", CHANGE_SETTINGS)
def _one_more(work: Work) -> int:
    return work.add(MemberRow(number="B99", name="Last", name_key="last", status="active")).id


def everything(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every value of every table."""
    with office.database.reading() as connection:
        return {
            table.name: [tuple(r) for r in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


def spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def backup(office: Office, tmp_path: Path) -> Path:
    office.do(_members)
    target = tmp_path / "one.carecoop-backup"
    make_backup(office.database, target)
    return target


@pytest.mark.parametrize("into", KINDS)
def test_a_living_office_comes_back_whole_in_either_kind(
    living: Office, copies: Any, into: str, tmp_path: Path
) -> None:
    living.do(_members)
    target = tmp_path / "living.carecoop-backup"
    made = make_backup(living.database, target)
    assert made == read_manifest(target)
    assert made.rows == sum(made.proof.counts.values()) > 1000 and made.proof.schema == LATEST
    place = copies.make(into)
    assert restore_backup(target, parse_address(place)) == made
    again = open_office(place, features())
    assert everything(again) == everything(living)
    with again.database.reading() as connection:
        assert list(broken_links(connection)) == []
        assert take_proof(connection) == made.proof
    again.do(change_setting, "colour", "green")
    again.close()


@pytest.mark.parametrize("into", KINDS)
def test_numbers_once_used_are_not_used_again_after_a_restore(
    office: Office, copies: Any, into: str, tmp_path: Path
) -> None:
    last = office.do(_members).value[-1]
    office.do(_remove, last)
    make_backup(office.database, tmp_path / "b")
    place = copies.make(into)
    restore_backup(tmp_path / "b", parse_address(place))
    again = open_office(place, features())
    assert again.do(_one_more).value == last + 1
    again.close()


def test_names_are_found_by_a_part_of_them_after_a_restore(office: Office, tmp_path: Path) -> None:
    office.do(_members)
    make_backup(office.database, tmp_path / "b")
    restore_backup(tmp_path / "b", Address(path=tmp_path / "c.carecoop"))
    with closing(sqlite3.connect(tmp_path / "c.carecoop")) as connection:
        entries = connection.execute("SELECT count(*) FROM search_entry").fetchone()[0]
        indexed = connection.execute("SELECT count(*) FROM search_trigram").fetchone()[0]
        connection.execute("INSERT INTO search_trigram(search_trigram, rank) VALUES ('integrity-check', 1)")
    assert entries == indexed > 0


def test_a_backup_is_one_file_and_leaves_nothing_else(backup: Path) -> None:
    assert [p.name for p in backup.parent.iterdir() if p.name.startswith((".", backup.name))] == [backup.name]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_is_made_while_others_work(office: Office, tmp_path: Path) -> None:
    with office.database.writing() as connection:
        connection.execute(text("UPDATE office_schema SET version = version"))
        made = make_backup(office.database, tmp_path / "b")
    assert made.proof.schema == LATEST


def test_a_backup_is_not_an_office_and_an_office_no_backup(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="a backup, not an office"):
        open_office(backup, features())
    restore_backup(backup, Address(path=tmp_path / "x.carecoop"))
    with pytest.raises(Refusal, match="not a backup"):
        restore_backup(tmp_path / "x.carecoop", Address(path=tmp_path / "y.carecoop"))
    with pytest.raises(Refusal, match="no backup at"):
        restore_backup(tmp_path / "none", Address(path=tmp_path / "y.carecoop"))
    assert not (tmp_path / "y.carecoop").exists()


def test_nothing_is_written_over(office: Office, backup: Path, tmp_path: Path) -> None:
    kept = backup.read_bytes()
    with pytest.raises(Refusal, match="already"):
        make_backup(office.database, backup)
    taken = tmp_path / "taken.carecoop"
    taken.write_text("a letter")
    with pytest.raises(Refusal, match="already"):
        restore_backup(backup, Address(path=taken))
    assert backup.read_bytes() == kept and taken.read_text() == "a letter"
    with pytest.raises(Refusal, match="does not exist"):
        make_backup(office.database, tmp_path / "no" / "b")


def test_an_office_server_that_holds_an_office_is_not_written_over(office: Office, backup: Path) -> None:
    if office.database.dialect == "sqlite":
        pytest.skip("this is about servers")
    before = everything(office)
    with pytest.raises(Refusal, match="already"):
        restore_backup(backup, office.database.address)
    assert everything(office) == before


def test_an_office_as_it_was_goes_into_a_file_only(backup: Path) -> None:
    """A server gets today's tables; nobody is even connected to for it."""
    with pytest.raises(Refusal, match="today's tables only"):
        restore_backup(backup, parse_address("postgresql://nobody@127.0.0.1:9/office"), as_it_was=True)


def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    spoil(backup, "UPDATE office_schema SET version = 99")
    spoil(backup, f"UPDATE backup_manifest SET value = replace(value, '\"schema\": {LATEST}', '\"schema\": 99') "
                  "WHERE name = 'proof'")  # fmt: skip
    with pytest.raises(Refusal, match="newer version"):
        restore_backup(backup, Address(path=tmp_path / "x.carecoop"))


def test_a_backup_whose_pages_do_not_fit_is_told_in_words(backup: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'member'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with backup.open("r+b") as file:
        file.seek((page - 1) * size + 5)  # where its cells begin
        file.write(b"\xff\xf0")
    with pytest.raises(Refusal, match="is damaged: parts of it do not fit together") as told:
        restore_backup(backup, Address(path=tmp_path / "x.carecoop"))
    assert "***" not in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize("statement", [
    "DELETE FROM member WHERE id = 1",
    "UPDATE change_set SET hash = 'x' WHERE id = (SELECT max(id) FROM change_set)",
    "DELETE FROM backup_manifest WHERE name = 'proof'",
    "UPDATE backup_manifest SET value = '{}' WHERE name = 'proof'",
    "UPDATE backup_manifest SET value = 'yesterday' WHERE name = 'made_at'",
])  # fmt: skip
def test_a_backup_that_was_tampered_with_is_refused(backup: Path, tmp_path: Path, statement: str) -> None:
    spoil(backup, statement)
    with pytest.raises(Refusal, match="damaged"):
        restore_backup(backup, Address(path=tmp_path / "x.carecoop"))
    assert not (tmp_path / "x.carecoop").exists()


@pytest.mark.parametrize("part", [0, 50, 4096, 0.5, 0.99])
def test_a_truncated_backup_is_refused(backup: Path, tmp_path: Path, part: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(part if part > 1 or part == 0 else part * len(whole))])
    with pytest.raises((Refusal, Fault)):
        restore_backup(backup, Address(path=tmp_path / "x.carecoop"))
    assert not (tmp_path / "x.carecoop").exists()


def test_a_backup_with_pages_overwritten_never_breaks_the_program(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    dice = random.Random(4)
    refused = 0
    for number in range(12):
        at = dice.randrange(0, len(whole) - 4096, 4096)
        backup.write_bytes(whole[:at] + dice.randbytes(4096) + whole[at + 4096 :])
        target = tmp_path / f"{number}.carecoop"
        try:
            restore_backup(backup, Address(path=target))
        except (Refusal, Fault):
            refused += 1
            assert not target.exists()
        else:
            assert list(damage(target)) == []
    assert refused >= 6


def test_a_file_that_fails_half_way_is_not_there(tmp_path: Path) -> None:
    def fill_and_fail() -> None:
        with new_file(tmp_path / "b") as part:
            part.write_text("half")
            raise Fault("The power went.")

    with pytest.raises(Fault, match="power"):
        fill_and_fail()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_copy_left_goes_when_it_is_old(tmp_path: Path) -> None:
    left, fresh, other = (tmp_path / name for name in (".b.77.part", ".b.78.part-wal", ".c.77.part"))
    for path in (left, fresh, other):
        path.write_text("half a copy")
    for path in (left, other):
        os.utime(path, (1, 1))
    with new_file(tmp_path / "b") as part:
        part.write_text("whole")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".b.78.part-wal", ".c.77.part", "b"]


def test_a_name_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def race() -> None:
        with new_file(tmp_path / "b") as part:
            part.write_text("ours")
            (tmp_path / "b").write_text("theirs")

    with pytest.raises(Refusal, match="meanwhile"):
        race()
    assert (tmp_path / "b").read_text() == "theirs" and len(list(tmp_path.iterdir())) == 1


def test_a_table_that_nobody_declared_stops_a_copy_between_kinds(office: Office, tmp_path: Path) -> None:
    with office.database.bare() as connection:
        connection.execute(text("CREATE TABLE stray (x INTEGER)"))
        connection.commit()
    other = Database(Address(path=tmp_path / "o.carecoop"))
    create_schema(other)
    with office.database.reading() as source, pytest.raises(Fault, match="stray"), other.writing() as target:
        copy_rows(source, target)
    other.close()


def test_proofs_differ_in_words() -> None:
    one = Proof(1, {"member": 3, "funder": 1}, 7, "ab")
    assert one.differences(one) == []
    said = one.differences(Proof(2, {"member": 2}, 7, "ac"))
    assert said == ["funder: 1 rows here, 0 there", "member: 3 rows here, 2 there", "the history ends otherwise",
                    "the tables are of another version"]  # fmt: skip


def test_a_digest_sees_values_kinds_and_order() -> None:
    rows = [(1, "a", None), (2, "b", date(2026, 11, 30))]
    assert digest_of(rows) == digest_of(list(rows))
    for other in ([rows[1], rows[0]], [(1, "a", ""), rows[1]], [("1", "a", None), rows[1]], rows[:1]):
        assert digest_of(other) != digest_of(rows)
