"""An office's spreadsheet becomes members, and what belongs to higher rooms is told them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.people.circles.queries import circle_of
from carecoop_desktop.people.members.actions import add_member, change_member, import_members
from carecoop_desktop.people.members.queries import (
    contacts_of,
    member_counts,
    member_head,
    member_names,
    member_record,
    needs_of,
    remembered_mapping,
)
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

HEAD = (
    "Member No,Name,D.O.B.,NHS number,Council / ICB,Type of funding,Weekly budget,Joined,Circle,Suitable person,"
    "Likes to be contacted by"
)
JOAN = "001,Joan Fenwick,24-Jun-01,9992527609,Wirral,DP,717.50,2025-12-12,Wirral,Sister (LPA),Large Print"
HANNAH = "002,Hannah Vogel,16/05/1949,999 650 7521,Wirral,DP,250.00,5/5/25,North,Janet Vogel (mother),Email"
WRONG = "003,Priti Rhys,1959-08-13,943 476 5918,,,,,,,"


def sheet(*lines: str):
    """A sheet with our usual headings."""
    return read_bytes("members.csv", "\n".join([HEAD, *lines]).encode())


def _id(office: Office, name: str) -> int:
    return next(key for key, found in office.read(member_names).items() if found == name)


def test_good_rows_become_members(office: Office) -> None:
    done = office.do(import_members, sheet(JOAN, HANNAH))
    assert done.sentence == "Imported members: 2 new, 0 changed"
    record = office.read(member_record, _id(office, "Joan Fenwick"))
    assert (record.number, record.nhs_number, record.born) == ("001", "9992527609", date(2001, 6, 24))
    assert (record.joined, record.status, record.contact_by) == (date(2025, 12, 12), "active", "Large Print")


def test_a_dry_run_writes_nothing(office: Office) -> None:
    done = office.do(import_members, sheet(JOAN), dry_run=True)
    assert done.value.count("new") == 1
    assert (done.tables, done.change_set) == (frozenset(), None)
    assert office.read(member_counts).present == 0


def test_one_refused_row_stops_everything(office: Office) -> None:
    done = office.do(import_members, sheet(JOAN, WRONG))
    assert done.sentence == "Nothing was imported: rows were refused"
    (cell,) = done.value.refused
    assert (cell.row, cell.column, cell.why) == (3, "NHS number", "NHS number fails its check digit")
    assert office.read(member_counts).present == 0


def test_the_good_rows_can_be_accepted(office: Office) -> None:
    report = office.do(import_members, sheet(JOAN, WRONG), accept_good=True).value
    assert report.count("new") == 1
    assert list(office.read(member_names).values()) == ["Joan Fenwick"]
    assert json.loads(json.dumps(report.to_json()))["refused"][0]["row"] == 3


def test_the_same_file_twice_adds_nothing(office: Office) -> None:
    office.do(import_members, sheet(JOAN, HANNAH))
    again = office.do(import_members, sheet(JOAN, HANNAH))
    assert again.tables == frozenset()
    assert again.value.to_json()["new"] == again.value.to_json()["changed"] == 0
    assert office.read(member_counts).present == 2


def test_a_changed_row_changes_the_member(office: Office) -> None:
    office.do(import_members, sheet(JOAN))
    moved = JOAN.replace("Joan Fenwick", "Joan Fenwick-Hay")
    report = office.do(import_members, sheet(moved)).value
    assert report.count("changed") == 1
    assert office.read(member_head, _id(office, "Joan Fenwick-Hay")).number == "001"


def test_what_a_row_leaves_empty_is_not_erased(office: Office) -> None:
    office.do(import_members, sheet(JOAN))
    office.do(import_members, sheet("001,Joan Fenwick,24-Jun-01,,,,,,,,"))
    assert office.read(member_record, _id(office, "Joan Fenwick")).nhs_number == "9992527609"


def test_who_speaks_for_them_becomes_a_contact(office: Office) -> None:
    office.do(import_members, sheet(JOAN, HANNAH))
    (sister,) = office.read(contacts_of, _id(office, "Joan Fenwick"))
    assert (sister.who, sister.role) == ("Sister (name not recorded)", "suitable-person")
    assert sister.note == "From the spreadsheet: Sister (LPA)"
    (mother,) = office.read(contacts_of, _id(office, "Hannah Vogel"))
    assert (mother.name, mother.relation, mother.since) == ("Janet Vogel", "mother", date(2025, 5, 5))


def test_a_member_without_anybody_gets_the_contact_later(office: Office) -> None:
    office.do(import_members, sheet("001,Joan Fenwick,24-Jun-01,,,,,,,,"))
    report = office.do(import_members, sheet("001,Joan Fenwick,24-Jun-01,,,,,,,Mother,")).value
    assert report.count("changed") == 1
    assert len(office.read(contacts_of, _id(office, "Joan Fenwick"))) == 1


def test_a_format_becomes_an_information_need(office: Office) -> None:
    office.do(import_members, sheet(JOAN, HANNAH))
    assert [need.need for need in office.read(needs_of, _id(office, "Joan Fenwick"))] == ["large-print"]
    assert office.read(needs_of, _id(office, "Hannah Vogel")) == []


def test_the_circle_of_a_row_is_made_and_filled(office: Office) -> None:
    office.do(import_members, sheet(JOAN, HANNAH))
    named = {office.read(member_names)[key]: name for key, name in office.read(circle_of, date(2026, 11, 30)).items()}
    assert named == {"Joan Fenwick": "Wirral", "Hannah Vogel": "North"}
    assert office.read(circle_of, date(2025, 12, 11)) == {_id(office, "Hannah Vogel"): "North"}


def test_numbers_come_by_themselves_where_the_file_has_none(office: Office) -> None:
    office.do(add_member, name="Ann Hay", number="040")
    data = b"Name,Date of birth\nGwyn Rees,1/2/1950\nSian Bevan,3/4/1961\n"
    office.do(import_members, read_bytes("m.csv", data))
    assert office.read(member_record, _id(office, "Gwyn Rees")).number == "041"
    assert office.read(member_record, _id(office, "Sian Bevan")).number == "042"


def test_a_number_without_its_zeros_is_the_same_number(office: Office) -> None:
    office.do(import_members, sheet(JOAN))
    report = office.do(import_members, sheet(JOAN.replace("001,", "1,", 1))).value
    assert report.count("unchanged") == 1
    assert office.read(member_record, _id(office, "Joan Fenwick")).number == "001"


def test_a_number_of_somebody_else_is_noticed(office: Office) -> None:
    office.do(add_member, name="Marek Nowak", number="001", born=date(1980, 1, 1))
    report = office.do(import_members, sheet(JOAN)).value
    assert report.warnings == ("Row 2: 001 is the number of Marek Nowak; Joan Fenwick gets the next.",)
    assert office.read(member_record, _id(office, "Joan Fenwick")).number == "002"
    assert office.read(member_record, _id(office, "Marek Nowak")).born == date(1980, 1, 1)
    assert office.do(import_members, sheet(JOAN)).value.count("unchanged") == 1


def test_somebody_who_joins_later_is_joining(office: Office) -> None:
    report = office.do(import_members, sheet(JOAN.replace("2025-12-12", "2026-12-12"))).value
    assert office.read(member_record, _id(office, "Joan Fenwick")).status == "joining"
    assert "still to come" in report.warnings[0]


def test_columns_are_remembered_and_can_be_chosen(office: Office) -> None:
    data = b"Who,Birthday,Known number\nGwyn Rees,1/2/1950,044\n"
    with pytest.raises(Refusal, match="no column for Name"):
        office.do(import_members, read_bytes("m.csv", data), mapping={"born": "Birthday", "number": "Known number"})
    chosen = {"name": "Who", "born": "Birthday", "number": "Known number"}
    office.do(import_members, read_bytes("m.csv", data), mapping=chosen)
    assert office.read(remembered_mapping) == chosen
    assert office.read(member_record, _id(office, "Gwyn Rees")).number == "044"
    assert office.do(import_members, read_bytes("m.csv", data)).value.count("unchanged") == 1


def test_undo_takes_an_import_back_whole(office: Office) -> None:
    office.do(import_members, sheet(JOAN, HANNAH))
    office.undo()
    assert office.read(member_counts).present == 0
    assert office.read(circle_of, date(2026, 11, 30)) == {}


def test_a_changed_record_and_the_file_agree_again(office: Office) -> None:
    office.do(import_members, sheet(JOAN))
    joan = _id(office, "Joan Fenwick")
    office.do(change_member, joan, contact_by="Braille")
    assert office.do(import_members, sheet(JOAN)).value.count("changed") == 1
    assert office.read(member_record, joan).contact_by == "Large Print"


def test_a_file_that_is_no_list_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(Refusal, match="a PDF"):
        office.do(import_members, path)


def test_only_some_may_import(as_role) -> None:
    with pytest.raises(NotAllowed):
        as_role(Role.TREASURER).do(import_members, sheet(JOAN))


def test_the_reference_file(office: Office, shared: Path) -> None:
    expected = json.loads((shared / "real-input" / "expected.json").read_text(encoding="utf-8"))
    report = office.do(import_members, shared / "real-input" / "members.csv", accept_good=True).value
    assert report.count("new") == expected["members"]
    assert [(cell.row, cell.why) for cell in report.refused] == [
        (each["row"], each["why"]) for each in expected["refused"]["members"]
    ]
    again = office.do(import_members, shared / "real-input" / "members.csv", accept_good=True)
    assert again.change_set is None
