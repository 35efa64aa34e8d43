"""What the sheets of a pay period allow."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.work.timesheets.queries import PayPeriod, Sheet
from carecoop_desktop.work.timesheets.screens.sheets_form import Lockable, context_of, latest_of, lockable

ALL = Lockable(True, True)


def _span(state: str = "open", number: int = 8, month: int = 11) -> PayPeriod:
    return PayPeriod(number, 1, "monthly", "2026-27", number, date(2026, month, 1), date(2026, month, 30),
                     date(2026, month, 27), state)  # fmt: skip


DONE = Sheet(1, "Marek Nowak", "complete", 600, lines={"approved": 4})
MISSING = Sheet(2, "Siân Davies", "", 60, lines={"signed": 2})
EMPTY = Sheet(3, "Tolu Ade", "")


def test_a_finished_period_may_be_locked() -> None:
    found = lockable(_span(), [DONE], DONE, ALL)
    assert found["lock"] == "" and found["leave"]
    assert found["nil"] == "Marek Nowak has hours in this pay period."
    assert found["unlock"] == "It is not locked."


def test_a_grey_lock_says_what_is_missing() -> None:
    found = lockable(_span(), [DONE, MISSING, EMPTY], EMPTY, ALL)
    assert found["lock"] == "Not yet: 2 sheets are missing, 2 lines are not approved."
    assert (found["leave"], found["nil"], found["complete"], found["all"]) == ("", "", "", "")


def test_a_locked_or_paid_period_is_shut() -> None:
    assert lockable(_span("locked"), [DONE], None, ALL)["unlock"] == ""
    paid = lockable(_span("paid"), [DONE], None, ALL)
    assert paid["unlock"] == "It is paid." and "paid" in paid["complete"]


def test_roles() -> None:
    found = lockable(_span(), [DONE], DONE, Lockable(False, False))
    assert "may not declare" in found["complete"] and "may not lock" in found["lock"]
    assert "may not lock" in lockable(_span("locked"), [DONE], DONE, Lockable(True, False))["unlock"]
    assert lockable(_span(), [DONE], None, ALL)["complete"] == "Choose a PA in the list first."


def test_one_line_of_figures_and_the_period_to_open_on() -> None:
    assert context_of(_span(), [DONE, MISSING]) == (
        "Open · pay date 27 Nov 2026 · 2 PAs · 11.00 hours · 1 sheet missing · 2 lines not approved")
    assert "missing" not in context_of(_span("paid"), [DONE])
    assert latest_of([_span(), _span(number=7, month=9), _span(number=9, month=12)], date(2026, 11, 30)) == 8
    assert latest_of([], date(2026, 11, 30)) is None
