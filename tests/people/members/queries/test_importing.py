"""Planning an import: nothing is written, and nobody is taken for somebody else."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.members.actions import add_contact, add_member
from carecoop_desktop.people.members.entries import NewContact
from carecoop_desktop.people.members.queries import member_import_fields, plan_member_import, remembered_mapping
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office

DATA = b"No,Name,DOB,NHS\n14,James Hollis,16/5/1996,999 252 7609\n"


def test_a_new_office_remembers_no_columns(office: Office) -> None:
    assert office.read(remembered_mapping) == {}


def test_the_fields_are_those_of_the_rules(office: Office) -> None:
    names = [field.name for field in office.read(member_import_fields)]
    assert {"number", "name", "born", "nhs_number", "funder", "circle", "contact_by"} <= set(names)


def test_a_member_is_found_by_number_nhs_number_or_name_and_day(office: Office, james: int) -> None:
    for line in (b"014,James Hollis,16/5/1996,", b",Jim Hollis,16/5/1996,9992527609", b",James Hollis,16/5/1996,"):
        report = office.read(plan_member_import, read_bytes("m.csv", b"No,Name,DOB,NHS\n" + line))
        assert report.rows[0].existing is not None
        assert report.rows[0].existing["id"] == james


def test_only_what_the_row_says_is_compared(office: Office, james: int) -> None:
    (row,) = office.read(plan_member_import, read_bytes("m.csv", DATA)).rows
    assert (row.status, dict(row.changes)) == ("unchanged", {})


def test_two_members_in_one_row_are_a_contradiction(office: Office, james: int) -> None:
    office.do(add_member, name="Ann Hay", number="020", nhs_number="9996507521")
    report = office.read(
        plan_member_import, read_bytes("m.csv", b"No,Name,DOB,NHS\n020,James Hollis,16/5/1996,9992527609")
    )
    assert report.refused[0].why == "fits two records of the office"


def test_a_name_that_was_spelled_otherwise_keeps_its_number(office: Office, james: int) -> None:
    report = office.read(plan_member_import, read_bytes("m.csv", b"No,Name,DOB\n014,Jim Hollis,16/5/1996\n"))
    assert (report.rows[0].status, report.warnings) == ("changed", ())


def test_a_corrected_birth_date_keeps_its_number(office: Office, james: int) -> None:
    report = office.read(plan_member_import, read_bytes("m.csv", b"No,Name,DOB\n014,James Hollis,17/5/1996\n"))
    assert dict(report.rows[0].changes) == {"born": (date(1996, 5, 16), date(1996, 5, 17))}


def test_somebody_with_a_contact_is_not_given_another(office: Office, james: int) -> None:
    office.do(add_contact, NewContact(james, "Janet Hollis", "suitable-person", "mother"))
    data = b"No,Name,DOB,Suitable person\n014,James Hollis,16/5/1996,Mother\n"
    (row,) = office.read(plan_member_import, read_bytes("m.csv", data)).rows
    assert row.status == "unchanged"


def test_an_nhs_number_of_somebody_else_is_refused(office: Office, james: int) -> None:
    report = office.read(plan_member_import, read_bytes("m.csv", b"Name,DOB,NHS\nAda Okafor,1/2/1960,9992527609\n"))
    assert [(cell.column, cell.why) for cell in report.refused] == [
        ("NHS", "belongs to James Hollis, whose name and date of birth are others")
    ]


def test_a_namesake_born_on_the_same_day_is_told(office: Office, james: int) -> None:
    report = office.read(plan_member_import, read_bytes("m.csv", b"No,Name,DOB\n99,James Hollis,16/5/1996\n"))
    assert (report.count("new"), "stands already" in report.warnings[0]) == (1, True)
