"""Importing an office's spreadsheet of PAs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.people.assistants.actions import import_assistants, plan_assistants
from carecoop_desktop.people.assistants.importing import import_assistants_file
from carecoop_desktop.people.assistants.queries import (
    assistant_names,
    assistant_record,
    pay_rates_of,
    pay_terms,
    references_of,
    staff_file,
)
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

TODAY = date(2026, 11, 30)
HEAD = "Name,Date of birth,NI number,Start date,Tax code,NI letter,Student loan,Rate per hour,Pension,Sort code,Account"
RENEE = "Renée Evans,4/2/94,AB 10 33 34 A,27-Mar-25,1257L,A,Plan 1 + PG,13.50,Yes,08-99-99,66374958"


def sheet(folder: Path, *rows: str, head: str = HEAD, name: str = "pas.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_given_spreadsheet_is_read_as_expected(office: Office, shared: Path) -> None:
    report = office.read(plan_assistants, shared / "real-input" / "assistants.csv")
    assert (report.read, report.count("new"), report.refused_rows) == (14, 12, (14, 15))
    assert [cell.why for cell in report.refused] == ["not a possible NI number", "not a tax code"]


def test_a_second_import_adds_nothing(office: Office, shared: Path) -> None:
    path = shared / "real-input" / "assistants.csv"
    office.do(import_assistants, path, accept_good=True)
    before = office.read(assistant_names)
    again = office.do(import_assistants, path, accept_good=True)
    assert again.sentence == "Imported PAs: 0 new, 0 changed, 2 refused"
    assert office.read(assistant_names) == before and len(before) == 12


def test_refused_rows_keep_everything_out_unless_the_good_are_accepted(office: Office, tmp_path: Path) -> None:
    path = sheet(tmp_path, RENEE, RENEE.replace("Renée Evans", "Odd Code").replace("1257L", "12Z7L"))
    with pytest.raises(Refusal, match="1 rows cannot be taken"):
        office.do(import_assistants, path)
    assert office.read(assistant_names) == {}
    assert office.do(import_assistants, path, accept_good=True).value.count("new") == 1


def test_what_is_imported_is_what_payroll_pays(office: Office, tmp_path: Path) -> None:
    office.do(import_assistants, sheet(tmp_path, RENEE))
    (terms,) = office.read(pay_terms, TODAY).values()
    assert (terms.name, terms.ni_number, terms.started) == ("Renée Evans", "AB103334A", date(2025, 3, 27))
    assert (terms.rates, terms.loans, terms.pension, terms.employee_rate) == (
        {"standard": 1350}, ("1", "postgrad"), "relief-at-source", 500,
    )  # fmt: skip
    assert terms.bank is not None and terms.bank.sort_code == "089999"


def test_a_changed_row_says_what_changed_and_changes_only_that(office: Office, tmp_path: Path) -> None:
    office.do(import_assistants, sheet(tmp_path, RENEE))
    changed = sheet(tmp_path, RENEE.replace("Renée", "Renee").replace("13.50", "14.25").replace("1257L", "1257L M1"))
    report = office.do(import_assistants, changed).value
    (row,) = report.to_write()
    assert set(row.changes) == {"name", "hourly_rate", "tax_code"} and report.count("changed") == 1
    (number,) = office.read(assistant_names)
    assert [line.pence for line in office.read(pay_rates_of, number)] == [1425, 1350]
    assert office.read(pay_terms, TODAY)[number].basis == "week1month1"
    assert office.read(pay_terms, date(2026, 11, 29))[number].basis == "cumulative"
    assert office.do(import_assistants, changed).value.to_write() == ()


def test_a_name_without_its_accents_is_the_same_person(office: Office, tmp_path: Path) -> None:
    head, row = "Name,Date of birth,Start date", "Renée Ługowska,4/2/94,27-Mar-25"
    office.do(import_assistants, sheet(tmp_path, row, head=head))
    report = office.do(import_assistants, sheet(tmp_path, "RENEE LUGOWSKA,04/02/1994,27 Mar 2025", head=head)).value
    assert report.count("new") == 0 and len(office.read(assistant_names)) == 1


def test_checks_of_the_spreadsheet_stand_in_the_file(office: Office, tmp_path: Path) -> None:
    head = "Name,Date of birth,Start date,DBS no,DBS date,Right to work checked,References"
    row = "Ann Hay,4/2/94,27-Mar-25,073655974494,16 Oct 2024,09/02/2024,{}"
    office.do(import_assistants, sheet(tmp_path, row.format(1), head=head))
    (number,) = office.read(assistant_names)
    office.do(import_assistants, sheet(tmp_path, row.format(2), head=head))
    assert [line.referee for line in office.read(references_of, number)] == [
        "Reference 1, as imported", "Reference 2, as imported",
    ]  # fmt: skip
    cells = {cell.code: cell for cell in office.read(staff_file, number).items}
    assert cells["conduct"].complete and cells["right-to-work"].checked == date(2024, 2, 9)
    assert not cells["enhanced-dbs"].complete, "a spreadsheet does not say the level"


def test_an_empty_cell_erases_nothing(office: Office, tmp_path: Path) -> None:
    office.do(import_assistants, sheet(tmp_path, RENEE))
    bare = "Renée Evans,4/2/94,AB 10 33 34 A,27-Mar-25,,,,,,,"
    assert office.do(import_assistants, sheet(tmp_path, bare)).value.to_write() == ()


def test_a_rate_below_the_minimum_wage_is_told_with_its_row(office: Office, tmp_path: Path) -> None:
    report = office.read(plan_assistants, sheet(tmp_path, RENEE.replace("13.50", "11.00")))
    assert any("Row 2: £11.00 is below the minimum wage" in warning for warning in report.warnings)


def test_bank_details_that_change_hands_are_new_from_today(office: Office, tmp_path: Path) -> None:
    office.do(import_assistants, sheet(tmp_path, RENEE))
    office.do(import_assistants, sheet(tmp_path, RENEE.replace("66374958", "66374959")))
    (terms,) = office.read(pay_terms, TODAY).values()
    assert terms.bank is not None and (terms.bank.account_number, terms.bank.since) == ("66374959", TODAY)


def test_the_office_imports_people_but_not_their_pay(as_role: Callable[[Role], Office], tmp_path: Path) -> None:
    office = as_role(Role.OFFICE)
    with pytest.raises(NotAllowed, match="set PAs' pay"):
        office.do(import_assistants, sheet(tmp_path, RENEE))
    office.do(import_assistants, sheet(tmp_path, "Ann Hay,4/2/94,27-Mar-25", head="Name,Date of birth,Start date"))
    assert list(office.read(assistant_names).values()) == ["Ann Hay"]


def test_a_dry_run_writes_nothing_and_the_door_writes_the_rest(office: Office, tmp_path: Path) -> None:
    path = sheet(tmp_path, RENEE, RENEE.replace("AB 10 33 34 A", "QQ123456C"))
    assert import_assistants_file(office, path, dry_run=True).count("new") == 1
    assert import_assistants_file(office, path).refused_rows == (3,)
    assert office.read(assistant_names) == {}
    assert import_assistants_file(office, path, accept_good=True).to_json()["new"] == 1
    (number,) = office.read(assistant_names)
    assert office.read(assistant_record, number).number == "001"


def test_a_payroll_number_of_another_pa_overwrites_nobody(office: Office, tmp_path: Path) -> None:
    office.do(import_assistants, sheet(tmp_path, RENEE))
    other = sheet(tmp_path, "1,Ada Okafor,1/2/90,1/4/24", head="Payroll no,Name,DOB,Start date", name="other.csv")
    done = office.do(import_assistants, other)
    assert done.value.warnings == ("Row 2: 1 is the number of Renée Evans; Ada Okafor gets the next.",)
    assert set(office.read(assistant_names).values()) == {"Renée Evans", "Ada Okafor"}
    assert office.read(plan_assistants, other).count("unchanged") == 1


def test_an_ni_number_of_somebody_else_is_refused(office: Office, tmp_path: Path) -> None:
    office.do(import_assistants, sheet(tmp_path, RENEE))
    other = sheet(
        tmp_path, "Ada Okafor,1/2/90,AB103334A,1/4/24", head="Name,DOB,NI number,Start date", name="other.csv"
    )
    (refused,) = office.read(plan_assistants, other).refused
    assert (refused.column, "belongs to Renée Evans" in refused.why) == ("NI number", True)


def test_checks_older_than_those_on_record_change_nothing(office: Office, tmp_path: Path) -> None:
    head = HEAD + ",DBS no,DBS date,Right to work checked,References"
    office.do(import_assistants, sheet(tmp_path, RENEE + ",073655974494,16 Oct 2025,09/02/2024,2", head=head))
    old = sheet(tmp_path, RENEE + ",000055974494,16 Oct 2022,09/02/2021,1", head=head, name="old.csv")
    (row,) = office.read(plan_assistants, old).rows
    assert (row.status, dict(row.changes)) == ("unchanged", {})
