"""A month's pay through the window: sheets locked, the run started, asked why, finished, and a payslip on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.work.payroll.queries import payslips, runs
from carecoop_desktop.work.payroll.screens.slips_card import SlipsCard
from carecoop_desktop.work.timesheets.demo import do_month


def test_from_locked_hours_to_a_payslip(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = window.office
    before = {run.id for run in office.read(runs)}
    do_month(office, PLANS["small"])
    page: Any = window.shell.open("payroll")
    assert why_grey(page._start) == ""
    page._start.click()
    started = next(run for run in office.read(runs) if run.id not in before)
    assert started.state == "draft"
    page.go_to(record=started.id)
    slips = office.read(payslips, started.id)
    assert slips
    page._explain(slips[0].id)
    heading = next(each for each in page._why.findChildren(QPushButton) if each.text() == "Payslip as PDF...")
    monkeypatch.setattr("carecoop_desktop.work.payroll.screens.page.confirm", lambda *_a, **_k: True)
    page._finish.click()
    assert next(run for run in office.read(runs) if run.id == started.id).state == "finished"
    assert "finished" in why_grey(page._finish)
    assert heading is not None
    target = tmp_path / "payslip.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page._explain(slips[0].id)
    next(each for each in page._why.findChildren(QPushButton) if each.text() == "Payslip as PDF...").click()
    page.findChild(SlipsCard).save_button.click()
    with pikepdf.open(target) as paper:
        assert len(paper.pages) >= 1
    assert [fault for part in check_office(office, features()) for fault in part.faults] == []


def test_a_finished_run_cannot_be_undone_from_the_menu(window: MainWindow) -> None:
    assert "finished month" not in (window.office.next_undo() or "").lower()
