"""A starter's papers and HMRC's notices, filled in on the PA's own page as somebody at the keyboard would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carecoop_desktop.people.assistants.actions import change_code, record_starter
from carecoop_desktop.people.assistants.entries import CodeNotice, Starter
from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.people.assistants.screens import words
from carecoop_desktop.people.assistants.screens.page import AssistantsPage
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.choosing import choose, offered

BEGAN = date(2026, 9, 1)


def bank_and_tax(qtbot: Any, desk: Desk, who: int) -> tuple[AssistantsPage, Any]:
    page = AssistantsPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.show()
    page.reload()
    page.show_record(who)
    return page, page.detail.content("Bank & tax")


def save(page: AssistantsPage, key: str, **values: Any) -> None:
    """Fill the open form in and press Ctrl+Enter in one of its fields."""
    form = page.form.form
    assert form is not None
    form.set_values(values)
    QTest.keyClick(form.input(key).widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def press(button: Any) -> None:
    assert button.isEnabled(), why_grey(button)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("statement", "code", "basis"),
    [("A", "1257L", "cumulative"), ("B", "1257L", "week1month1"), ("C", "BR", "cumulative"), ("", "0T", "week1month1")],
)
def test_a_starter_without_a_p45(
    desk: Desk, qtbot: Any, add: Callable[..., int], statement: str, code: str, basis: str
) -> None:
    who = add(tax=None)
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.starter)
    save(page, "since", since=BEGAN, statement=statement, loans="2")
    held = desk.read_now(pay_terms, BEGAN)[who]
    assert (held.tax_code, held.basis, held.loans) == (code, basis, ("2",))


def test_a_starter_with_a_p45_of_this_year_brings_its_figures(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    who = add()
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.starter)
    save(page, "p45_code", since=BEGAN, p45_code="1100L", p45_left=date(2026, 8, 20), p45_pay=500_000, p45_tax=20_000)
    held = desk.read_now(pay_terms, BEGAN)[who]
    assert held.tax_code == "1100L" and held.p45 is not None
    assert (held.p45.pay, held.p45.tax, held.p45.tax_year) == (500_000, 20_000, "2026-27")


def test_a_p45_without_its_leaving_date_is_told_beside_the_field(
    desk: Desk, qtbot: Any, add: Callable[..., int]
) -> None:
    who = add(tax=None)
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.starter)
    save(page, "p45_code", since=BEGAN, p45_code="1100L")
    assert page._right.currentWidget() is page.form
    assert desk.read_now(pay_terms, BEGAN)[who].tax_code == ""


def test_a_notice_changes_the_code_from_its_day_and_nothing_else(
    desk: Desk, qtbot: Any, add: Callable[..., int]
) -> None:
    who = add()
    before = desk.read_now(pay_terms, BEGAN)[who]
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.notice)
    save(page, "tax_code", source="P9", since=date(2026, 10, 1), tax_code="K100", non_cumulative=True)
    after = desk.read_now(pay_terms, date(2026, 10, 1))[who]
    assert (after.tax_code, after.basis) == ("K100", "week1month1")
    assert (after.ni_letter, after.pension, after.p45) == (before.ni_letter, before.pension, before.p45)
    assert desk.read_now(pay_terms, date(2026, 9, 30))[who].tax_code == before.tax_code
    assert "by P9 from" in desk.window.sentences[-1]  # type: ignore[attr-defined]


def test_a_notice_may_bring_an_earlier_job_s_figures(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    who = add()
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.notice)
    save(page, "pay", since=date(2026, 10, 1), tax_code="1257L", pay=300_000, tax=10_000)
    held = desk.read_now(pay_terms, date(2026, 10, 1))[who]
    assert held.p45 is not None and (held.p45.pay, held.p45.tax) == (300_000, 10_000)


def test_before_the_first_code_a_notice_is_grey_with_the_reason(
    desk: Desk, qtbot: Any, add: Callable[..., int]
) -> None:
    _page, tab = bank_and_tax(qtbot, desk, add(tax=None))
    assert "starting code first" in why_grey(tab.notice) and not why_grey(tab.starter)


def test_who_may_not_set_pay_sees_both_grey(desk: Desk, office: Office, qtbot: Any, add: Callable[..., int]) -> None:
    who = add()
    office.user = User("Sam Other", Role.OFFICE)
    _page, tab = bank_and_tax(qtbot, desk, who)
    assert {why_grey(tab.starter), why_grey(tab.notice)} == {words.MAY_NOT_PAY}


def test_two_desks_take_a_notice_of_one_day(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    who = add()
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.notice)
    desk.office.do(change_code, who, CodeNotice(BEGAN, "BR", "P9", non_cumulative=True))
    save(page, "tax_code", since=BEGAN, tax_code="K175")
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Notice, mine: P6 notice", "Notice, theirs: P9 notice", "New tax code, mine: K175", "New tax code, theirs: BR",
        "On a week 1 or month 1 basis, mine: Cumulative", "On a week 1 or month 1 basis, theirs: Week 1 / month 1",
    ]  # fmt: skip
    choose(page.form, "Notice, mine", "New tax code, mine", "On a week 1 or month 1 basis, theirs")
    held = desk.read_now(pay_terms, BEGAN)[who]
    assert (held.tax_code, held.basis) == ("K175", "week1month1")


def test_a_starter_recorded_at_another_desk_is_told_and_stays(desk: Desk, qtbot: Any, add: Callable[..., int]) -> None:
    who = add(tax=None)
    page, tab = bank_and_tax(qtbot, desk, who)
    press(tab.starter)
    desk.office.do(record_starter, who, Starter(BEGAN, statement="A"))
    save(page, "since", since=BEGAN, statement="C")
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert told.sentence.startswith("Priya Shah added") and "open it again" in told.remedy
    assert desk.read_now(pay_terms, BEGAN)[who].tax_code == "1257L"
