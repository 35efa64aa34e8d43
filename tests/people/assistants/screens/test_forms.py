"""The forms of a PA: what they open with, and that their deeds do what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import start_supporting
from carecoop_desktop.people.assistants.entries import Support
from carecoop_desktop.people.assistants.queries import (
    AssistantPage,
    assistant_page,
    assistant_record,
    supports,
    tax_details_of,
)
from carecoop_desktop.people.assistants.screens import forms
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


@pytest.fixture
def page(office: Office, add: Callable[..., int]) -> AssistantPage:
    return office.read(assistant_page, add())


def carry_out(office: Office, filling: Filling, **typed: Any) -> Any:
    """What pressing the button does, with these answers changed."""
    values = filling.given({**filling.opening, **typed})
    deed = filling.submit(values, filling.version)
    return office.do(deed.action, *deed.args, **deed.inputs).value


def test_adding_needs_a_name_and_gives_the_number(office: Office) -> None:
    filling = forms.adding(TODAY)
    with pytest.raises(Invalid):
        carry_out(office, filling)
    number = carry_out(office, filling, name="Ann Hay", ni_number="", sex=None)
    assert office.read(assistant_record, number).started == TODAY


def test_changing_writes_only_what_was_altered(office: Office, page: AssistantPage) -> None:
    filling = forms.changing(page, lambda: 1)
    assert filling.given(filling.opening) == {}
    carry_out(office, filling, languages="Welsh")
    assert office.read(assistant_record, page.record.id).languages == "Welsh"


def test_leaving_opens_with_today(office: Office, page: AssistantPage) -> None:
    carry_out(office, forms.leaving(page, TODAY, lambda: page.record))
    assert office.read(assistant_record, page.record.id).left == TODAY


def test_terms_open_as_they_stand(page: AssistantPage) -> None:
    opening = forms.contract(page, TODAY).opening
    assert (opening["kind"], opening["weekly_minutes"], opening["since"]) == ("permanent", 1800, TODAY)
    tax = forms.tax(page, TODAY).opening
    assert (tax["tax_code"], tax["loans"], tax["employee_rate"]) == ("1257L", "2+postgrad", "5%")


@pytest.mark.parametrize(
    ("make", "typed"),
    [
        (forms.contract, {}),
        (forms.pay_rate, {"pence": 1400}),
        (forms.bank, {"sort_code": "107999", "account_number": "88837491"}),
        (forms.tax, {"tax_code": "BR", "loans": None, "employee_rate": "4.5%"}),
    ],
)
def test_each_form_of_terms_can_be_carried_out(
    office: Office, page: AssistantPage, make: Callable[..., Filling], typed: dict[str, Any]
) -> None:
    assert carry_out(office, make(page, TODAY), **typed) is not None


def test_shares_are_written_as_people_write_them(office: Office, page: AssistantPage) -> None:
    carry_out(office, forms.tax(page, TODAY), employee_rate="4.5%", loans=None)
    newest = office.read(tax_details_of, page.record.id)[0]
    assert (newest.employee_rate, newest.loans) == (450, "")
    with pytest.raises(Invalid) as told:
        carry_out(office, forms.tax(page, TODAY), employer_rate="lots")
    assert [issue.field for issue in told.value.issues] == ["employer_rate"]


def test_matching_and_its_end(office: Office, page: AssistantPage, member: Callable[[str], int]) -> None:
    james = member("James Hollis")
    carry_out(office, forms.matching(page, lambda typed: [], TODAY), member_id=james, weekly_minutes=600, match="Gym")
    (link,) = office.read(supports, page.record.id)
    carry_out(office, forms.rematching(link, TODAY), weekly_minutes=300)
    (link,) = office.read(supports, page.record.id)
    assert (link.weekly_minutes, link.match) == (300, "Gym")
    carry_out(office, forms.unmatching(link, TODAY))
    assert office.read(supports, page.record.id)[0].until == TODAY


def test_a_support_entry_is_what_the_action_takes(
    office: Office, page: AssistantPage, member: Callable[[str], int]
) -> None:
    number = member("Rosa Lloyd")
    assert office.do(start_supporting, page.record.id, Support(number, TODAY, 60)).value > 0
