"""Everything that the page of deductions shows, read at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.orders.permissions import SEE_ORDERS
from carecoop_desktop.work.payroll.orders.queries import ToPay, orders_to_pay
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.letters import LetterDue, letters_due
from carecoop_desktop.work.payroll.pensions.queries.standing import SchemeView, memberships, pension_schemes
from carecoop_desktop.work.payroll.pensions.queries.waiting import declarations_open, window_of
from carecoop_desktop.work.payroll.pensions.rules.dates import Window
from carecoop_desktop.work.payroll.queries import RunView, runs


@dataclass(frozen=True, slots=True)
class SchemeState:
    """A scheme with how many are in it, the next re-enrolment and the declarations that are open."""

    scheme: SchemeView
    members: int
    window: Window | None
    declarations: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DeductionsView:
    """Schemes, letters that are due, finished runs (newest first) and what orders of the chosen one are paid to whom.

    ``to_pay`` is None where the reader may not see orders.
    """

    schemes: tuple[SchemeState, ...]
    due: tuple[LetterDue, ...]
    runs: tuple[RunView, ...]
    run: RunView | None
    to_pay: tuple[ToPay, ...] | None


def deductions_view(reader: Reader, run_id: int | None = None) -> DeductionsView:
    """The page with one run chosen: the one named, or the newest finished one."""
    reader.require(SEE_PENSIONS)
    done = sorted(
        (each for each in runs(reader) if each.state == "finished"), key=lambda each: (each.pay_date, each.id)
    )
    run = next((each for each in done if each.id == run_id), done[-1] if done else None)
    inside = [each for each in memberships(reader) if each.active(reader.today)]
    members = Counter(each.scheme_id for each in inside)
    schemes = [_scheme_state(reader, scheme, members[scheme.id]) for scheme in pension_schemes(reader)]
    to_pay = tuple(orders_to_pay(reader, run.id)) if run and reader.may(SEE_ORDERS) else None
    return DeductionsView(tuple(schemes), tuple(letters_due(reader)), tuple(reversed(done)), run, to_pay)


def _scheme_state(reader: Reader, scheme: SchemeView, members: int) -> SchemeState:
    """A closed scheme waits for nothing: no re-enrolment, no declaration."""
    if scheme.closed is not None:
        return SchemeState(scheme, members, None, ())
    declarations = tuple(declarations_open(reader, scheme)) if scheme.automatic else ()
    return SchemeState(scheme, members, window_of(reader, scheme), declarations)
