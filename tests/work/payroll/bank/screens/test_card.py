"""The bank file of a run, through the pay run page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.people.assistants.actions import set_bank_details
from carecoop_desktop.people.assistants.entries import Bank
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Tag, why_grey
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.choosing import STANDARD_18, Chosen, choose_bank_file, chosen
from carecoop_desktop.work.payroll.bank.paid_to_hmrc import hmrc_paid
from carecoop_desktop.work.payroll.bank.saved import note_bank_file
from carecoop_desktop.work.payroll.bank.screens.card import MAY_NOT, BankCard, _cells
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.screens.page import BANK_STEP, PayrollPage, make_page
from tests.work.payroll.crew import Crew
from tests.work.payroll.windowed import control, in_window


def opened(desk: Desk, qtbot: Any) -> tuple[PayrollPage, BankCard]:
    page = make_page(desk)
    assert isinstance(page, PayrollPage)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page._step(BANK_STEP)
    assert isinstance(page.card, BankCard)
    return page, page.card


def choose(card: BankCard, key: str) -> None:
    card.layout_box.setCurrentIndex(card.layout_box.findData(key))
    card.preview()


def test_what_the_file_will_hold_is_shown_before_it_is_saved(paid: tuple[Crew, int], desk: Desk, qtbot: Any) -> None:
    _, card = opened(desk, qtbot)
    assert card.plan is not None and card.figures.text().startswith("1 payment · £1,913.64 · on 28 Apr 2026")
    assert card.left_out.text() == "Bea Ward: no bank details" and not card.left_out_pill.isHidden()
    assert card.table.row_count() == 1 and unnamed_controls(card) == []
    assert card.employer.isHidden(), "there is one employer"


def test_what_another_desk_chose_for_an_employer_is_told_and_stays(
    paid: tuple[Crew, int], desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.csv"), ""))
    page = make_page(desk)
    assert isinstance(page, PayrollPage)
    qtbot.addWidget(page)
    page.reload()
    page._step(BANK_STEP)
    card = page.card
    assert isinstance(card, BankCard)
    choose(card, "barclays")
    desk.office.do(choose_bank_file, None, "lloyds")
    card.save_button.click()
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert "Priya Shah changed how the bank files of this employer are made at " in told.sentence
    assert (tmp_path / "b.csv").exists() and desk.office.read(chosen, None).layout == "lloyds"


def test_it_is_saved_by_keyboard_and_the_choice_is_remembered(
    paid: tuple[Crew, int], desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        lambda *a: (asked.append(a[2:]), (str(tmp_path / "b.csv"), ""))[1])  # fmt: skip
    page = make_page(desk)
    assert isinstance(page, PayrollPage)
    in_window(page, "payroll", qtbot)
    page._step(BANK_STEP)
    card = page.card
    assert isinstance(card, BankCard)
    choose(card, "barclays")
    key = QKeySequence(Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Return)
    assert card.save_button.shortcut() == key and page._finish.shortcut().isEmpty(), "one key, one deed"
    control(card.layout_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [("bank-dee-valley-care-barclays-2026-04-28.csv", "CSV (*.csv)")]
    assert (tmp_path / "b.csv").read_bytes() == b"089999,ANN WARD,66374958,1913.64,PAY A0,99\r\n"
    assert desk.office.read(chosen, None) == Chosen("barclays", ("orders",))
    assert isinstance(page.card, BankCard), "the card stays open"
    QTest.keyClick(card.layout_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.card is None)
    assert page._finish.shortcut() == key


def test_hmrc_is_added_where_it_is_ticked(paid: tuple[Crew, int], desk: Desk, qtbot: Any) -> None:
    _, card = opened(desk, qtbot)
    card.besides["hmrc"].click()
    assert card.plan is not None and [one.kind for one in card.plan.payments] == ["wages", "hmrc"]
    assert "one bank file only" in card.look.text() and card.figures.text().startswith("2 payments")


def test_hmrc_is_paid_a_second_time_only_by_a_tick(
    paid: tuple[Crew, int], desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "b.csv"), ""))
    _, card = opened(desk, qtbot)
    card.besides["hmrc"].click()
    assert all(box.isHidden() for box in (card.only_new, *card.again.values()))
    card.save()
    assert len(desk.office.read(hmrc_paid)) == 1
    assert [kind for kind, box in card.again.items() if not box.isHidden()] == ["wages", "hmrc"]
    assert "tick what is to be paid again" in why_grey(card.save_button)
    assert "pays tax month 1 already" in card.look.text()
    card.again["wages"].click()
    assert "HMRC: a bank file" in why_grey(card.save_button) and "Wages" not in why_grey(card.save_button)
    card.again["hmrc"].click()
    assert why_grey(card.save_button) == ""
    card.save()
    assert [len(files) for files in desk.office.read(hmrc_paid).values()] == [2]
    assert not card.again["hmrc"].isChecked() and why_grey(card.save_button), "each file needs its own ticks"
    card.besides["hmrc"].click()
    assert card.again["hmrc"].isHidden() and not card.again["wages"].isHidden()


def test_whom_an_earlier_file_pays_is_left_out_by_a_tick(
    paid: tuple[Crew, int], desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crew, _ = paid
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "b.csv"), ""))
    _, card = opened(desk, qtbot)
    card.save()
    assert "pays Ann Ward already" in why_grey(card.save_button) and "Ann Ward" in card.look.text()
    (shown,) = card.plan.payments if card.plan else ()
    assert isinstance(tag := _cells(shown)[-1], Tag) and tag.text == "in a file"
    crew.office.do(set_bank_details, crew.ids["Bea"], Bank(date(2025, 1, 1), "B Ward", "08-99-99", "66374958"))
    card.only_new.click()
    assert card.plan is not None and [one.credit.name for one in card.plan.payments] == ["B Ward"]
    assert card.left_out.text().startswith("Ann Ward: a bank file saved on") and card.look.isHidden()
    assert why_grey(card.save_button) == "" and all(box.isHidden() for box in card.again.values())
    card.save()
    assert (tmp_path / "b.csv").read_text().count("WARD") == 1
    assert why_grey(card.save_button) == "Nobody can be paid by this file." and not card.only_new.isHidden()


def test_what_another_desk_saved_meanwhile_leaves_no_file(
    paid: tuple[Crew, int], desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crew, run = paid
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "b.csv"), ""))
    _, card = opened(desk, qtbot)
    crew.office.do(note_bank_file, run, "generic", {"wages": ["PAY A0"]})
    card.save()
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert "pays Ann Ward already" in str(told) and not (tmp_path / "b.csv").exists()
    assert why_grey(card.save_button), "the card has looked again"


def test_a_refusal_stands_on_the_card(paid: tuple[Crew, int], desk: Desk, qtbot: Any) -> None:
    crew, _ = paid
    crew.office.do(set_employer, {"service_user": ""})
    _, card = opened(desk, qtbot)
    choose(card, STANDARD_18)
    assert "service user number is missing" in card.trouble.text() and card.table.isHidden()
    assert "service user number" in why_grey(card.save_button)
    card.save()
    choose(card, "generic")
    assert card.trouble.isHidden() and why_grey(card.save_button) == ""


def test_it_opens_with_what_was_chosen_last(paid: tuple[Crew, int], desk: Desk, qtbot: Any) -> None:
    crew, _ = paid
    crew.office.do(choose_bank_file, None, STANDARD_18, ("hmrc",))
    _, card = opened(desk, qtbot)
    assert card.choice == Chosen(STANDARD_18, ("hmrc",))
    assert card.plan is not None and card.plan.file_name.endswith(".txt")


def test_who_may_not_see_accounts_is_told(paid: tuple[Crew, int], desk: Desk, qtbot: Any) -> None:
    page, _ = opened(desk, qtbot)
    desk.office.user = User("Tom", Role.READ_ONLY)
    page.card.preview()  # type: ignore[union-attr]
    assert page.card.trouble.text() == MAY_NOT  # type: ignore[union-attr]
