"""The parts of every member's statement, each read for all members at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from carecoop_desktop.money.ledger.rules.words import MONEY_IN
from carecoop_desktop.money.ledger.tables import AccountRow, PostingRow
from carecoop_desktop.money.statements.queries.views import HoursUsed, Issued
from carecoop_desktop.money.statements.rules import planned_minutes
from carecoop_desktop.money.statements.tables import StatementRow
from carecoop_desktop.people.assistants.tables import AssistantRow, ContractRow, SupportLinkRow
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.rules import need_words
from carecoop_desktop.people.members.tables import InformationNeedRow, MemberRow
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipChargeRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import TimesheetLineRow

_M: Any = MemberRow.__table__
_NEEDS: Any = InformationNeedRow.__table__
_AGREED: Any = AgreementRow.__table__
_F: Any = FunderRow.__table__
_LINKS: Any = SupportLinkRow.__table__
_PAS: Any = AssistantRow.__table__
_CONTRACTS: Any = ContractRow.__table__
_SHEETS: Any = TimesheetLineRow.__table__
_RUNS: Any = PayRunRow.__table__
_SLIPS: Any = PayslipRow.__table__
_CHARGES: Any = PayslipChargeRow.__table__
_A: Any = AccountRow.__table__
_P: Any = PostingRow.__table__
_S: Any = StatementRow.__table__


@dataclass(frozen=True, slots=True)
class Person:
    """A member as a statement names them."""

    id: int
    number: str
    name: str
    called: str
    status: str
    needs: tuple[str, ...]
    large_print: bool


def people(reader: Reader, member_ids: Iterable[int] | None = None) -> list[Person]:
    """Members by name with their information needs; all of them, or some."""
    wanted = None if member_ids is None else list(member_ids)
    needs: dict[int, list[Any]] = {}
    for row in reader.connection.execute(select(_NEEDS).order_by(_NEEDS.c.id)):
        needs.setdefault(row.member_id, []).append(row)
    statement = select(_M).order_by(_M.c.name_key, _M.c.id)
    if wanted is not None:
        statement = statement.where(_M.c.id.in_(wanted))
    return [
        Person(
            row.id,
            row.number,
            row.name,
            row.known_as or row.name.split()[0],
            row.status,
            tuple(need_words(need.need, need.detail) for need in needs.get(row.id, ()) if need.need != "none"),
            any(need.need == "large-print" for need in needs.get(row.id, ())),
        )
        for row in reader.connection.execute(statement)
    ]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement that runs on a statement's last day."""

    member_id: int
    funder_id: int
    funder: str
    kind: str
    scheme: str
    weekly: int
    contribution: int
    frequency: str
    start: date
    review: date | None
    surplus_weeks: int | None

    @property
    def net(self) -> int:
        """What the funder itself pays a week."""
        return self.weekly - self.contribution


def agreements(reader: Reader, day: date) -> dict[int, list[Agreed]]:
    """The agreements that run on a day, by member, the largest first."""
    names = ("member_id", "funder_id", "scheme", "weekly", "contribution", "frequency", "start", "review")
    rows = reader.connection.execute(
        select(*(_AGREED.c[name] for name in names), _F.c.name.label("funder"), _F.c.kind, _F.c.surplus_weeks)
        .join(_F, _F.c.id == _AGREED.c.funder_id)
        .where(_AGREED.c.start <= day, or_(_AGREED.c.end.is_(None), _AGREED.c.end >= day))
        .order_by(_AGREED.c.member_id, _AGREED.c.weekly.desc(), _AGREED.c.id)
    )
    found: dict[int, list[Agreed]] = {}
    for row in rows.mappings():
        found.setdefault(row["member_id"], []).append(Agreed(**row))
    return found


@dataclass(frozen=True, slots=True)
class Came:
    """What came from one source (None: the member) under one heading: first and last day, and by time."""

    first: date
    received: int
    so_far: int


def receipts(reader: Reader, first: date, last: date) -> dict[tuple[int, int | None, str], Came]:
    """What came in by member, funder and heading: in the month, up to its end, and since when."""
    in_month = func.coalesce(func.sum(-_P.c.pence).filter(_P.c.day >= first), 0)
    rows = reader.connection.execute(
        select(
            _A.c.member_id,
            _P.c.funder_id,
            _P.c.heading,
            func.min(_P.c.day),
            in_month,
            -func.sum(_P.c.pence),
        )
        .join(_A, _A.c.id == _P.c.account_id)
        .where(_A.c.member_id.is_not(None), _P.c.day <= last, _P.c.heading.in_(MONEY_IN))
        .group_by(_A.c.member_id, _P.c.funder_id, _P.c.heading)
    )
    return {(row[0], row[1], row[2]): Came(row[3], int(row[4]), int(row[5])) for row in rows}


def contributions_since(reader: Reader, last: date, starts: dict[int, date]) -> dict[int, list[tuple[date, int]]]:
    """Each member's own contributions since their agreement began: the days and the pence."""
    rows = reader.connection.execute(
        select(_A.c.member_id, _P.c.day, -_P.c.pence)
        .join(_A, _A.c.id == _P.c.account_id)
        .where(_A.c.member_id.is_not(None), _P.c.heading == "contribution", _P.c.funder_id.is_(None))
        .where(_P.c.day <= last)
        .order_by(_P.c.day, _P.c.id)
    )
    found: dict[int, list[tuple[date, int]]] = {}
    for row in rows:
        if row[0] in starts and row[1] >= starts[row[0]]:
            found.setdefault(row[0], []).append((row[1], int(row[2])))
    return found


@dataclass(slots=True)
class Sheets:
    """A member's timesheet lines in a month: minutes and nights by PA, and how many are not signed or queried."""

    worked: dict[int, tuple[int, int]] = field(default_factory=dict)
    unsigned: int = 0
    queried: int = 0


def sheets(reader: Reader, first: date, last: date) -> dict[int, Sheets]:
    """Every member's timesheet lines between two days."""
    rows = reader.connection.execute(
        select(
            _SHEETS.c.member_id,
            _SHEETS.c.assistant_id,
            func.sum(_SHEETS.c.minutes).label("minutes"),
            func.sum(_SHEETS.c.nights).label("nights"),
            func.count().filter(_SHEETS.c.state == "draft").label("unsigned"),
            func.count().filter(_SHEETS.c.state == "queried").label("queried"),
        )
        .where(_SHEETS.c.day.between(first, last), _SHEETS.c.member_id.is_not(None))
        .group_by(_SHEETS.c.member_id, _SHEETS.c.assistant_id)
    )
    found: dict[int, Sheets] = {}
    for row in rows:
        sheet = found.setdefault(row.member_id, Sheets())
        if row.minutes or row.nights:
            sheet.worked[row.assistant_id] = (int(row.minutes), int(row.nights))
        sheet.unsigned += row.unsigned
        sheet.queried += row.queried
    return found


def hours(reader: Reader, first: date, last: date, worked: dict[int, Sheets]) -> dict[int, tuple[HoursUsed, ...]]:
    """What each PA worked for each member beside what was agreed, the most hours first."""
    planned: dict[tuple[int, int], int] = {}
    rows = reader.connection.execute(
        select(_LINKS).where(_LINKS.c.since <= last, or_(_LINKS.c.until.is_(None), _LINKS.c.until >= first))
    )
    for row in rows:
        key = row.member_id, row.assistant_id
        planned[key] = planned.get(key, 0) + planned_minutes(row.weekly_minutes, first, last, row.since, row.until)
    names: dict[int, str] = {row.id: row.name for row in reader.connection.execute(select(_PAS.c.id, _PAS.c.name))}
    pairs = {(member, who) for member, sheet in worked.items() for who in sheet.worked} | planned.keys()
    found: dict[int, list[HoursUsed]] = {}
    for member, who in pairs:
        minutes, nights = worked[member].worked.get(who, (0, 0)) if member in worked else (0, 0)
        found.setdefault(member, []).append(HoursUsed(names[who], planned.get((member, who), 0), minutes, nights))
    return {
        member: tuple(sorted(lines, key=lambda line: (-max(line.worked, line.planned), line.assistant)))
        for member, lines in found.items()
    }


def accruing_pay(reader: Reader, since: date, last: date) -> dict[int, int]:
    """Pay, between two pay dates, of PAs whose holiday builds up and is paid when it is taken; by member."""
    accrues = (
        select(_CONTRACTS.c.id)
        .where(
            _CONTRACTS.c.assistant_id == _SLIPS.c.assistant_id,
            _CONTRACTS.c.holiday == "accrued",
            _CONTRACTS.c.since <= _RUNS.c.pay_date,
            or_(_CONTRACTS.c.until.is_(None), _CONTRACTS.c.until >= _RUNS.c.pay_date),
        )
        .exists()
    )
    rows = reader.connection.execute(
        select(_CHARGES.c.member_id, func.sum(_CHARGES.c.pay))
        .join(_SLIPS, _SLIPS.c.id == _CHARGES.c.payslip_id)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.state == "finished", _RUNS.c.pay_date.between(since, last), accrues)
        .where(_CHARGES.c.member_id.is_not(None))
        .group_by(_CHARGES.c.member_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def long_serving(reader: Reader, day: date) -> dict[int, int]:
    """How many of each member's PAs have two years' service on a day, from which redundancy pay is owed."""
    before = date(day.year - 2, day.month, min(day.day, 28))
    rows = reader.connection.execute(
        select(_LINKS.c.member_id, func.count(_PAS.c.id.distinct()))
        .join(_PAS, _PAS.c.id == _LINKS.c.assistant_id)
        .where(_LINKS.c.since <= day, or_(_LINKS.c.until.is_(None), _LINKS.c.until > day), _PAS.c.started <= before)
        .group_by(_LINKS.c.member_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def issued_for(reader: Reader, first: date, last: date) -> dict[int, Issued]:
    """Which members have their statement of this month, the latest issue of each."""
    rows = reader.connection.execute(
        select(_S.c.member_id, _S.c.issued_on, _S.c.issued_by)
        .where(_S.c.first == first, _S.c.last == last)
        .order_by(_S.c.id)
    )
    return {row.member_id: Issued(row.issued_on, row.issued_by) for row in rows}
