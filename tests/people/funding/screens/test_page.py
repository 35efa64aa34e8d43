"""The funding page and the member's funding, driven as somebody would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.funding.actions import change_funder, end_agreement
from carecoop_desktop.people.funding.entries import Funder
from carecoop_desktop.people.funding.queries import agreement, agreements_of, funders
from carecoop_desktop.people.funding.screens.on_member import MemberFunding
from carecoop_desktop.people.funding.screens.page import FundingPage, known_funder
from carecoop_desktop.people.funding.screens.words import MAY_NOT
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.choosing import choose, offered


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> FundingPage:
    made = FundingPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def test_an_empty_office_asks_for_a_funder_first(desk: Desk, page: FundingPage) -> None:
    page.reload()
    assert page.context == "Nobody pays yet" and page._right.currentWidget() is page.empty
    page.new_agreement()
    assert page.form.form is not None
    page.form.form.input("name").set_value("Wirral MBC")
    page.form.save.click()
    (line,) = desk.read_now(funders)
    assert (line.name, line.code) == ("Wirral", "E08000015"), "the register brings name and code along"


def test_the_first_agreement_is_open(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    assert page.detail.line is not None and page.detail.line.member == "James Hollis"
    assert page.detail.funders.row_count() == 1 and page.detail.others.row_count() == 1
    assert page.context == "£612.40 a week · 1 council"


def test_two_desks_on_one_funder_choose_field_by_field(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    (line,) = desk.read_now(funders)
    page.edit_funder(line)
    desk.office.do(change_funder, line.id, line.version, Funder("Cheshire West", line.kind, line.code, 8))
    assert page.form.form is not None
    page.form.form.input("surplus_weeks").set_value(12)
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Name, mine: Wirral", "Name, theirs: Cheshire West",
        "Weeks of money it lets stand, mine: 12", "Weeks of money it lets stand, theirs: 8",
    ]  # fmt: skip
    choose(page.form, "Name, theirs", "Weeks of money it lets stand, mine")
    (now,) = desk.read_now(funders)
    assert (now.name, now.surplus_weeks) == ("Cheshire West", 12)


def test_two_desks_end_one_agreement(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    (line,) = desk.read_now(agreements_of, james)
    page.end(line)
    desk.office.do(end_agreement, line.id, date(2026, 12, 31), line.version)
    assert page.form.form is not None
    page.form.form.input("end").set_value(date(2027, 1, 31))
    page.form.save.click()
    choose(page.form, "Last day, theirs: 31 Dec 2026")
    assert desk.read_now(agreement, line.id).end == date(2026, 12, 31)


def test_an_agreement_is_added_by_the_form(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    page.new_agreement(james)
    form = page.form.form
    assert form is not None and form.values  # opened on the member
    form.input("weekly").set_value(20_000)
    form.input("scheme").set_value("PHB")
    page.form.save.click()
    assert [line.scheme for line in desk.read_now(agreements_of, james)] == ["PHB", "DP"]
    assert page.detail.line is not None and page.detail.line.scheme == "PHB"


def test_a_share_beyond_the_budget_stays_in_the_form(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    page.new_agreement(james)
    form = page.form.form
    assert form is not None
    form.input("weekly").set_value(100)
    form.input("contribution").set_value(200)
    page.form.save.click()
    assert page._right.currentWidget() is page.form and len(desk.read_now(agreements_of, james)) == 1


def test_an_agreement_is_corrected_and_ended(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    line = page.detail.line
    assert line is not None
    page.edit(line)
    assert page.form.form is not None
    page.form.form.input("weekly").set_value(70_000)
    page.form.save.click()
    assert desk.read_now(agreement, line.id).weekly == 70_000
    page.end(desk.read_now(agreement, line.id))
    page.form.save.click()
    assert desk.read_now(agreement, line.id).end == desk.today


def test_a_funder_is_edited(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    page.edit_funder(desk.read_now(funders)[0])
    assert page.form.form is not None
    page.form.form.input("surplus_weeks").set_value(8)
    page.form.save.click()
    assert desk.read_now(funders)[0].surplus_weeks == 8


def test_who_may_not_sees_why(desk: Desk, office: Office, qtbot: Any, james: int) -> None:
    office.user = User("Sam Other", Role.READ_ONLY)
    made = FundingPage(desk)
    qtbot.addWidget(made)
    made.show()
    assert why_grey(made.detail.more) == MAY_NOT
    made.new_agreement()
    assert made._right.currentWidget() is made.detail
    panel = MemberFunding(desk)
    qtbot.addWidget(panel)
    assert why_grey(panel.new) == MAY_NOT


def test_show_record_opens_one(page: FundingPage, james: int, agree: Callable[..., int]) -> None:
    number = agree(james, 1, scheme="s117", start=date(2026, 7, 1))
    page.show_record(number)
    assert page.detail.line is not None and page.detail.line.id == number


def test_the_register_knows_or_does_not() -> None:
    known = known_funder("wirral council")
    assert known is not None and known.kind == "council" and known_funder("Nobody") is None
