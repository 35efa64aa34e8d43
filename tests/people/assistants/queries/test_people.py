"""One PA, for those who may see each part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carecoop_desktop.people.assistants.queries import (
    assistant_record,
    bank_details_of,
    contracts_of,
    find_assistants,
    pay_rates_of,
    search_entries,
    supervisions_of,
    tax_details_of,
)
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def test_the_record_as_it_was_entered(office: Office, add: Callable[..., int]) -> None:
    record = office.read(assistant_record, add())
    assert (record.name, record.started, record.phone, record.version) == (
        "Siân Davies", date(2025, 5, 6), "07700 900123", 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "phone", "insured"),
    [(Role.OFFICE, True, False), (Role.PAYROLL, True, True), (Role.TREASURER, False, False),
     (Role.READ_ONLY, False, False), (Role.OWNER, True, True)],
)  # fmt: skip
def test_each_role_sees_its_part(
    add: Callable[..., int], as_role: Callable[[Role], Office], whole: Callable[..., object], role: Role,
    phone: bool, insured: bool,
) -> None:  # fmt: skip
    from dataclasses import replace

    person = replace(whole().person, ni_number="AB103334A")  # type: ignore[attr-defined]
    record = as_role(Role.OWNER).read(assistant_record, number := add(person=person))
    record = as_role(role).read(assistant_record, number)
    assert bool(record.phone) is phone and (record.ni_number is not None) is insured


def test_nobody_there_is_a_refusal(office: Office) -> None:
    with pytest.raises(Refusal, match="no longer there"):
        office.read(assistant_record, 77)


def test_terms_come_newest_first(office: Office, add: Callable[..., int]) -> None:
    number = add()
    assert [line.weekly_minutes for line in office.read(contracts_of, number)] == [1800]
    standard = [line.pence for line in office.read(pay_rates_of, number) if line.kind == "standard"]
    assert standard == [1350, 1300]
    assert office.read(tax_details_of, number)[0].loans == "2+postgrad"
    assert [line.held for line in office.read(supervisions_of, number)] == [date(2026, 10, 20)]


def test_the_treasurer_sees_the_bank_but_not_the_pay(
    add: Callable[..., int], as_role: Callable[[Role], Office]
) -> None:
    number = add()
    office = as_role(Role.TREASURER)
    assert office.read(bank_details_of, number)[0].sort_code == "202959"
    for query in (pay_rates_of, tax_details_of):
        with pytest.raises(NotAllowed):
            office.read(query, number)


def test_the_office_sees_no_bank(add: Callable[..., int], as_role: Callable[[Role], Office]) -> None:
    number = add()
    with pytest.raises(NotAllowed, match="bank details"):
        as_role(Role.OFFICE).read(bank_details_of, number)


def test_people_are_found_by_parts_of_their_names_without_accents(office: Office, add: Callable[..., int]) -> None:
    sian, _ann = add("Siân Davies"), add("Ann Hay")
    assert office.read(find_assistants, "dav sia") == [(sian, "Siân Davies")]
    assert [name for _id, name in office.read(find_assistants, "")] == ["Ann Hay", "Siân Davies"]
    assert office.read(find_assistants, "%") == []


def test_the_search_shows_number_and_standing(office: Office, add: Callable[..., int]) -> None:
    number = add()
    (entry,) = office.read(search_entries, [number])
    assert (entry.kind, entry.record_id, entry.title, entry.detail) == ("assistants", number, "Siân Davies", "PA 001")
