"""An import is written over what its preview showed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import import_assistants, plan_assistants, set_bank_details
from carecoop_desktop.people.assistants.entries import Bank
from carecoop_desktop.people.assistants.queries import assistant_names, pay_terms
from carecoop_desktop.people.funding.actions import change_agreement
from carecoop_desktop.people.funding.queries import agreements_of
from carecoop_desktop.people.members.actions import add_member, change_member, import_members
from carecoop_desktop.people.members.queries import member_record, plan_member_import
from carecoop_desktop.platform.kernel.errors import Conflict
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.reading import read_bytes
from carecoop_desktop.platform.office.office import Office


def sheet(text: str) -> Sheet:
    return read_bytes("given.csv", text.encode())


ANN = sheet("Name,DOB,Phone,Email\nAnn Hay,1/2/1950,01244 400111,\n")


@pytest.fixture
def ann(office: Office) -> int:
    return office.do(add_member, name="Ann Hay", born=date(1950, 2, 1), phone="01244 400999").value


def told(caught: pytest.ExceptionInfo[Conflict]) -> list[tuple[object, ...]]:
    return [(each.row_id, each.field, each.before, each.mine, each.theirs) for each in caught.value.fields]


def test_what_another_desk_changed_after_the_preview_is_not_written_over(office: Office, ann: int) -> None:
    shown = office.read(plan_member_import, ANN)
    assert shown.rows[0].changes == {"phone": ("01244 400999", "01244 400111")}
    office.do(change_member, ann, phone="01244 400222", email="ann@example.org")
    with pytest.raises(Conflict, match=r"^Priya Shah changed a record that 1 row of this file would change at ") as met:
        office.do(import_members, ANN, shown=shown)
    assert told(met) == [(2, "phone", "01244 400999", "01244 400111", "01244 400222")]
    assert met.value.fields[0].who == "Priya Shah"
    office.do(import_members, ANN, shown=shown, leave=[2])
    assert office.read(member_record, ann).phone == "01244 400222"
    office.do(import_members, ANN, shown=office.read(plan_member_import, ANN))
    record = office.read(member_record, ann)
    assert (record.phone, record.email) == ("01244 400111", "ann@example.org")


@pytest.mark.parametrize("theirs", ["01244 400111", "01244 400999"])
def test_what_says_the_same_or_stands_as_shown_is_no_conflict(office: Office, ann: int, theirs: str) -> None:
    shown = office.read(plan_member_import, ANN)
    office.do(change_member, ann, phone=theirs, email="ann@example.org")
    office.do(import_members, ANN, shown=shown)
    assert office.read(member_record, ann).phone == "01244 400111"


def test_a_row_that_would_have_changed_nothing_is_told_as_well(office: Office, ann: int) -> None:
    office.do(change_member, ann, phone="01244 400111")
    shown = office.read(plan_member_import, ANN)
    office.do(change_member, ann, phone="01244 400222")
    with pytest.raises(Conflict) as met:
        office.do(import_members, ANN, shown=shown)
    assert told(met) == [(2, "phone", "01244 400111", "01244 400111", "01244 400222")]


def test_somebody_added_after_the_preview_is_not_written_over(office: Office) -> None:
    shown = office.read(plan_member_import, ANN)
    office.do(add_member, name="Ann Hay", born=date(1950, 2, 1), phone="01244 400222")
    with pytest.raises(Conflict) as met:
        office.do(import_members, ANN, shown=shown)
    assert told(met) == [(2, "phone", None, "01244 400111", "01244 400222")]


def test_bank_details_set_after_the_preview_are_not_written_over(office: Office, tmp_path: Path) -> None:
    head = "Name,Date of birth,NI number,Start date,Tax code,NI letter,Rate per hour,Pension,Sort code,Account"
    row = "Ann Hay,4/2/94,AB 10 33 34 A,27-Mar-25,1257L,A,13.50,Yes,08-99-99,{}"
    office.do(import_assistants, sheet(f"{head}\n{row.format('66374958')}\n"))
    (who,) = office.read(assistant_names)
    again = sheet(f"{head}\n{row.format('66374959')}\n")
    shown = office.read(plan_assistants, again)
    office.do(set_bank_details, who, Bank(office.today, "Ann Hay", "20-29-59", "01234567"))
    with pytest.raises(Conflict, match=r"^Priya Shah changed a record that 1 row") as met:
        office.do(import_assistants, again, shown=shown)
    assert {field: theirs for _row, field, _before, _mine, theirs in told(met)} == {
        "sort_code": "202959", "account_number": "01234567"
    }  # fmt: skip
    bank: Any = office.read(pay_terms, office.today)[who].bank
    assert bank.account_number == "01234567"


def test_a_budget_changed_after_the_preview_is_not_written_over(office: Office) -> None:
    def given(weekly: str) -> Sheet:
        return sheet(f"Name,DOB,Council / ICB,Type of funding,Weekly budget\nAnn Hay,1/2/1950,Wirral,DP,{weekly}\n")

    office.do(import_members, given("250.00"))
    shown = office.read(plan_member_import, given("300.00"))
    (agreement,) = office.read(agreements_of, 1)
    office.do(change_agreement, agreement.id, agreement.version, weekly=27_500)
    with pytest.raises(Conflict, match=r"^Priya Shah changed weekly of this \w+ at ") as met:
        office.do(import_members, given("300.00"), shown=shown)
    assert [each[2:] for each in told(met)] == [(25_000, 30_000, 27_500)]
    office.do(import_members, given("300.00"), shown=office.read(plan_member_import, given("300.00")))
    assert office.read(agreements_of, 1)[0].weekly == 30_000
