"""The pay run page over the small demo office."""

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.queries import latest_run, payslips, runs
from carecoop_desktop.work.payroll.screens.page import PayrollPage, make_page
from carecoop_desktop.work.payroll.screens.panel import PayslipsPanel


@pytest.fixture
def page(desk: Desk, living: Office, qtbot: Any) -> PayrollPage:
    desk.office = living
    made = make_page(desk)
    assert isinstance(made, PayrollPage)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def words(widget: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_newest_run_is_shown_with_its_figures(page: PayrollPage, living: Office) -> None:
    run = max(living.read(runs), key=lambda r: r.pay_date)
    assert f"month {run.number}" in page.title and f"{run.paid} PAs" in page.context


def test_choosing_a_payslip_answers_why(page: PayrollPage, living: Office, qtbot: Any) -> None:
    view = living.read(payslips, living.read(latest_run).id)[0]
    page._explain(view.id)
    qtbot.wait(1)
    assert f"· {view.name}" in words(page._why) and "Income tax" in words(page._why)


def test_an_earlier_run_opens_by_its_record(page: PayrollPage, living: Office) -> None:
    first = min(living.read(runs), key=lambda r: r.pay_date)
    page.go_to(record=first.id)
    assert f"month {first.number} " in page.title


def test_comparing_with_the_run_before_names_people(page: PayrollPage, qtbot: Any) -> None:
    page._show_comparison()
    qtbot.wait(1)
    assert "Since month" in words(page._why)


def test_without_any_run_the_page_says_how_one_begins(desk: Desk, qtbot: Any) -> None:
    empty = make_page(desk)
    qtbot.addWidget(empty)
    empty.show()
    assert "No pay run yet" in words(empty)


def test_who_may_not_see_pay_is_not_told_that_there_is_none(desk: Desk, living: Office, qtbot: Any) -> None:
    desk.office = Office(living.database, User("Sam", Role.OFFICE))
    page = make_page(desk)
    qtbot.addWidget(page)
    page.reload()
    assert page.context == "Not shown to your role"
    assert {
        why_grey(each) for each in page.findChildren(QAbstractButton) if each.text().startswith(("Fin", "Comp"))
    } == {"Pay is not shown to your role."}


def test_a_pas_payslips_are_hidden_from_those_who_may_not_see_pay(desk: Desk, living: Office, qtbot: Any) -> None:
    desk.office = Office(living.database, User("Sam", Role.OFFICE))
    panel = PayslipsPanel(desk)
    qtbot.addWidget(panel)
    panel.show_record(1)
    panel.show()
    assert "shown to payroll staff" in words(panel)


def test_the_panel_lists_the_newest_first(desk: Desk, living: Office, qtbot: Any) -> None:
    desk.office = living
    panel = PayslipsPanel(desk)
    qtbot.addWidget(panel)
    who = living.read(payslips, living.read(latest_run).id)[0].assistant_id
    panel.show_record(who)
    assert panel._runs[0] == living.read(latest_run).id


def test_the_answer_has_all_the_height_that_it_needs(page: PayrollPage, living: Office, qtbot: Any) -> None:
    page._explain(living.read(payslips, living.read(latest_run).id)[1].id)
    inside = page._why._inside
    qtbot.waitUntil(lambda: inside.height() >= inside.minimumSizeHint().height() > page._why.height())


def test_a_form_has_more_room_than_the_answer(page: PayrollPage, living: Office, qtbot: Any) -> None:
    before = page._split.sizes()
    page.put_right(living.read(payslips, living.read(latest_run).id)[0])
    assert page._split.sizes()[1] > before[1]
    page.form.leave()
    assert page._split.sizes() == before
