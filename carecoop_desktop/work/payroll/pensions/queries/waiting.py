"""What of pensions needs the office: letters, refunds that nobody gave, re-enrolment, declarations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.kernel.dates import MONTHS, format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.letters import letters_due
from carecoop_desktop.work.payroll.pensions.queries.standing import SchemeView, duties, memberships, pension_schemes
from carecoop_desktop.work.payroll.pensions.rules.dates import Window, declarations_due, next_window


def declarations_open(reader: Reader, scheme: SchemeView) -> list[date]:
    """The days by which declarations are due that were not recorded yet; only those from the first scheme's duties.

    Older ones than the last recorded count as made before the office kept them here.
    """
    if scheme.duties_start is None:
        return []
    law = load_shelf().on(AutoEnrolment, reader.today)
    made = [day for day, _ in duties(reader, scheme.id, "declaration")]
    due = declarations_due(law, scheme.duties_start, reader.today)
    latest = max(made, default=None)
    if latest is not None:
        return [day for day in due if day > latest]
    return due[-1:]


def window_of(reader: Reader, scheme: SchemeView) -> Window | None:
    """The re-enrolment that is to be chosen next, or None without a duties start date."""
    if scheme.duties_start is None:
        return None
    law = load_shelf().on(AutoEnrolment, reader.today)
    chosen = [day for day, _ in duties(reader, scheme.id, "re-enrolment")]
    return next_window(law, scheme.duties_start, reader.today, chosen)


def today(reader: Reader) -> list[TodayItem]:
    """One line for all letters, one for each refund, re-enrolment and declaration that waits."""
    if not reader.may(SEE_PENSIONS):
        return []
    found = list(_letters(reader))
    for scheme in pension_schemes(reader):
        if scheme.closed is None and scheme.automatic:
            found += _scheme(reader, scheme)
    return [*found, *_refunds(reader)]


def _letters(reader: Reader) -> Iterator[TodayItem]:
    due = letters_due(reader)
    if not due:
        return
    first, count = due[0].due, len(due)
    what = f"{count} pension letter{'s' if count != 1 else ''} to send"
    why = f"First by {format_date(first)}: {due[0].name}"
    yield TodayItem(
        "bad" if first < reader.today else "info", _when(first), what, why, "Open", "deductions", None, 45, first
    )


def _scheme(reader: Reader, scheme: SchemeView) -> Iterator[TodayItem]:
    window = window_of(reader, scheme)
    if window is not None and window.opens <= reader.today:
        why = f"{scheme.name}: between {format_date(window.opens)} and {format_date(window.closes)}"
        yield TodayItem("warn", _when(window.closes), "Choose the pension re-enrolment date", why, "Open", "deductions",
                        None, 46, window.closes)  # fmt: skip
    for day in declarations_open(reader, scheme):
        tone = "bad" if day < reader.today else "warn"
        why = f"{scheme.name}: to The Pensions Regulator by {format_date(day)}"
        yield TodayItem(
            tone, _when(day), "Declare compliance with pension duties", why, "Open", "deductions", None, 46, day
        )


def _refunds(reader: Reader) -> Iterator[TodayItem]:
    names = assistant_names(reader)
    for each in memberships(reader):
        if each.to_refund and each.until is not None and (reader.today - each.until).days > 31:
            why = f"Opted out on {format_date(each.until)} and not paid since: {format_money(each.refund_employee)}"
            what = f"Give {names.get(each.assistant_id, 'a PA')} a pension refund"
            yield TodayItem("warn", "Refund", what, why, "Open", "assistants", each.assistant_id, 47)


def _when(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
