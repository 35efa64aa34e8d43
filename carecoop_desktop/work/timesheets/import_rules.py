"""What an office's spreadsheet of hours holds, and how its rows are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date, shift_minutes, week_ending
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.names import NameLookup
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, Problem, Row
from carecoop_desktop.platform.office.importing.register import Key
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.importing.values.moments import TIME_ACCEPTED

KINDS = {
    "standard": ("Std", "Normal", "Basic", "Day", "Support"),
    "waking-night": ("Waking night", "Wake night", "Night", "WN"),
    "sleep-in": ("Sleep-in", "Sleepin", "Sleep", "Sleepover", "SI"),
    "travel": ("Travel time", "Travelling"),
    "training": ("Course", "Train"),
    "mileage": ("Miles",),
    "expenses": ("Expense", "Exp"),
}
UNTIMED = frozenset({"mileage", "expenses"})
WITH_MEMBER = frozenset({"standard", "waking-night", "sleep-in"})
_LONG_MINUTES = 16 * 60
_OLD = timedelta(days=183)


def timesheet_spec(assistants: NameLookup, members: NameLookup, today: date) -> ImportSpec:
    """The import of hours, each row one line of a timesheet of a PA and a member that the office knows.

    A good row's values: ``assistant`` and ``member`` (``Known``; member may be absent for travel, training, mileage and
    expenses), ``day``, ``kind``, ``start``, ``finish``, ``break_minutes``, ``minutes`` (paid), ``nights`` (sleep-ins),
    ``miles`` (tenths), ``expenses`` (pence), ``note``. Minutes count clock changes; a sleep-in is a night, no minutes.
    """
    return ImportSpec(
        name="timesheets",
        fields=(*_who(assistants, members), *_when(), *_extras()),
        keys=line_keys,
        twice="the same shift twice",
        twice_field="day",
        derive=_work_out,
        checks=(_has_member, _has_times, _has_length, _has_amount),
        warn=lambda row: _looks_odd(row, today),
    )


def line_keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    """A shift by PA, member, day, kind and start; a line without times by all it says."""
    who = tuple(getattr(values.get(name), "id", None) for name in ("assistant", "member"))
    what = (*who, values.get("day"), values.get("kind"))
    if values.get("start") is not None:
        return (("shift", *what, values["start"]),)
    return (("line", *what, *(values.get(name) or 0 for name in ("miles", "expenses")), values.get("note") or ""),)


def by_assistant(report: ImportReport) -> list[dict[str, object]]:
    """Minutes, nights, miles and expenses of each PA over all good rows, in the file's order."""
    totals: dict[int, dict[str, Any]] = {}
    for row in report.rows:
        person: Any = row.values["assistant"]
        total = totals.setdefault(
            person.id, {"name": person.name, "minutes": 0, "sleep_in_nights": 0, "miles": 0, "expenses_pence": 0}
        )
        for name, field in (("minutes", "minutes"), ("sleep_in_nights", "nights"), ("expenses_pence", "expenses")):
            total[name] += row.values.get(field, 0)
        total["miles"] += row.values.get("miles", 0)
    return [{**total, "miles": _whole_miles(total["miles"])} for total in totals.values()]


def timesheet_json(report: ImportReport) -> dict[str, object]:
    """The summary of an import of hours, with each PA's totals."""
    return {**report.to_json(), "by_assistant": by_assistant(report)}


def _whole_miles(tenths: int) -> int | float:
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def _who(assistants: NameLookup, members: NameLookup) -> tuple[Field, ...]:
    return (
        Field("week_ending", "Week ending", read.day, ("W/E", "Week end", "Week", "Wk ending", "Week ending date")),
        Field(
            "assistant",
            "PA",
            assistants.find,
            ("Assistant", "Personal assistant", "PA name", "Worker", "Employee", "Staff"),
            required=True,
            accepted="the name of a PA of this office",
        ),
        Field(
            "member", "Member", members.find, ("Member name", "Client", "Service user", "Person supported"), needed=True
        ),
    )


def _when() -> tuple[Field, ...]:
    kind = read.choice(
        KINDS, "no such type of work", "Standard, Waking night, Sleep-in, Travel, Training, Mileage or Expenses"
    )
    return (
        Field(
            "day",
            "Date",
            read.day,
            ("Day", "Date worked", "Shift date", "Date of shift"),
            required=True,
            accepted="a date such as 31/10/2026",
        ),
        Field("start", "Start", read.clock_time, ("Start time", "From", "Time in", "Started", "In"), needed=True),
        Field(
            "finish",
            "Finish",
            read.clock_time,
            ("Finish time", "End", "End time", "To", "Time out", "Out"),
            needed=True,
        ),
        Field(
            "break_minutes",
            "Break (mins)",
            read.minutes,
            ("Break", "Breaks", "Break minutes", "Unpaid break", "Break mins", "Break (minutes)"),
        ),
        Field("kind", "Type", kind, ("Kind", "Shift type", "Type of work", "Pay type")),
    )


def _extras() -> tuple[Field, ...]:
    return (
        Field("miles", "Miles", read.miles, ("Mileage", "Miles driven")),
        Field("expenses", "Expenses", read.money_not_negative, ("Expense", "Expenses (£)", "Expenses claimed")),
        Field("note", "Notes", read.text, ("Note", "Comment", "Comments", "Remarks")),
    )


def _work_out(row: Row) -> None:
    row.setdefault("kind", "standard")
    row.setdefault("break_minutes", 0)
    row["minutes"] = row["nights"] = 0
    if row["kind"] == "sleep-in":
        row["nights"] = 1
    elif row["kind"] not in UNTIMED and _timed(row):
        row["minutes"] = shift_minutes(row["day"], row["start"], row["finish"], row["break_minutes"])


def _timed(row: Row) -> bool:
    return all(name in row for name in ("day", "start", "finish"))


def _has_member(row: Row) -> Iterable[Problem]:
    if row["kind"] in WITH_MEMBER and "member" not in row:
        yield Problem("member", "nothing is filled in", "the name of a member of this office")


def _has_times(row: Row) -> Iterable[Problem]:
    """Both times or none. Where one of them cannot be read that is told alone: the other follows from it."""
    if row["kind"] in UNTIMED:
        return
    if "start" not in row:
        yield Problem("start", "nothing is filled in", TIME_ACCEPTED)
    elif "finish" not in row:
        yield Problem("finish", "nothing is filled in", TIME_ACCEPTED)


def _has_length(row: Row) -> Iterable[Problem]:
    if row["kind"] in UNTIMED or not _timed(row):
        return
    if row["start"] == row["finish"]:
        yield Problem(
            "finish", "starts when it finishes", "a finish after the start; a finish before it is on the next day"
        )
    elif row["kind"] != "sleep-in" and row["minutes"] <= 0:
        longest = row["minutes"] + row["break_minutes"]
        yield Problem("break_minutes", "the break is longer than the shift", f"fewer than {longest} minutes")


def _has_amount(row: Row) -> Iterable[Problem]:
    if row["kind"] == "mileage" and not row.get("miles"):
        yield Problem("miles", "nothing is filled in", "the miles driven")
    if row["kind"] == "expenses" and not row.get("expenses"):
        yield Problem("expenses", "nothing is filled in", "the amount spent")


def _looks_odd(row: Row, today: date) -> Iterable[str]:
    stated, right = row.get("week_ending"), week_ending(row["day"])
    if stated and stated != right:
        yield f"{format_date(row['day'])} lies in the week ending {format_date(right)}, not {format_date(stated)}."
    if row["day"] > today:
        yield f"{format_date(row['day'])} is still to come."
    elif row["day"] < today - _OLD:
        yield f"{format_date(row['day'])} is more than half a year ago."
    if row["minutes"] >= _LONG_MINUTES:
        yield "the shift lasts 16 hours or longer."
