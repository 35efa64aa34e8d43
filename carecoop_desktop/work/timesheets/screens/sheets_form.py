"""What the sheets of a pay period allow, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.work.timesheets.queries import PayPeriod, Sheet


@dataclass(frozen=True, slots=True)
class Lockable:
    """What the signed-in person may do: declare sheets, and lock pay periods."""

    declare: bool
    lock: bool


_NO_DECLARE = "Your role may not declare sheets."
_NO_LOCK = "Your role may not lock pay periods."


def latest_of(found: Sequence[PayPeriod], today: date) -> int | None:
    """The pay period to open on: that of today's month, or the last that has begun."""
    begun = [span for span in found if span.first <= today]
    return max(begun, key=lambda span: (span.first, span.frequency == "monthly")).id if begun else None


def context_of(span: PayPeriod, found: Sequence[Sheet]) -> str:
    """A pay period in one line: its state, its pay date, and how its sheets stand."""
    missing = sum(sheet.missing for sheet in found)
    waiting = sum(sheet.open for sheet in found)
    state = {"open": "Open", "locked": "Locked", "paid": "Paid"}[span.state]
    parts = [state, f"pay date {format_date(span.pay_date)}", f"{len(found)} PAs"]
    parts.append(f"{format_hours(sum(sheet.minutes for sheet in found))} hours")
    if span.state == "open":
        parts += [f"{missing} {'sheet' if missing == 1 else 'sheets'} missing", f"{waiting:,} lines not approved"]
    return " · ".join(parts)


def lockable(span: PayPeriod, found: Sequence[Sheet], chosen: Sheet | None, may: Lockable) -> dict[str, str]:
    """For each deed on the page, why it cannot be done now; empty where it can."""
    shut = "" if span.state == "open" else f"This pay period is {span.state}."
    lock = shut or ("" if may.lock else _NO_LOCK)
    return {
        **_why_not_declare(shut or ("" if may.declare else _NO_DECLARE), found, chosen),
        "lock": lock or _unfinished(found),
        "leave": lock or ("" if _unfinished(found) else "Nothing has to be left: use Lock."),
        "unlock": _why_not_unlock(span, may),
    }


def _why_not_declare(never: str, found: Sequence[Sheet], chosen: Sheet | None) -> dict[str, str]:
    """Why sheets cannot be declared: ``never`` for all of them, else what stands against each way."""
    nobody = "" if chosen else "Choose a PA in the list first."
    nil = f"{chosen.assistant} has hours in this pay period." if chosen and sum(chosen.lines.values()) else ""
    ready = any(sheet.missing and sheet.lines for sheet in found)
    return {
        "complete": never or nobody,
        "nil": never or nobody or nil,
        "all": never or ("" if ready else "Every sheet with hours is declared already."),
    }


def _unfinished(found: Sequence[Sheet]) -> str:
    missing = sum(sheet.missing for sheet in found)
    waiting = sum(sheet.open for sheet in found)
    wrong = sum(sheet.contradicts for sheet in found)
    told = [
        f"{count:,} {what}"
        for count, what in ((missing, "sheets are missing"), (waiting, "lines are not approved"),
                            (wrong, "sheets say nil but have hours"))
        if count
    ]  # fmt: skip
    return f"Not yet: {', '.join(told)}." if told else ""


def _why_not_unlock(span: PayPeriod, may: Lockable) -> str:
    if span.state != "locked":
        return "It is paid." if span.state == "paid" else "It is not locked."
    return "" if may.lock else _NO_LOCK
