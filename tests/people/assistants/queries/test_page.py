"""The page of one PA."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import (
    change_assistant,
    set_bank_details,
    start_supporting,
)
from carecoop_desktop.people.assistants.entries import Bank, Support
from carecoop_desktop.people.assistants.queries import (
    assistant_counts,
    assistant_history,
    assistant_ids,
    assistant_page,
    course_choices,
    item_choices,
)
from carecoop_desktop.people.assistants.rules.terms import Tone
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role

TODAY = date(2026, 11, 30)


def test_an_owner_sees_the_whole(office: Office, add: Callable[..., int], member: Callable[[str], int]) -> None:
    number = add()
    office.do(start_supporting, number, Support(member("James Hollis"), date(2026, 12, 1), 600))
    page = office.read(assistant_page, number)
    assert page.address_shown and page.rates and page.tax and page.bank
    assert (page.dbs.tone, page.training.words, page.file.complete) == (Tone.MET, "in date", True)
    assert page.supported_on(TODAY) == () and len(page.supported_on(date(2026, 12, 1))) == 1


@pytest.mark.parametrize(
    ("role", "address", "pay", "bank"),
    [(Role.OFFICE, True, False, False), (Role.PAYROLL, True, True, True), (Role.TREASURER, False, False, True),
     (Role.READ_ONLY, False, False, False)],
)  # fmt: skip
def test_what_a_role_may_not_see_is_none(
    add: Callable[..., int], as_role: Callable[[Role], Office], role: Role, address: bool, pay: bool, bank: bool
) -> None:
    number = add()
    page = as_role(role).read(assistant_page, number)
    assert (page.address_shown, page.rates is not None, page.tax is not None, page.bank is not None) == (
        address, pay, pay, bank,
    )  # fmt: skip


def test_without_a_certificate_the_pill_says_so(office: Office, add: Callable[..., int]) -> None:
    assert office.read(assistant_page, add(dbs=None)).dbs.words == "no certificate"


def test_counts_by_standing(office: Office, add: Callable[..., int]) -> None:
    first, _second = add("Siân Davies"), add("Ann Hay")
    office.do(change_assistant, first, 1, status="paused")
    counts = office.read(assistant_counts)
    assert (counts.active, counts.paused, counts.applicants, counts.left) == (1, 1, 0, 0)
    assert len(office.read(assistant_ids)) == 2


def test_the_history_tells_changes_field_by_field(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(change_assistant, number, 1, phone="07700 900001")
    newest = office.read(assistant_history, number)[0]
    assert (newest.of, newest.field, newest.before, newest.after) == (
        "personal assistant", "phone", "07700 900123", "07700 900001",
    )  # fmt: skip
    assert sum(line.field == "added" for line in office.read(assistant_history, number)) == 27


def test_the_history_hides_what_a_role_may_not_see(add: Callable[..., int], as_role: Callable[[Role], Office]) -> None:
    number = add()
    as_role(Role.OWNER).do(set_bank_details, number, Bank(TODAY, "S Davies", "107999", "88837491"))
    told = " ".join(str(line.after) for line in as_role(Role.OFFICE).read(assistant_history, number))
    assert "88837491" not in told and "63748472" not in told
    seen = " ".join(str(line.after) for line in as_role(Role.PAYROLL).read(assistant_history, number))
    assert "88837491" in seen


def test_choices_are_words_and_what_everybody_needs_comes_first() -> None:
    assert course_choices()[0] == ("care-certificate", "Care Certificate")
    assert [code for code, _name in item_choices()] == ["identity", "conduct", "why-left", "qualifications", "history",
                                                        "health"]  # fmt: skip
