"""The forms of a PA: what they open with, and that their deeds do what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import (
    set_bank_details,
    set_contract,
    set_pay_rate,
    set_tax_details,
    start_supporting,
    stop_supporting,
)
from carecoop_desktop.people.assistants.entries import Bank, Contract, PayRate, Support, Tax
from carecoop_desktop.people.assistants.queries import (
    AssistantPage,
    assistant_page,
    assistant_record,
    bank_details_of,
    contracts_of,
    pay_rates_of,
    supports,
    tax_details_of,
)
from carecoop_desktop.people.assistants.screens import forms
from carecoop_desktop.people.assistants.screens.page import AssistantsPage
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.office import Office
from tests.choosing import choose, offered

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
    opening = forms.contract(page, TODAY, lambda: page).opening
    assert (opening["kind"], opening["weekly_minutes"], opening["since"]) == ("permanent", 1800, TODAY)
    tax = forms.tax(page, TODAY, lambda: page).opening
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
    assert carry_out(office, make(page, TODAY, lambda: page), **typed) is not None


def opened(desk: Desk, qtbot: Any, who: int, deed: str, **typed: Any) -> AssistantsPage:
    """The form of a deed on somebody's page, filled in but not yet saved."""
    page = AssistantsPage(desk)
    qtbot.addWidget(page)
    page.reload()
    page.show_record(who)
    getattr(page.detail, deed)()
    assert page.form.form is not None
    page.form.form.set_values(typed)
    return page


def sides(page: AssistantsPage) -> list[str]:
    return [each.split(", Priya")[0] for each in offered(page.form)]


class TestTwoDesks:
    """The other desk records terms from the very same day while the form is open: nothing of theirs is lost unseen."""

    def test_tax_details(self, desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
        who = add()
        page = opened(desk, qtbot, who, "set_tax", tax_code="BR", employee_rate="6%", source="P6")
        desk.office.do(set_tax_details, who, Tax(TODAY, "K175", "C", loans="2+postgrad", employee_rate=700))
        page.form.save.click()
        assert sides(page)[:4] == [
            "Tax code, mine: BR", "Tax code, theirs: K175",
            "NI letter, mine: A · standard", "NI letter, theirs: C · over State Pension age",
        ]  # fmt: skip
        assert {"PA's share, mine: 6%", "PA's share, theirs: 7%"} <= set(sides(page))
        choose(page.form, "Tax code, mine", "NI letter, theirs", "PA's share, mine", "Pension, theirs")
        (now, *_) = desk.read_now(tax_details_of, who)
        assert (now.tax_code, now.ni_letter, now.employee_rate, now.source) == ("BR", "C", 600, "P6")

    def test_bank_details(self, desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
        who = add()
        typed = {"sort_code": "20-29-59", "account_number": "63748472"}
        page = opened(desk, qtbot, who, "set_bank", **typed)
        desk.office.do(set_bank_details, who, Bank(TODAY, "Siân Davies", "107999", "88837491"))
        page.form.save.click()
        assert sides(page) == ["Sort code, mine: 202959", "Sort code, theirs: 107999",
                               "Account number, mine: 63748472", "Account number, theirs: 88837491"]  # fmt: skip
        choose(page.form, "Sort code, theirs", "Account number, theirs")
        assert [each.account_number for each in desk.read_now(bank_details_of, who)][:-1] == ["88837491"]

    def test_contract(self, desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
        who = add()
        page = opened(desk, qtbot, who, "set_contract", weekly_minutes=1200, note="Agreed on the telephone")
        desk.office.do(set_contract, who, Contract(TODAY, weekly_minutes=900, pay_frequency="weekly"))
        page.form.save.click()
        choose(page.form, "Paid, theirs", "Hours a week, mine")
        (now, _) = desk.read_now(contracts_of, who)
        assert (now.pay_frequency, now.weekly_minutes, now.note) == ("weekly", 1200, "Agreed on the telephone")

    @pytest.mark.parametrize(("whose", "pence"), [("mine", 1450), ("theirs", 1400)])
    def test_pay_rate(self, desk: Desk, qtbot: Any, add: Callable[..., int], whose: str, pence: int) -> None:
        who = add()
        page = opened(desk, qtbot, who, "set_rate", pence=1450)
        desk.office.do(set_pay_rate, who, PayRate("standard", 1400, TODAY))
        page.form.save.click()
        choose(page.form, f"Rate, {whose}")
        assert [each.pence for each in desk.read_now(pay_rates_of, who) if each.since == TODAY] == [pence]

    def test_another_day_after_the_conflict_is_a_record_of_its_own(
        self, desk: Desk, qtbot: Any, add: Callable[..., int]
    ) -> None:
        who = add()
        page = opened(desk, qtbot, who, "set_rate", pence=1450)
        desk.office.do(set_pay_rate, who, PayRate("standard", 1390, date(2026, 12, 7)))
        desk.office.do(set_pay_rate, who, PayRate("standard", 1400, TODAY))
        page.form.save.click()
        assert page.form.form is not None
        page.form.form.set_values({"since": date(2026, 12, 7)})
        choose(page.form, "Rate, mine")
        assert sides(page) == ["Rate, mine: £14.50", "Rate, theirs: £13.90"], "theirs of that day was not seen yet"
        choose(page.form, "Rate, mine")
        found = {each.since: each.pence for each in desk.read_now(pay_rates_of, who) if each.kind == "standard"}
        assert (found[TODAY], found[date(2026, 12, 7)]) == (1400, 1450)


def test_shares_are_written_as_people_write_them(office: Office, page: AssistantPage) -> None:
    carry_out(office, forms.tax(page, TODAY, lambda: page), employee_rate="4.5%", loans=None)
    newest = office.read(tax_details_of, page.record.id)[0]
    assert (newest.employee_rate, newest.loans) == (450, "")
    with pytest.raises(Invalid) as told:
        carry_out(office, forms.tax(page, TODAY, lambda: page), employer_rate="lots")
    assert [issue.field for issue in told.value.issues] == ["employer_rate"]


def test_matching_and_its_end(office: Office, page: AssistantPage, member: Callable[[str], int]) -> None:
    james = member("James Hollis")

    def read() -> AssistantPage:
        return office.read(assistant_page, page.record.id)

    carry_out(office, forms.matching(page, lambda typed: [], TODAY, lambda: page), member_id=james,
              weekly_minutes=600, match="Gym")  # fmt: skip
    (link,) = office.read(supports, page.record.id)
    carry_out(office, forms.rematching(read(), link, TODAY, read), weekly_minutes=300)
    (link,) = office.read(supports, page.record.id)
    assert (link.weekly_minutes, link.match) == (300, "Gym")
    carry_out(office, forms.unmatching(link, TODAY, lambda: link))
    assert office.read(supports, page.record.id)[0].until == TODAY


def test_a_support_entry_is_what_the_action_takes(
    office: Office, page: AssistantPage, member: Callable[[str], int]
) -> None:
    number = member("Rosa Lloyd")
    assert office.do(start_supporting, page.record.id, Support(number, TODAY, 60)).value > 0


def test_two_desks_on_one_match(desk: Desk, qtbot: Any, add: Callable[..., int], member: Callable[[str], int]) -> None:
    who, james = add(), member("James Hollis")
    desk.office.do(start_supporting, who, Support(james, date(2026, 1, 5), 600, "Gym"))
    page = opened(desk, qtbot, who, "match", member_id=(james, "James Hollis"), weekly_minutes=300, match="Films")
    desk.office.do(start_supporting, who, Support(james, date(2026, 11, 2), 720, "Gym"))
    page.form.save.click()
    assert sides(page) == ["Hours a week, mine: 5.00", "Hours a week, theirs: 12.00",
                           "From, mine: 30 Nov 2026", "From, theirs: 2 Nov 2026"]  # fmt: skip
    choose(page.form, "From, theirs", "Hours a week, mine")
    now = desk.read_now(supports, who)[0]
    assert (now.since, now.weekly_minutes, now.match, now.until) == (date(2026, 11, 2), 300, "Films", None)
    link = next(each for each in desk.read_now(supports, who) if each.until is None)
    page.detail.again()
    page.detail.unmatch(link)
    desk.office.do(stop_supporting, link.id, date(2026, 12, 24))
    page.form.form.set_values({"until": date(2026, 12, 31)})
    page.form.save.click()
    assert sides(page) == ["Last day, mine: 31 Dec 2026", "Last day, theirs: 24 Dec 2026"]
    choose(page.form, "Last day, mine")
    assert desk.read_now(supports, who)[0].until == date(2026, 12, 31)
