"""The page of statements, driven as staff drive it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.money.ledger.actions import receive_money
from carecoop_desktop.money.statements.screens.page import StatementsPage, make_page
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.permissions import Role


@pytest.fixture
def page(desk, two, qtbot) -> StatementsPage:
    """The page over James' November."""
    desk.office.do(receive_money, two.james, two.council, "direct-payment", 192_000, date(2026, 11, 2))
    made = make_page(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def test_the_month_and_its_figures(page, two) -> None:
    assert page.title == "Statements · November 2026"
    assert page.month.currentText() == "November 2026"
    assert page.context == "2 members · £1,920.00 held at the month’s end · 0 issued"
    assert page.table.row_count() == 2
    page.go_to(record=two.james)
    assert page.money.row_count() == 2
    assert "Your contribution is" in page.needs.text()
    assert page.how.text() == "How information reaches James: nothing recorded."


def test_issuing_writes_the_papers_once(page, desk, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    assert page.issue_button.text() == "Issue and print 2 statements"
    page.issue_button.click()
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    assert desk.window.sentences == ["Issued 2 statements of November 2026", f"Wrote 2 statements to {tmp_path}."]
    page.reload()
    assert why_grey(page.issue_button).startswith("All statements of this month are issued")
    assert page.context.endswith("2 issued")


def test_another_month(page) -> None:
    page.month.setCurrentIndex(1)
    page.month.activated.emit(1)
    assert page.title == "Statements · October 2026"
    assert page.context.startswith("2 members · £0.00")


def test_printing_the_chosen_one(page, two, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "james.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(wanted), ""))
    page.go_to(record=two.james)
    page.print_button.click()
    assert wanted.exists()


def test_an_empty_office_and_somebody_who_may_not(desk, as_role, qtbot) -> None:
    as_role(Role.PAYROLL)
    page = make_page(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.context == ""
    assert why_grey(page.issue_button) == "Your role may not issue statements."
