"""Deductions on a PA's own page: pension deeds and orders through their forms."""

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
from carecoop_desktop.work.payroll.orders.actions import add_order, change_order, end_order
from carecoop_desktop.work.payroll.orders.queries import attachment_orders
from carecoop_desktop.work.payroll.pensions.actions import cease_membership, join_scheme, opt_out
from carecoop_desktop.work.payroll.pensions.queries.standing import memberships, postponements
from carecoop_desktop.work.payroll.pensions.screens.panel import DeductionsPanel
from tests.choosing import choose, offered
from tests.conftest import InlineLane, RecordingWindow
from tests.work.payroll.orders.conftest import an_order
from tests.work.payroll.pensions.conftest import Fund


def a_panel(office: Office, who: int, qtbot: Any) -> DeductionsPanel:
    """The panel on one PA, shown."""
    panel = DeductionsPanel(Desk(office, InlineLane(), RecordingWindow()))
    qtbot.addWidget(panel)
    panel.resize(800, 700)
    panel.show()
    panel.show_record(who)
    return panel


def fill(panel: DeductionsPanel, **values: Any) -> None:
    """Fill the form that is open and save it by keyboard."""
    form = panel.form.form
    assert form is not None
    for name, value in values.items():
        form.input(name).set_value(value)


def test_two_desks_on_one_order_choose_field_by_field(fund: Fund, qtbot: Any) -> None:
    ann = fund.crew.ids["Ann"]
    number = fund.office.do(add_order, ann, an_order("aeo", normal=5_000, protected=80_000)).value
    panel = a_panel(fund.office, ann, qtbot)
    panel.orders.change.click()
    theirs = an_order("aeo", normal=6_000, protected=90_000, fee=False, payee="The court")
    fund.office.do(change_order, number, 1, theirs)
    fill(panel, normal=7_000, total=100_000, payee="Chester court")
    panel.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(panel.form)] == [
        "Deduction each time, mine: £70.00", "Deduction each time, theirs: £60.00",
        "Protected earnings, mine: £800.00", "Protected earnings, theirs: £900.00",
        "Keep the employer's £1, mine: Yes", "Keep the employer's £1, theirs: No",
        "Payee, mine: Chester court", "Payee, theirs: The court",
    ]  # fmt: skip
    choose(panel.form, "Keep the employer's £1, theirs", "Deduction each time, mine", "Payee, theirs",
           "Protected earnings, theirs")  # fmt: skip
    (now,) = fund.office.read(attachment_orders, ann)
    assert (now.normal, now.protected, now.fee, now.payee) == (7_000, 90_000, False, "The court")
    assert now.total == 100_000, "what only one desk typed is kept"


@pytest.mark.parametrize(("whose", "until"), [("mine", date(2026, 11, 30)), ("theirs", date(2026, 10, 31))])
def test_two_desks_end_one_order(fund: Fund, qtbot: Any, whose: str, until: date) -> None:
    ann = fund.crew.ids["Ann"]
    number = fund.office.do(add_order, ann, an_order("aeo", normal=5_000)).value
    panel = a_panel(fund.office, ann, qtbot)
    panel.orders.end.click()
    fund.office.do(end_order, number, date(2026, 10, 31), "Discharged")
    fill(panel, reason="Paid in full")
    panel.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(panel.form)] == [
        "Last payday that may take it, mine: 30 Nov 2026", "Last payday that may take it, theirs: 31 Oct 2026",
        "Why it ends, mine: Paid in full", "Why it ends, theirs: Discharged",
    ]  # fmt: skip
    choose(panel.form, f"Last payday that may take it, {whose}", "Why it ends, theirs")
    (now,) = fund.office.read(attachment_orders, ann)
    assert (now.until, now.ended_why) == (until, "Discharged")


def test_an_order_is_recorded_varied_and_ended_by_keyboard(fund: Fund, qtbot: Any) -> None:
    ann = fund.crew.ids["Ann"]
    panel = a_panel(fund.office, ann, qtbot)
    assert unnamed_controls(panel) == []
    assert why_grey(panel.orders.change) == "There is no order."
    qtbot.keyClick(panel.orders.new, Qt.Key.Key_Space)
    form = panel.form.form
    assert form is not None
    form.input("kind").set_value("council-tax")
    qtbot.keyClicks(form.input("reference").widget, "CT-9")
    qtbot.keyClicks(form.input("issued_by").widget, "Wrexham Council")
    qtbot.keyClick(form.input("issued_by").widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (order,) = fund.office.read(attachment_orders, ann)
    assert (order.reference, order.payee, order.state) == ("CT-9", "Wrexham Council", "running")
    assert panel.orders.table.row_count() == 1
    panel.orders.change.click()
    fill(panel, payee="Wrexham County Borough")
    panel.form.save.click()
    panel.orders.end.click()
    fill(panel, reason="Paid at the council's office")
    panel.form.save.click()
    (order,) = fund.office.read(attachment_orders, ann)
    assert (order.payee, order.ended_why) == ("Wrexham County Borough", "Paid at the council's office")
    assert why_grey(panel.orders.end) == "This order has ended."


def test_what_an_order_lacks_stands_in_its_form(fund: Fund, qtbot: Any) -> None:
    panel = a_panel(fund.office, fund.crew.ids["Ann"], qtbot)
    panel.orders.new.click()
    fill(panel, kind="aeo", reference="R", issued_by="Court")
    panel.form.save.click()
    assert panel.stack.currentWidget() is panel.form
    assert fund.office.read(attachment_orders, fund.crew.ids["Ann"]) == []
    panel.form.finish()
    assert panel.stack.currentIndex() == 0


def test_opting_out_after_enrolment(fund: Fund, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ann = fund.crew.ids["Ann"]
    fund.crew.pay(4, {"Ann": 100})
    panel = a_panel(fund.office, ann, qtbot)
    assert panel.status.text().startswith("In NEST since 1 Apr 2026 (automatically enrolled)")
    assert panel.memberships.row_count() == 1 and panel.assessed.row_count() == 1
    panel.letter.click()
    assert panel.letters.row_count() == 1 and why_grey(panel.letter) == "No letter is due."
    path = tmp_path / "letter.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert panel.pension is not None
    panel._save(panel.pension.letters[0])
    assert path.read_bytes().startswith(b"%PDF")
    panel.opt_out.click()
    panel.form.save.click()
    (held,) = fund.office.read(memberships)
    assert held.ended == "opted-out" and held.to_refund
    assert "opted out on 30 Nov 2026" in panel.status.text()
    assert why_grey(panel.cease) == "In no scheme that is recorded here."


def test_putting_in_ceasing_and_putting_off(fund: Fund, qtbot: Any) -> None:
    bea = fund.crew.ids["Bea"]
    panel = a_panel(fund.office, bea, qtbot)
    assert panel.status.text() == "In no pension."
    panel.join.click()
    fill(panel, employee_rate="6%")
    panel.form.save.click()
    (held,) = fund.office.read(memberships)
    assert (held.how, held.employee_rate) == ("opted-in", 600)
    assert why_grey(panel.join) == "Already in NEST."
    panel.cease.click()
    panel.form.save.click()
    assert fund.office.read(memberships)[0].ended == "ceased"
    cal = fund.crew.ids["Cal"]
    panel.show_record(cal)
    panel.postpone.click()
    panel.form.save.click()
    assert fund.office.read(postponements)[0].assistant_id == cal
    assert panel.status.text() == "Enrolment is put off until 28 Feb 2027."


def test_two_desks_end_one_membership(fund: Fund, qtbot: Any) -> None:
    ann = fund.crew.ids["Ann"]
    number = fund.office.do(join_scheme, ann, fund.scheme, date(2026, 11, 1)).value
    panel = a_panel(fund.office, ann, qtbot)
    panel.cease.click()
    fund.office.do(cease_membership, ann, date(2026, 11, 15), "ceased", number)
    fill(panel, why="left")
    panel.form.save.click()
    choose(panel.form, "Last day, theirs: 15 Nov 2026", "Why, mine")
    (now,) = fund.office.read(memberships)
    assert (now.until, now.ended) == (date(2026, 11, 15), "left")


def test_an_opt_out_recorded_at_another_desk_is_told(fund: Fund, qtbot: Any) -> None:
    ann = fund.crew.ids["Ann"]
    number = fund.office.do(join_scheme, ann, fund.scheme, date(2026, 11, 1)).value
    panel = a_panel(fund.office, ann, qtbot)
    panel.opt_out.click()
    fund.office.do(opt_out, ann, date(2026, 11, 29), number)
    panel.form.save.click()
    (told,) = panel._desk.window.troubles  # type: ignore[attr-defined]
    assert "recorded that this membership ended on 29 Nov 2026" in told.sentence
    assert fund.office.read(memberships)[0].until == date(2026, 11, 29)


def test_others_are_told_who_sees_it(fund: Fund, qtbot: Any) -> None:
    fund.crew.pay(4, {"Ann": 100})
    panel = a_panel(Office(fund.office.database, User("Sam", Role.OFFICE)), fund.crew.ids["Ann"], qtbot)
    assert "payroll staff and owners" in panel.status.text()
    assert "payroll staff and owners" in panel.orders.nothing.text()
    assert not panel.memberships.isVisible() and not panel.assessed.isVisible()
    assert "payroll staff" in why_grey(panel.opt_out) and "payroll staff" in why_grey(panel.orders.new)
