"""Payslips are written from the window, closed with passwords where asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import RowsTable, why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.papers.passwords import BIRTH, ONE, OWN, forget_words
from carecoop_desktop.work.payroll.screens.page import SLIPS_STEP, PayrollPage, make_page
from carecoop_desktop.work.payroll.screens.slips_card import TOGETHER, SlipsCard
from tests.conftest import MemoryKeyring
from tests.work.payroll.crew import Crew, crew_in


@pytest.fixture
def page(office: Office, desk: Desk, qtbot: Any, own_keyring: MemoryKeyring) -> Iterator[PayrollPage]:
    crew: Crew = crew_in(office)
    crew.pay(4, {"Ann": 150, "Bea": 100})
    forget_words()
    made = make_page(desk)
    assert isinstance(made, PayrollPage)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    forget_words()


def card_of(page: PayrollPage) -> SlipsCard:
    page._step(SLIPS_STEP)
    assert isinstance(page.card, SlipsCard)
    return page.card


def rule(card: SlipsCard, key: str) -> None:
    card.rule.setCurrentIndex(card.rule.findData(key))
    card.refresh()


def answer(monkeypatch: pytest.MonkeyPatch, path: Path, word: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (word, True))


def test_a_file_for_each_pa(page: PayrollPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    card = card_of(page)
    assert unnamed_controls(card) == [] and card.people.isHidden() and card.typed.isHidden()
    (tmp_path / "slips").mkdir()
    answer(monkeypatch, tmp_path / "slips")
    card.save_button.click()
    assert sorted(one.name for one in (tmp_path / "slips").iterdir()) == ["a0-ann-ward.pdf", "a1-bea-ward.pdf"]


def test_own_words_are_set_and_who_has_none_is_told(
    page: PayrollPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_keyring: MemoryKeyring
) -> None:
    card = card_of(page)
    rule(card, OWN)
    assert why_grey(card.set_word) == "Choose a PA first." and "keyring" in card.advice.text()
    card.people.choose(0)
    answer(monkeypatch, tmp_path, "short")
    card.set_word.click()
    assert "too short" in card.trouble.text() and own_keyring.kept == {}
    answer(monkeypatch, tmp_path, "Heather on the hill")
    card.set_word.click()
    assert list(own_keyring.kept.values()) == ["Heather on the hill"]
    assert card.people.copy_text().splitlines()[1:] == ["Ann Ward\tready", "Bea Ward\tnone"]
    card.save_button.click()
    assert card.trouble.text() == "Bea Ward: no word is kept on this computer"
    pikepdf.open(tmp_path / "a0-ann-ward.pdf", password="Heather on the hill").close()
    assert not (tmp_path / "a1-bea-ward.pdf").exists()


def test_one_password_is_typed_unseen_for_all_in_one_file(
    page: PayrollPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    card = card_of(page)
    card.how.setCurrentIndex(card.how.findData(TOGETHER))
    rule(card, BIRTH)
    assert "One file" in why_grey(card.save_button) and "Weak" in card.advice.text()
    rule(card, ONE)
    answer(monkeypatch, tmp_path / "all.pdf")
    card.save_button.click()
    assert "too short" in card.trouble.text() and not (tmp_path / "all.pdf").exists()
    card.typed.setText("Heather on the hill")
    assert card.typed.displayText() != "Heather on the hill"
    card.save_button.click()
    with pikepdf.open(tmp_path / "all.pdf", password="Heather on the hill") as pdf:
        assert len(pdf.pages) >= 4


def test_one_payslip_is_written_in_large_print(
    page: PayrollPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    view = card_of(page)._views[1]
    page._print(view)
    card = page.card
    assert isinstance(card, SlipsCard) and card.how.isHidden()
    card.large.setChecked(True)
    answer(monkeypatch, tmp_path / "bea.pdf")
    card.save_button.click()
    with pikepdf.open(tmp_path / "bea.pdf") as pdf:
        assert "Bea Ward" in str(pdf.docinfo["/Title"])
    rule(card, BIRTH)
    card.save_button.click()
    assert pikepdf.open(tmp_path / "bea.pdf") is not None, "refused: no NI number is known, the file stays as it was"


def test_choosing_a_payslip_goes_back_to_why(page: PayrollPage) -> None:
    card_of(page)
    page._explain(page._panel.table.current_id() if page._panel else None)
    assert page.card is None and page._right.currentWidget() is page._why


def test_the_checks_are_shown_and_lead_to_the_payslip(page: PayrollPage) -> None:
    page._step(1)
    said = "\n".join(each.text() for each in page._why.findChildren(QLabel))
    assert "Checks" in said and "Account numbers are not checked" in said
    table = next(each for each in page._why.findChildren(RowsTable) if each.accessibleName() == "Checks")
    assert "No bank details" in table.copy_text()
