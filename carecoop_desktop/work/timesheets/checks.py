"""What Today, the rail and the evidence ask of timesheets."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours
from carecoop_desktop.platform.office.features import CheckResult, TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.queries.figures import continuity, deliveries, signed_share
from carecoop_desktop.work.timesheets.queries.grid import week_grid
from carecoop_desktop.work.timesheets.queries.periods import PayPeriod, periods
from carecoop_desktop.work.timesheets.queries.sheets import sheets_of
from carecoop_desktop.work.timesheets.queries.waiting import waiting_by_week
from carecoop_desktop.work.timesheets.rules.periods import short_date

WEEKS = 4
_NEAR = 90
_SOON = timedelta(days=14)


def timesheets_signed(reader: Reader) -> CheckResult:
    """Of the hours worked with members in the last four full weeks, those that the member has signed."""
    first, last = _full_weeks(reader)
    rows = signed_share(reader, first, last)
    gaps = tuple(("assistants", key, name, f"{total - signed} of {total} lines not signed yet")
                 for key, name, signed, total in rows if signed < total)  # fmt: skip
    return CheckResult(sum(row[2] for row in rows), sum(row[3] for row in rows), 95, gaps)


def staff_rest_respected(reader: Reader) -> CheckResult:
    """Of the weeks that PAs worked in the last four, those with 11 hours' rest between days and 24 hours a week."""
    _, last = _full_weeks(reader)
    kept = total = 0
    gaps: dict[tuple[int, str], list[str]] = defaultdict(list)
    for back in range(WEEKS):
        sunday = last - timedelta(days=7 * back)
        short: set[int] = set()
        worked: set[int] = set()
        for row in week_grid(reader, sunday).rows:
            if row.total:
                worked.add(row.assistant_id)
            found = [one for cell in row.cells for one in cell.findings if one.word in ("Rest", "Weekly rest")]
            if found:
                short.add(row.assistant_id)
                gaps[row.assistant_id, row.assistant].append(f"{short_date(sunday)}: {found[0].sentence}")
        kept, total = kept + len(worked - short), total + len(worked)
    listed = tuple(("assistants", key, name, "; ".join(told)) for (key, name), told in sorted(gaps.items()))
    return CheckResult(kept, total, 95, listed)


def hours_delivered_vs_plan(reader: Reader) -> CheckResult:
    """Members who were given at least nine tenths of their agreed hours over the last four full weeks."""
    rows = deliveries(reader, *_full_weeks(reader))
    short = [row for row in rows if row.worked * 100 < row.planned * _NEAR]
    gaps = tuple(("members", row.member_id, row.member,
                  f"{format_hours(row.worked)} of {format_hours(row.planned)} h agreed") for row in short)  # fmt: skip
    return CheckResult(len(rows) - len(short), len(rows), 90, gaps)


def known_face_visits(reader: Reader) -> CheckResult:
    """Of the visits of the last four full weeks, those made by a PA whom the member knows."""
    rows = continuity(reader, *_full_weeks(reader))
    strange = [row for row in rows if row.known < row.visits]
    told = "{} of {} visits by a new face"
    gaps = tuple(("members", row.member_id, row.member, told.format(row.visits - row.known, row.visits))
                 for row in strange)  # fmt: skip
    return CheckResult(sum(row.known for row in rows), sum(row.visits for row in rows), 85, gaps)


def today_items(reader: Reader) -> list[TodayItem]:
    """Weeks to approve, and sheets that are missing before a pay date."""
    return [*_weeks_to_approve(reader), *_missing(reader)]


def _weeks_to_approve(reader: Reader) -> list[TodayItem]:
    items = []
    for sunday, counts in waiting_by_week(reader).items():
        told = f"{counts['signed']} signed by members"
        told += f", {counts['queried']} with an open question" if counts["queried"] else ""
        tone = "warn" if counts["queried"] else "info"
        what = f"Timesheets for the week ending {short_date(sunday)}"
        items.append(
            TodayItem(tone, "To approve", what, told, "Approve hours", "timesheets", sunday.toordinal(), 30, sunday)
        )
    return items[-3:]


def _missing(reader: Reader) -> list[TodayItem]:
    items = []
    for span in periods(reader):
        if span.state == "open" and _due(span, reader.today):
            missing = [sheet for sheet in sheets_of(reader, span) if sheet.missing]
            if missing:
                items.append(_missing_item(span, [sheet.assistant for sheet in missing], reader.today))
    return items


def _due(span: PayPeriod, today: date) -> bool:
    return span.last <= today + timedelta(days=2) and span.pay_date <= today + _SOON


def _missing_item(span: PayPeriod, names: list[str], today: date) -> TodayItem:
    who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    days = (span.pay_date - today).days
    when = "Pay day today" if days == 0 else ("Pay day passed" if days < 0 else f"{days} days to pay day")
    what = f"{len(names)} {'sheet is' if len(names) == 1 else 'sheets are'} missing for {span.name}"
    why = f"{who}: neither complete nor nil; pay is due on {format_date(span.pay_date)}"
    return TodayItem(
        "bad" if days <= 0 else "warn", when, what, why, "See sheets", "timesheets", None, 20, span.pay_date
    )


def _full_weeks(reader: Reader) -> tuple[date, date]:
    """First and last day of the last four weeks that are over."""
    sunday = reader.today - timedelta(days=reader.today.weekday() + 1)
    return sunday - timedelta(days=7 * WEEKS - 1), sunday
