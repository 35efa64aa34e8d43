"""What Today shows: the office in four figures, and everything that needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select

from carecoop_desktop.app import features
from carecoop_desktop.home.today.shown import Figure, Shown
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.circles.tables import CircleRow
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.queries import member_counts
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.dates import format_date, month_end, month_start
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries import RunView, runs
from carecoop_desktop.work.timesheets.queries import continuity
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

DIRECT = ("standard", "waking-night", "sleep-in")
GOAL = 60
_LINES = TimesheetLineRow.__table__


def shown_today(reader: Reader) -> Shown:
    """All that Today shows, in one view of the office."""
    return Shown(tuple(figures(reader)), tuple(needs(reader)), nobody_yet(reader))


def needs(reader: Reader) -> list[TodayItem]:
    """Everything that needs the office, most urgent first, from every room that the person may see."""
    found = [item for room in features() for reference in room.today for item in reference.load()(reader)]
    urgency = {"bad": 0, "warn": 1, "info": 2, "quiet": 3, "met": 4}
    return sorted(found, key=lambda item: (urgency.get(item.tone, 5), item.rank, item.due or date.max, item.what))


def nobody_yet(reader: Reader) -> bool:
    """Whether the office has no member yet: then Today shows the first steps."""
    return reader.connection.execute(select(MemberRow.id).limit(1)).first() is None


def badge(reader: Reader) -> int:
    """How many things need the office."""
    return len(needs(reader))


def figures(reader: Reader) -> list[Figure]:
    """The office in four figures."""
    return [_members(reader), _assistants(reader), _paid(reader), _direct(reader)]


def _members(reader: Reader) -> Figure:
    count = member_counts(reader).present
    circles = reader.connection.execute(select(func.count()).select_from(CircleRow)).scalar_one()
    kinds = dict(
        reader.connection.execute(
            select(FunderRow.kind, func.count(func.distinct(FunderRow.id)))
            .join(AgreementRow, AgreementRow.funder_id == FunderRow.id)
            .where(AgreementRow.end.is_(None) | (AgreementRow.end >= reader.today))
            .group_by(FunderRow.kind)
        ).all()
    )
    funders = [_count(kinds.get("council", 0), "council"), _count(kinds.get("icb", 0), "ICB")]
    note = f"in {_count(circles, 'circle')} · {', '.join(funders)}"
    return Figure(str(count), "member supported" if count == 1 else "members supported", note)


def _assistants(reader: Reader) -> Figure:
    count = reader.connection.execute(
        select(func.count()).select_from(AssistantRow).where(AssistantRow.status == "active")
    ).scalar_one()
    visits = continuity(reader, month_start(reader.today), month_end(reader.today))
    total, known = sum(c.visits for c in visits), sum(c.known for c in visits)
    note = f"{known * 100 // total}% continuity this month" if total else "no visits entered this month"
    return Figure(str(count), "personal assistant" if count == 1 else "personal assistants", note)


def _paid(reader: Reader) -> Figure:
    if not reader.may(SEE_PAY):
        return Figure("–", "paid out", "shown to payroll, treasurer and owner")
    done: Sequence[RunView] = [run for run in runs(reader) if run.state == "finished"]
    if not done:
        return Figure("–", "paid out", "no pay run yet")
    last = max(done, key=lambda run: run.pay_date)
    pounds = format_money(last.totals["net"]).rpartition(".")[0]
    unit = "month" if last.frequency == "monthly" else "week"
    return Figure(pounds, f"paid out in {unit} {last.number}", f"{last.paid} PAs on {format_date(last.pay_date)}")


def _direct(reader: Reader) -> Figure:
    direct = func.sum(case((_LINES.c.kind.in_(DIRECT), _LINES.c.minutes), else_=0))
    row = reader.connection.execute(
        select(direct, func.sum(_LINES.c.minutes)).where(
            _LINES.c.day.between(month_start(reader.today), month_end(reader.today))
        )
    ).one()
    if not row[1]:
        return Figure("–", "of paid time is direct support", f"goal {GOAL}% · no hours yet")
    return Figure(f"{int(row[0]) * 100 // int(row[1])}%", "of paid time is direct support",
                  f"goal {GOAL}% · Buurtzorg measure")  # fmt: skip


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
