"""Adding PAs, changing who they are, and their leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import (
    add_assistant,
    add_assistants,
    assistant_left,
    change_assistant,
    start_supporting,
)
from carecoop_desktop.people.assistants.entries import Dbs, Person, Support, WholeFile
from carecoop_desktop.people.assistants.queries import (
    assistant_names,
    assistant_record,
    contracts_of,
    pay_terms,
    staff_file,
    supports,
)
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

TODAY = date(2026, 11, 30)
MAREK = Person("  Marek   Nowak ", started=date(2025, 5, 6), ni_number="ab 10 33 34 a", postcode="ch42 9ne")


def test_a_pa_is_added_with_the_next_number_and_clean_values(office: Office) -> None:
    first = office.do(add_assistant, MAREK)
    second = office.do(add_assistant, Person("Ann Hay", started=date(2026, 1, 1)))
    record = office.read(assistant_record, first.value)
    assert (record.name, record.number, record.ni_number, record.postcode) == (
        "Marek Nowak", "001", "AB103334A", "CH42 9NE",
    )  # fmt: skip
    assert office.read(assistant_record, second.value).number == "002"
    assert first.sentence == "Added Marek Nowak"


def test_numbers_go_on_from_the_highest_even_when_some_are_words(office: Office) -> None:
    office.do(add_assistant, replace(MAREK, number="PA7"))
    office.do(add_assistant, Person("Ann Hay", number="041", started=TODAY))
    number = office.do(add_assistant, Person("Bo Lee", started=TODAY)).value
    assert office.read(assistant_record, number).number == "042"


def test_every_wrong_value_is_told_at_once(office: Office) -> None:
    wrong = Person("", ni_number="QQ123456C", postcode="Chester", email="nobody", started=date(2026, 1, 1))
    with pytest.raises(Invalid) as told:
        office.do(add_assistant, wrong)
    assert {issue.field for issue in told.value.issues} == {"name", "ni_number", "postcode", "email"}
    assert office.read(assistant_names) == {}


def test_a_number_or_ni_number_is_not_given_twice(office: Office) -> None:
    office.do(add_assistant, replace(MAREK, number="007"))
    with pytest.raises(Invalid) as told:
        office.do(add_assistant, replace(MAREK, name="Ann Hay", number="007"))
    assert [issue.message for issue in told.value.issues] == [
        "Number 007 is Marek Nowak's already.", "This is Marek Nowak's NI number already.",
    ]  # fmt: skip


def test_whole_files_are_added_together(office: Office, whole: Callable[..., WholeFile]) -> None:
    done = office.do(add_assistants, [whole("Siân Davies"), whole("Marek Nowak")])
    assert len(done.value) == 2 and done.sentence == "Added 2 PAs"
    assert all(office.read(staff_file, number).complete for number in done.value)
    assert office.read(pay_terms, TODAY)[done.value[1]].tax_code == "1257L"


def test_one_wrong_file_keeps_all_out_and_names_the_person(office: Office, whole: Callable[..., WholeFile]) -> None:
    wrong = whole("Marek Nowak", dbs=Dbs("12", date(2025, 1, 1)))
    with pytest.raises(Invalid) as told:
        office.do(add_assistants, [whole("Siân Davies"), wrong])
    (issue,) = told.value.issues
    assert issue.field == "certificate" and issue.message.startswith("Marek Nowak: ")
    assert office.read(assistant_names) == {}


def test_two_of_one_list_cannot_share_an_ni_number(office: Office, whole: Callable[..., WholeFile]) -> None:
    twin = whole("Ann Hay")
    same = [replace(one, person=replace(one.person, ni_number="AB103334A")) for one in (whole("Siân Davies"), twin)]
    with pytest.raises(Invalid, match="Siân Davies's NI number already"):
        office.do(add_assistants, same)


def test_pay_in_a_whole_file_needs_the_permission_for_pay(
    as_role: Callable[[Role], Office], whole: Callable[..., WholeFile]
) -> None:
    office = as_role(Role.OFFICE)
    with pytest.raises(NotAllowed, match="set PAs' pay"):
        office.do(add_assistants, [whole()])
    unpaid = whole(rates=(), bank=None, tax=None)
    assert len(office.do(add_assistants, [unpaid]).value) == 1


def test_a_change_says_what_changed_and_can_be_undone(office: Office, add: Callable[..., int]) -> None:
    number = add()
    done = office.do(change_assistant, number, 1, phone="07700 900999", languages="Welsh")
    assert done.sentence == "Changed Siân Davies: languages, phone"
    assert office.read(assistant_record, number).languages == "Welsh"
    office.undo()
    assert office.read(assistant_record, number).phone == "07700 900123"


def test_the_second_of_two_desks_is_told_what_the_first_changed(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(change_assistant, number, 1, phone="07700 900001", languages="Welsh")
    with pytest.raises(Conflict) as told:
        office.do(change_assistant, number, 1, phone="07700 900002")
    assert "phone" in {field.field for field in told.value.fields}


def test_a_new_name_is_found_without_its_accents(office: Office, add: Callable[..., int]) -> None:
    number = add("Sian Davies")
    office.do(change_assistant, number, 1, name="Siân Dâvies")
    assert office.read(assistant_names) == {number: "Siân Dâvies"}


def test_a_field_that_a_pa_does_not_have_is_refused(office: Office, add: Callable[..., int]) -> None:
    with pytest.raises(Refusal, match="has no shoe_size"):
        office.do(change_assistant, add(), 1, shoe_size=7)


def test_leaving_ends_contract_and_matches(
    office: Office, add: Callable[..., int], member: Callable[[str], int]
) -> None:
    number, last = add(), date(2026, 11, 20)
    office.do(start_supporting, number, Support(member("James Hollis"), date(2026, 1, 5), 600, "Music"))
    done = office.do(assistant_left, number, last)
    assert done.sentence == "Siân Davies left on 20 Nov 2026"
    assert office.read(assistant_record, number).status == "left"
    assert [line.until for line in office.read(contracts_of, number)] == [last]
    assert [link.until for link in office.read(supports, number)] == [last]


@pytest.mark.parametrize("day", [None, date(2025, 5, 5), date(2099, 1, 1)])
def test_the_last_day_must_be_sane(office: Office, add: Callable[..., int], day: date | None) -> None:
    with pytest.raises(Invalid):
        office.do(assistant_left, add(), day)


def test_read_only_people_add_nobody(as_role: Callable[[Role], Office]) -> None:
    with pytest.raises(NotAllowed):
        as_role(Role.READ_ONLY).do(add_assistant, MAREK)
