"""What is due less what was paid, window by window."""

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.statutory_pay import Check, Outcome
from carecoop_desktop.statutory.tables import Recovery, load_shelf
from carecoop_desktop.work.payroll.absence.rules.due import leave_payment, statutory_payment
from carecoop_desktop.work.payroll.absence.rules.record import Record

TABLE = load_shelf().on(Recovery, date(2026, 6, 1))
APRIL, MAY = Span(date(2026, 4, 1), date(2026, 4, 30)), Span(date(2026, 5, 1), date(2026, 5, 31))
FAMILY = Record(7, 1, 1, "maternity", date(2026, 4, 20), None)
SICK = Record(8, 1, 1, "sickness", date(2026, 4, 20), None)


def due(window: Span) -> Outcome:
    """£100.00 in April, £200.00 in May."""
    pence = 10_000 if window == APRIL else 20_000
    return Outcome((), Worked(pence, [Line("Pay", "", pence)]), 7)


def nothing(_window: Span) -> Outcome:
    return Outcome((Check(False, "Too little."),))


@pytest.mark.parametrize(("already", "pence"), [(10_000, 20_000), (0, 30_000), (30_000, None), (35_000, -5_000)])
def test_a_payslip_pays_what_is_due_less_what_was_paid(already: int, pence: int | None) -> None:
    made = statutory_payment(SICK, due, [APRIL, MAY], already, TABLE, False)
    assert (made.lines[0].pence if made else None) == pence
    if made is not None:
        put_right = [line for line in made.working if "put right" in line.label]
        assert bool(put_right) == (already != 10_000)


def test_sick_pay_is_never_recovered_and_family_pay_is() -> None:
    sick = statutory_payment(SICK, due, [MAY], 0, TABLE, True)
    usual = statutory_payment(FAMILY, due, [MAY], 0, TABLE, False)
    small = statutory_payment(FAMILY, due, [MAY], 0, TABLE, True)
    assert sick and usual and small
    assert (sick.paid["recovered"], sick.paid["compensation"]) == (0, 0)
    assert (usual.paid["recovered"], usual.paid["compensation"]) == (18_400, 0)
    assert (small.paid["recovered"], small.paid["compensation"]) == (20_000, 1_800)


def test_why_nothing_is_due_is_said_once_while_it_lasts() -> None:
    made = statutory_payment(SICK, nothing, [APRIL, MAY], 0, TABLE, False)
    assert made is not None and made.lines == ()
    assert made.why_not == "No Statutory Sick Pay for the absence from 20 Apr 2026. Too little."
    over = Record(8, 1, 1, "sickness", date(2026, 4, 20), date(2026, 4, 24))
    assert statutory_payment(over, nothing, [APRIL, MAY], 0, TABLE, False) is None


def test_what_was_paid_and_is_no_longer_due_is_taken_back() -> None:
    over = Record(8, 1, 1, "sickness", date(2026, 4, 20), date(2026, 4, 24))
    made = statutory_payment(over, nothing, [APRIL, MAY], 4_000, TABLE, False)
    assert made is not None and made.lines[0].pence == -4_000


def test_leave_is_paid_line_by_line_for_each_who_pays() -> None:
    made = leave_payment(3, "holiday-taken", "Holiday", 600, 1_000, {1: 700, None: 300}, [Line("x", "")])
    assert [(line.member_id, line.pence) for line in made.lines] == [(1, 700), (None, 300)]
    assert made.paid["minutes"] == 600 and made.paid["pence"] == 1_000
