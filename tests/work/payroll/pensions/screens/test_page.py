"""The page of deductions by keyboard: a scheme set up, letters issued, files written; and what others see."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.pensions.actions import change_scheme
from carecoop_desktop.work.payroll.pensions.queries.standing import automatic_scheme, duties
from carecoop_desktop.work.payroll.pensions.screens.page import DeductionsPage
from tests.choosing import choose, offered
from tests.conftest import InlineLane, RecordingWindow
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order
from tests.work.payroll.pensions.conftest import Fund, a_scheme


def a_page(office: Office, qtbot: Any) -> DeductionsPage:
    """The page, shown."""
    page = DeductionsPage(Desk(office, InlineLane(), RecordingWindow()))
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.reload()
    return page


def saving(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    """Whoever asks where to save is told this path."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def test_a_scheme_is_set_up_by_keyboard(crew: Crew, qtbot: Any) -> None:
    page = a_page(crew.office, qtbot)
    assert page.no_scheme.isVisible() and unnamed_controls(page) == []
    assert why_grey(page.file) == "No pay run has been finished yet."
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    form = page.form.form
    assert form is not None
    qtbot.keyClicks(form.input("name").widget, "NEST")
    qtbot.keyClick(form.input("name").widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = crew.office.read(automatic_scheme)
    assert found is not None and (found.name, found.employee_rate, found.duties_start) == (
        "NEST",
        500,
        page._desk.today,
    )
    assert page.schemes.row_count() == 1 and page.stack.currentIndex() == 0


def test_a_rate_below_the_minimum_stands_beside_its_field(fund: Fund, qtbot: Any) -> None:
    page = a_page(fund.office, qtbot)
    page.edit()
    form = page.form.form
    assert form is not None
    form.input("employee_rate").set_value("2%")
    page.form.save.click()
    assert page.stack.currentIndex() == 1
    form.input("employee_rate").set_value("6%")
    page.form.save.click()
    assert page.view.schemes[0].scheme.employee_rate == 600


def test_two_desks_on_one_scheme_choose_field_by_field(fund: Fund, qtbot: Any) -> None:
    page = a_page(fund.office, qtbot)
    page.edit()
    fund.office.do(change_scheme, fund.scheme, 1, a_scheme(employee_rate=650, provider="NEST", contact="0300 1"))
    assert page.form.form is not None
    page.form.form.input("employee_rate").set_value("7%")
    page.form.form.input("group_name").set_value("PAs")
    page.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(page.form)] == [
        "Provider, mine: NEST Corporation", "Provider, theirs: NEST",
        "PA's share, mine: 7%", "PA's share, theirs: 6.5%",
        "Where to opt out, mine: –", "Where to opt out, theirs: 0300 1",
    ]  # fmt: skip
    choose(page.form, "Where to opt out, theirs", "PA's share, theirs", "Provider, mine")
    now = page.view.schemes[0].scheme
    assert (now.contact, now.employee_rate, now.provider) == ("0300 1", 650, "NEST Corporation")
    assert now.group_name == "PAs", "what only one desk typed is kept"


def test_letters_are_issued_and_files_written(
    fund: Fund, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    payee = {"payee": "HMCTS", "payee_sort_code": "200001", "payee_account": "12345678"}
    fund.office.do(add_order, fund.crew.ids["Bea"], an_order("aeo", normal=5_000, **payee))
    fund.crew.pay(4, {"Ann": 100, "Bea": 100})
    page = a_page(fund.office, qtbot)
    assert page.due.row_count() == 2
    page.issue.click()
    assert page.due.row_count() == 0 and why_grey(page.issue) == "No letter is due."
    path = saving(monkeypatch, tmp_path / "nest.csv")
    page.file.click()
    assert path.read_text().splitlines()[-1] == "T,2,3"
    path = saving(monkeypatch, tmp_path / "orders.csv")
    page.save_orders.click()
    assert "HMCTS" in path.read_text(encoding="utf-8-sig")
    path = saving(monkeypatch, tmp_path / "payments.csv")
    page.pay_file.click()
    assert path.read_text(encoding="utf-8-sig").splitlines()[1] == "HMCTS,200001,12345678,50.00,CT-100"
    assert "£50.00 to pay" in page.pay_total.text()


def test_duties_are_done_from_the_page(fund: Fund, qtbot: Any) -> None:
    page = a_page(fund.office, qtbot)
    assert "1 Sep 2026" in page.duty.text()
    page.declare.click()
    form = page.form.form
    assert form is not None
    form.input("reference").set_value("DOC-1")
    page.form.save.click()
    assert fund.office.read(duties, fund.scheme, "declaration") == [(date(2026, 9, 1), fund.office.today)]
    assert why_grey(page.declare) == "No declaration is due."
    page.reenrol.click()
    page.form.save.click()
    assert fund.office.read(duties, fund.scheme, "re-enrolment") == [(date(2029, 4, 1), None)]


def test_another_run_is_chosen_from_the_box(fund: Fund, qtbot: Any) -> None:
    fund.office.do(add_order, fund.crew.ids["Ann"], an_order("aeo", normal=5_000))
    first, _ = fund.crew.pay(4, {"Ann": 100}), fund.crew.pay(5, {"Ann": 10, "Bea": 10})
    page = a_page(fund.office, qtbot)
    page.runs.setCurrentIndex(page.runs.findData(first))
    page.runs.activated.emit(page.runs.currentIndex())
    assert page.view.run is not None and page.view.run.id == first
    page.pay.opened.emit(0)
    page.tabs.open(1)
    page.due.opened.emit(0)
    assert page._desk.window.opened == [("assistants", fund.crew.ids["Ann"])] * 2


@pytest.mark.parametrize("role", [Role.OFFICE, Role.TREASURER])
def test_others_are_told_who_sees_it(fund: Fund, qtbot: Any, role: Role) -> None:
    page = a_page(Office(fund.office.database, User("Sam", role)), qtbot)
    assert page.empty.isVisible() and not page.split.isVisible()
    assert "payroll staff" in why_grey(page.new)
    assert (page.context, why_grey(page.file)) == (
        "Not shown to your role", "Only payroll staff and owners see pensions.",
    )  # fmt: skip
