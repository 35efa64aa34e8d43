"""What an office's spreadsheet of hours holds, and how its rows are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date, shift_minutes, week_ending
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.names import NameLookup
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, Problem, Row
from carecoop_desktop.platform.office.importing.register import Key
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.importing.values.moments import TIME_ACCEPTED
from carecoop_desktop.platform.office.importing.values.spans import ShiftTimes

KINDS = {
    "standard": ("Std", "Normal", "Basic", "Day", "Support"),
    "waking-night": ("Waking night", "Wake night", "Night", "WN"),
    "sleep-in": ("Sleep-in", "Sleepin", "Sleep", "Sleepover", "SI"),
    "travel": ("Travel time", "Travelling"),
    "training": ("Course", "Train"),
    "mileage": ("Miles",),
    "expenses": ("Expense", "Exp"),
}
read_kind = read.choice(
    KINDS, "no such type of work", "Standard, Waking night, Sleep-in, Travel, Training, Mileage or Expenses"
)
"""A cell that names a type of work."""
UNTIMED = frozenset({"mileage", "expenses"})
WITH_MEMBER = frozenset({"standard", "waking-night", "sleep-in"})
_LONG_MINUTES = 16 * 60
_SHORT_BREAK = 5
_OLD = timedelta(days=183)


def timesheet_spec(assistants: NameLookup, members: NameLookup, today: date) -> ImportSpec:
    """The import of hours, each row one line of a timesheet of a PA and a member that the office knows.

    A good row's values: ``assistant`` and ``member`` (``Known``; member may be absent for travel, training, mileage and
    expenses), ``day``, ``kind``, ``start``, ``finish``, ``break_minutes``, ``minutes`` (paid), ``nights`` (sleep-ins),
    ``miles`` (tenths), ``expenses`` (pence), ``note``. Minutes count clock changes; a sleep-in is a night, no minutes.
    """
    return ImportSpec(
        name="timesheets",
        fields=(*_who(assistants, members), *_when(), *_lengths(), *_sorts(), *_extras()),
        keys=line_keys,
        twice="the same shift twice",
        twice_field="day",
        derive=_work_out,
        checks=(_has_member, _has_times, _has_length, _is_one_night, _has_amount),
        warn=lambda row: _looks_odd(row, today),
    )


def line_keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    """A shift by PA, member, day, kind and start; a line without times by all it says."""
    who = tuple(getattr(values.get(name), "id", None) for name in ("assistant", "member"))
    what = (*who, values.get("day"), values.get("kind"))
    start = values.get("start")
    if start is not None and values.get("kind") not in UNTIMED:
        return (("shift", *what, start),)
    amounts = (values.get(name) or 0 for name in ("miles", "expenses"))
    return (("line", *what, start, *amounts, values.get("note") or ""),)


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
        Field("week_ending", "Week ending", read.day, ("W/E", "Week end", "Wk ending", "Week ending date")),
        Field(
            "assistant",
            "PA",
            assistants.find,
            (
                "Assistant",
                "Personal assistant",
                "PA name",
                "Worker",
                "Employee",
                "Staff",
                "Carer",
                "Support worker",
                "Care worker",
                "Carer name",
                "Employee name",
                "Staff name",
                "Worker name",
                "Staff member",
                "Name",
            ),
            required=True,
            accepted="the name of a PA of this office",
        ),
        Field(
            "member",
            "Member",
            members.find,
            (
                "Member name",
                "Client",
                "Service user",
                "Person supported",
                "Client name",
                "Service user name",
                "Supported person",
                "Customer",
                "Customer name",
                "SU",
                "SU name",
                "Employer",
            ),
            needed=True,
        ),
    )


def _when() -> tuple[Field, ...]:
    return (
        Field(
            "day",
            "Date",
            read.day,
            ("Date worked", "Shift date", "Date of shift", "Work date", "Visit date", "Day"),
            required=True,
            accepted="a date such as 31/10/2026",
        ),
        Field(
            "start",
            "Start",
            read.clock_time,
            ("Start time", "From", "Time in", "Started", "In", "Time from", "Clock in", "Shift start", "Time start"),
            needed=True,
            unless=("times",),
        ),
        Field(
            "finish",
            "Finish",
            read.clock_time,
            (
                "Finish time",
                "End",
                "End time",
                "To",
                "Time out",
                "Out",
                "Time to",
                "Clock out",
                "Shift end",
                "Shift finish",
                "Finished",
                "Until",
                "Time end",
                "Time finish",
            ),
            needed=True,
            unless=("times",),
        ),
        Field(
            "times",
            "Times",
            read.shift_times,
            ("Time", "Shift times", "Shift time", "Times worked", "Start - finish", "From - to", "In - out"),
        ),
    )


def _lengths() -> tuple[Field, ...]:
    return (
        Field(
            "break_minutes",
            "Break (mins)",
            read.minutes,
            (
                "Break",
                "Breaks",
                "Break minutes",
                "Unpaid break",
                "Break mins",
                "Break (minutes)",
                "Break time",
                "Unpaid break (mins)",
                "Unpaid breaks",
                "Unpaid break minutes",
                "Less break",
                "Lunch",
            ),
        ),
        Field(
            "break_hours",
            "Break (hours)",
            read.hours,
            ("Break (hrs)", "Break hours", "Break hrs", "Break (h)", "Unpaid break (hours)", "Unpaid break (hrs)"),
        ),
        Field(
            "hours",
            "Hours",
            read.stated_hours,
            ("Total hours", "Hrs", "Hours worked", "Hours claimed", "Total hrs", "Hours paid", "Duration"),
        ),
    )


def _sorts() -> tuple[Field, ...]:
    return (
        Field(
            "kind", "Type", read_kind, ("Kind", "Shift type", "Type of work", "Pay type", "Type of shift", "Work type")
        ),
        Field(
            "sleep_ins",
            "Sleep-ins",
            read.nights,
            (
                "Sleep-in",
                "Sleeps",
                "Sleepover",
                "Sleepovers",
                "Sleep-in nights",
                "No of sleep-ins",
                "Number of sleep-ins",
            ),
        ),
    )


def _extras() -> tuple[Field, ...]:
    return (
        Field(
            "miles", "Miles", read.miles, ("Mileage", "Miles driven", "Business miles", "Total miles", "Miles claimed")
        ),
        Field(
            "expenses",
            "Expenses",
            read.money_not_negative,
            ("Expense", "Expenses (£)", "Expenses claimed", "Exp", "Exp (£)", "Expenses £"),
        ),
        Field("note", "Notes", read.text, ("Note", "Comment", "Comments", "Remarks")),
    )


def _work_out(row: Row) -> None:
    _take_times(row)
    if row.get("sleep_ins") == 1:
        row.setdefault("kind", "sleep-in")
    row.setdefault("kind", "standard")
    row.setdefault("break_minutes", row.pop("break_hours", 0))
    row["minutes"] = row["nights"] = 0
    if row["kind"] == "sleep-in":
        row["nights"] = 1
    elif row["kind"] not in UNTIMED and _timed(row):
        row["minutes"] = shift_minutes(row["day"], row["start"], row["finish"], row["break_minutes"])


def _take_times(row: Row) -> None:
    """Start and finish out of one cell, where the sheet has no columns of their own or leaves them empty."""
    times = row.get("times")
    if isinstance(times, ShiftTimes) and "start" not in row and "finish" not in row:
        row["start"], row["finish"] = times


def _timed(row: Row) -> bool:
    return all(name in row for name in ("day", "start", "finish"))


def _has_member(row: Row) -> Iterable[Problem]:
    if row["kind"] in WITH_MEMBER and "member" not in row:
        yield Problem("member", "nothing is filled in", "the name of a member of this office")


def _has_times(row: Row) -> Iterable[Problem]:
    """Both times or none. Where one of them cannot be read that is told alone: the other follows from it."""
    if row["kind"] in UNTIMED:
        return
    if "start" not in row and "finish" not in row and isinstance(row.get("times"), str):
        yield Problem("times", "no such times", "start and finish such as 07:30-15:00, 0730-1500 or 7.30am to 3pm")
    elif "start" not in row:
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


def _is_one_night(row: Row) -> Iterable[Problem]:
    nights = row.get("sleep_ins", 0)
    if nights > 1:
        yield Problem("sleep_ins", "more than one night in one row", "a row for each night")
    elif nights and row["kind"] != "sleep-in":
        yield Problem("sleep_ins", "the type of work is another", "the type Sleep-in, or nothing here")


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
    if 0 < row["break_minutes"] < _SHORT_BREAK:
        yield f"the break is read as {row['break_minutes']} min: if hours are meant, write 0:30 or 1:00."
    stated = row.get("hours")
    if stated and row["minutes"] and not stated.may_mean(row["minutes"]):
        yield f"the sheet says {stated} hours, start and finish make {format_hours(row['minutes'])}."
