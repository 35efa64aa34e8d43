"""Somebody is off sick: recorded on the absence page, paid by the month's run, and asked why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.work.payroll.absence.screens.page import AbsencePage
from carecoop_desktop.work.payroll.queries import payslips, runs
from carecoop_desktop.work.timesheets.demo import do_month


def words(widget: Any) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_from_the_first_day_off_to_the_payslip(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    office = window.office
    before = {run.id for run in office.read(runs)}
    last = max(office.read(runs), key=lambda run: run.pay_date)
    who = office.read(payslips, last.id)[0].assistant_id
    page: Any = window.shell.open("absence")
    assert isinstance(page, AbsencePage)
    page.record("sickness", who)
    assert page.form.form is not None
    page.form.form.set_values({"first": date(2026, 11, 23), "self_certified": date(2026, 11, 27)})
    page.form.save.click()
    assert "1 away today" in page.context and "Qualifies" in page.detail.outcome.text()

    do_month(office, PLANS["small"])
    payroll: Any = window.shell.open("payroll")
    payroll._start.click()
    run = next(run for run in office.read(runs) if run.id not in before)
    payroll.go_to(record=run.id)
    slip = next(view for view in office.read(payslips, run.id) if view.assistant_id == who)
    assert any(line.kind == "ssp" and line.pence > 0 for line in slip.lines)
    payroll._explain(slip.id)
    assert "Statutory pay" in words(payroll._why) and "Average weekly earnings" in words(payroll._why)
    monkeypatch.setattr("carecoop_desktop.work.payroll.screens.page.confirm", lambda *_a, **_k: True)
    payroll._finish.click()
    assert next(each for each in office.read(runs) if each.id == run.id).state == "finished"
    assert [fault for part in check_office(office, features()) for fault in part.faults] == []
