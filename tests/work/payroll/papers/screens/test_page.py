"""The page of payroll's papers: choose, look, save, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.papers.screens.page import MAY_NOT, PapersPage, make_page, open_papers
from tests.work.payroll.crew import Crew
from tests.work.payroll.windowed import control, in_window


def opened(desk: Desk, qtbot: Any) -> PapersPage:
    made = make_page(desk)
    assert isinstance(made, PapersPage)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    made.reload()
    return made


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """What the file dialogs answer."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))


def test_p60s_are_saved_by_keyboard(
    left: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = opened(desk, qtbot)
    assert page.paper.title == "P60" and page.rows is not None and page.rows.row_count() == 2
    assert unnamed_controls(page) == [] and "certificate" in why_grey(page.csv)
    answer(monkeypatch, tmp_path)
    qtbot.keyClick(page.pdf, Qt.Key.Key_Space)
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["p60-2026-27-a0-ann-ward.pdf"]


def test_a_leavers_p45_is_saved(
    left: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = opened(desk, qtbot)
    page.kinds.choose(1)
    assert page.report is not None and page.report.rows[0][1] == "Bea Ward"
    answer(monkeypatch, tmp_path / "bea.pdf")
    page.pdf.click()
    assert (tmp_path / "bea.pdf").read_bytes().startswith(b"%PDF")


def test_a_table_is_saved_both_ways(
    left: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = opened(desk, qtbot)
    page.kinds.choose(4)
    answer(monkeypatch, tmp_path / "net.csv")
    page.csv.click()
    answer(monkeypatch, tmp_path / "net.pdf")
    page.pdf.click()
    assert "Ann Ward" in (tmp_path / "net.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "net.pdf").stat().st_size > 1000


def test_the_payroll_journal_of_any_run_is_saved(
    left: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = opened(desk, qtbot)
    place = next(at for at, paper in enumerate(page.papers) if paper.title == "Payroll journal")
    page.kinds.choose(place)
    runs_ = page.boxes["run"]
    assert runs_.count() == 3 and not runs_.isHidden()
    runs_.setCurrentIndex(2)
    page._preview()
    assert page.report is not None and "month 1" in page.report.context
    totals = page.report.totals()
    assert totals is not None and totals[-1] == totals[-2] and totals[-1]
    answer(monkeypatch, tmp_path / "journal.csv")
    page.csv.click()
    answer(monkeypatch, tmp_path / "journal.pdf")
    page.pdf.click()
    assert (tmp_path / "journal.pdf").read_bytes().startswith(b"%PDF")
    assert "Debit" in (tmp_path / "journal.csv").read_text(encoding="utf-8-sig")


def test_who_may_not_see_money_is_told_and_the_page_goes_on(left: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    left.office.user = User("Tom", Role.PAYROLL)
    page.kinds.choose(len(page.papers) - 1)
    assert page.report is not None or "right" in page._said.text() or "not" in page._said.text()
    page.kinds.choose(4)
    assert page.report is not None


def test_ctrl_return_saves_from_anywhere_in_the_window(
    left: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = make_page(desk)
    assert isinstance(page, PapersPage)
    in_window(page, "papers", qtbot)
    page.reload()
    answer(monkeypatch, tmp_path)
    control(page.kinds, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (tmp_path / "p60-2026-27-a0-ann-ward.pdf").exists())


def test_nothing_paid_leaves_nothing_to_save(desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    for place in range(6):
        page.kinds.choose(place)
        assert page.report is None or place in (1, 2)
    page.kinds.choose(0)
    assert why_grey(page.pdf) == "There is nothing to write." and page.rows is None
    page.save()


def test_who_may_not_see_pay_is_told(left: Crew, desk: Desk, qtbot: Any) -> None:
    left.office.user = User("Tom", Role.READ_ONLY)
    page = opened(desk, qtbot)
    assert page.context == "Not shown to your role" and why_grey(page.pdf) == MAY_NOT
    page.choose(3)
    assert page.rows is None


def test_the_command_opens_the_page(desk: Desk) -> None:
    open_papers(desk)
    assert desk.window.opened[-1][0] == "papers"  # type: ignore[attr-defined]
