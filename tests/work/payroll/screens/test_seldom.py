"""The deeds behind "More" of the pay run page, and the forms that put pay right, through the window."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from carecoop_desktop.people.assistants.actions import change_code
from carecoop_desktop.people.assistants.entries import CodeNotice
from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.actions import discard_run, finish_run, set_line
from carecoop_desktop.work.payroll.actions.letters import letters_by, set_letters_by
from carecoop_desktop.work.payroll.bank.saved import note_bank_file
from carecoop_desktop.work.payroll.employers.queries import employments
from carecoop_desktop.work.payroll.queries import payslips, run_view, runs
from carecoop_desktop.work.payroll.screens.forms import correction_of
from carecoop_desktop.work.payroll.screens.page import PayrollPage, make_page
from carecoop_desktop.work.timesheets.actions import NewLine, approve_lines, enter_lines
from tests.choosing import choose as side_of
from tests.work.payroll.crew import ADULT, Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    return crew_in(office, {"Ann": ADULT, "Bea": date(2006, 6, 1)})


def opened(desk: Desk, qtbot: Any) -> PayrollPage:
    made = make_page(desk)
    assert isinstance(made, PayrollPage)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def choose(page: PayrollPage, title: str) -> None:
    """An entry of the menu, as somebody at the keyboard would take it."""
    page.menu.refresh()
    action = page.menu.entry(title)
    assert action.isEnabled(), action.toolTip()
    action.trigger()


def words_of(page: PayrollPage) -> str:
    return " ".join(each.text() for each in page.form.findChildren(QLabel))


def fill(page: PayrollPage, **values: Any) -> None:
    """Fill the form in and save it with Ctrl+Enter."""
    form = page.form.form
    assert form is not None
    form.set_values(values)
    first = next(field for field in form.fields if field.kind != "heading") if hasattr(form, "fields") else None
    widget = form.input(first.key if first else next(iter(values))).widget
    qt_key(widget)


def qt_key(widget: Any) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def words(widget: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_line_is_set_by_hand(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.start(4, {"Ann": 100})
    page = opened(desk, qtbot)
    page.put_right(crew.slip(run, "Ann"))
    fill(page, pence=160_000, reason="Agreed")
    assert crew.slip(run, "Ann").figures["gross"] == 160_000
    page.reload()
    page._explain(crew.slip(run, "Ann").id)
    assert "set by hand: Agreed" in words(page._why)


def test_a_line_set_at_another_desk_is_told_before_mine_is_set(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.start(4, {"Ann": 100})
    page = opened(desk, qtbot)
    slip = crew.slip(run, "Ann")
    page.put_right(slip)
    crew.office.do(set_line, slip.id, slip.lines[0].key, 120_000, "Agreed")
    fill(page, pence=110_000, reason="Agreed otherwise")
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert told.sentence.startswith("This payslip was worked out again since it was shown. Priya Shah, ")
    assert told.sentence.endswith(": Set a line of a payslip to £1,200.00.")
    assert crew.slip(run, "Ann").figures["gross"] == 120_000


@pytest.mark.parametrize("deed", [finish_run, discard_run])
def test_a_run_that_another_desk_changed_is_neither_finished_nor_discarded_unseen(
    crew: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch, deed: Any
) -> None:
    run = crew.start(4, {"Ann": 100})
    page = opened(desk, qtbot)
    for where in ("page", "seldom"):
        monkeypatch.setattr(f"carecoop_desktop.work.payroll.screens.{where}.confirm", lambda *_, **__: True)
    slip = crew.slip(run, "Ann")
    crew.office.do(set_line, slip.id, slip.lines[0].key, 160_000, "Agreed")
    carry_out = page.finish if deed is finish_run else partial(choose, page, "Discard this draft")
    carry_out()
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert told.sentence.endswith(": Set a line of a payslip to £1,600.00.") and "Look at what stands" in told.remedy
    assert crew.office.read(run_view, run).state == "draft"
    page.reload()
    carry_out()
    assert [each.state for each in crew.office.read(runs)] == (["finished"] if deed is finish_run else [])


def test_an_issued_payslip_is_corrected(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.pay(4, {"Ann": 100})
    page = opened(desk, qtbot)
    page.put_right(crew.slip(run, "Ann"))
    fill(page, kind="standard", way="many", minutes=120, reason="Counted twice")
    slip = crew.slip(crew.start(5, {"Ann": 10}), "Ann")
    assert slip.figures["gross"] == 15_000 - 3_000


def test_a_supplementary_run_is_started_and_shown(crew: Crew, desk: Desk, qtbot: Any) -> None:
    crew.pay(4, {"Ann": 100})
    line = NewLine(crew.ids["Ann"], crew.member, crew.period(4).first.replace(day=25), minutes=300, state="signed")
    crew.office.do(approve_lines, list(crew.office.do(enter_lines, [line]).value))
    page = opened(desk, qtbot)
    choose(page, "Supplementary pay run...")
    page.form.save.click()
    assert page.run is not None and page.run.kind == "supplementary"
    assert page.title.startswith("Supplementary pay run")


def test_the_last_run_is_reopened_and_the_withdrawn_one_still_shown(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.pay(4, {"Ann": 100})
    page = opened(desk, qtbot)
    choose(page, "Reopen this run...")
    fill(page, reason="Wrong hours")
    assert page.run is not None and page.run.replaces_id == run
    page.go_to(record=run)
    assert "withdrawn: Wrong hours" in page.context
    page._explain(crew.office.read(payslips, run)[0].id)
    assert "another stands in its place" in words(page._why)


def test_reopening_says_that_a_bank_file_was_saved_and_needs_a_tick(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.pay(4, {"Ann": 100})
    crew.office.do(note_bank_file, run, "generic", {"wages": ["PAY A0"]})
    page = opened(desk, qtbot)
    choose(page, "Reopen this run...")
    assert "This run has a bank file saved on" in words_of(page)
    fill(page, reason="Wrong hours")
    assert crew.office.read(run_view, run).state == "finished"
    fill(page, file_known=True)
    assert crew.office.read(run_view, run).state == "withdrawn"


def test_a_filed_run_is_noted_and_no_longer_reopened(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.pay(4, {"Ann": 100})
    page = opened(desk, qtbot)
    choose(page, "It was filed or paid...")
    page.form.save.click()
    choose(page, "Reopen this run...")
    fill(page, reason="Late")
    assert "filed with HMRC" in str(page._desk.window.troubles) and crew.office.read(run_view, run).state == "finished"


def test_letters_are_shown_and_taken(crew: Crew, desk: Desk, qtbot: Any) -> None:
    from PySide6.QtWidgets import QPushButton

    run = crew.start(4, {"Bea": 100})
    page = opened(desk, qtbot)
    choose(page, "NI letters that are due")
    take = next(one for one in page._why.findChildren(QPushButton) if one.text() == "Take these letters")
    take.click()
    assert crew.slip(run, "Bea").ni_letter == "M"


def test_codes_are_carried_over_after_a_look(crew: Crew, desk: Desk, qtbot: Any) -> None:
    from PySide6.QtWidgets import QPushButton

    crew.office.do(change_code, crew.ids["Ann"], CodeNotice(date(2026, 1, 1), "1100T", "P6", True))
    crew.pay(4, {"Ann": 10})
    page = opened(desk, qtbot)
    choose(page, "Tax codes for 6 April")
    next(one for one in page._why.findChildren(QPushButton) if one.text() == "Carry codes over").click()
    assert crew.office.read(pay_terms, date(2026, 4, 6))[crew.ids["Ann"]].basis == "cumulative"


def test_somebody_without_hours_is_added(crew: Crew, desk: Desk, qtbot: Any) -> None:
    crew.pay(4, {"Ann": 200, "Bea": 10})
    run = crew.start(5, {"Bea": 10})
    page = opened(desk, qtbot)
    job = next(job for job in crew.office.read(employments) if job.assistant_id == crew.ids["Ann"])
    choose(page, "Pay somebody without hours...")
    fill(page, job=(job.id, "Ann Ward"))
    assert crew.slip(run, "Ann").figures["net"] == 20_960


def test_a_draft_is_worked_out_again_and_discarded(
    crew: Crew, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = crew.start(4, {"Ann": 10})
    page = opened(desk, qtbot)
    choose(page, "Work out again")
    assert crew.slip(run, "Ann").figures["gross"] == 15_000
    monkeypatch.setattr("carecoop_desktop.work.payroll.screens.seldom.confirm", lambda *_a, **_k: True)
    page.reload()  # as the window does after each deed
    choose(page, "Discard this draft")
    assert crew.office.read(runs) == []


def test_what_cannot_be_done_says_why(crew: Crew, desk: Desk, qtbot: Any) -> None:
    run = crew.start(4, {"Ann": 10})
    page = opened(desk, qtbot)
    assert "Only a finished" in page.menu.entry("Reopen this run...").toolTip()
    crew.office.do(finish_run, run)
    page.reload()
    page.menu.refresh()
    assert "not finished" in page.menu.entry("Discard this draft").toolTip()
    desk.office = Office(crew.office.database, User("Tom", Role.TREASURER))
    page.menu.refresh()
    assert "Only payroll staff" in page.menu.entry("Reopen this run...").toolTip()


def test_a_correction_from_the_form() -> None:
    asked = {"kind": "mileage", "way": "few", "minutes": None, "units": 125, "pence": None, "member_id": 3,
             "reason": "Forgotten"}  # fmt: skip
    assert (correction_of(asked).quantity, correction_of({**asked, "way": "many"}).quantity) == (125, -125)
    by_amount = correction_of({**asked, "kind": "expenses", "pence": 950})
    assert (by_amount.quantity, by_amount.pence) == (0, 950)


def test_letters_are_set_to_follow_age(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    choose(page, "How NI letters follow age...")
    fill(page, how="by-date")
    assert crew.office.read(letters_by) == "by-date"
    run = crew.start(4, {"Bea": 10})
    assert crew.slip(run, "Bea").ni_letter == "M"


def test_two_desks_say_how_letters_follow_age(crew: Crew, desk: Desk, qtbot: Any) -> None:
    page = opened(desk, qtbot)
    choose(page, "How NI letters follow age...")
    crew.office.do(set_letters_by, "by-date")
    page.form.save.click()
    side_of(page.form, "A letter that no longer fits, theirs: It is replaced on its own")
    assert crew.office.read(letters_by) == "by-date"


def test_who_may_look_but_not_change_pay_sees_letters_and_codes_grey(crew: Crew, desk: Desk, qtbot: Any) -> None:
    from PySide6.QtWidgets import QPushButton

    crew.start(4, {"Bea": 100})
    desk.office = Office(crew.office.database, User("Tom", Role.TREASURER))
    page = opened(desk, qtbot)
    assert "change settings" in page.menu.entry("How NI letters follow age...").toolTip()
    for entry, deed in (("NI letters that are due", "Take these letters"), ("Tax codes for 6 April", "Carry codes")):
        choose(page, entry)
        grey = next(one for one in page._why.findChildren(QPushButton) if one.text().startswith(deed))
        assert "Only payroll staff" in why_grey(grey)
