"""The lines of a member's account, and what came and went by month and heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import extract, func, select

from carecoop_desktop.money.ledger.permissions import SEE_MONEY
from carecoop_desktop.money.ledger.rules.words import HEADINGS
from carecoop_desktop.money.ledger.tables import AccountRow, JournalRow, PostingRow
from carecoop_desktop.people.funding.queries import funders
from carecoop_desktop.platform.kernel.dates import add_months, month_end, month_start
from carecoop_desktop.platform.office.reader import Reader

_A: Any = AccountRow.__table__
_P: Any = PostingRow.__table__
_J: Any = JournalRow.__table__
NOT_RUNNING = ("refund", "equipment")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of a member's account. ``pence`` is positive for money in; ``balance`` is what stands after it."""

    id: int
    member_id: int
    journal_id: int
    day: date
    heading: str
    text: str
    funder_id: int | None
    funder: str
    minutes: int
    pence: int
    balance: int
    source: str
    corrects: int | None
    corrected: bool

    @property
    def words(self) -> str:
        """What it is for, as staff and members say it."""
        return HEADINGS.get(self.heading, self.heading)


def member_lines(reader: Reader, member_id: int, first: date, last: date) -> list[AccountLine]:
    """A member's account between two days, oldest first, each line with the balance after it."""
    return lines_by_member(reader, first, last, [member_id]).get(member_id, [])


def lines_by_member(
    reader: Reader, first: date, last: date, member_ids: Iterable[int] | None = None
) -> dict[int, list[AccountLine]]:
    """Every member's account between two days, read at once."""
    reader.require(SEE_MONEY)
    wanted = None if member_ids is None else list(member_ids)
    running = opening_balances(reader, first, wanted)
    names = {funder.id: funder.name for funder in funders(reader)}
    found: dict[int, list[AccountLine]] = {}
    for row in _rows(reader, first, last, wanted):
        running[row.member_id] = running.get(row.member_id, 0) - row.pence
        found.setdefault(row.member_id, []).append(_line(row, running[row.member_id], names))
    return found


def _rows(reader: Reader, first: date, last: date, wanted: list[int] | None) -> Iterator[Any]:
    later = _J.alias("later")
    corrected = select(later.c.id).where(later.c.corrects == _J.c.id).exists()
    statement = (
        select(_P, _A.c.member_id, _J.c.source, _J.c.corrects, _J.c.text.label("entry"), corrected.label("corrected"))
        .join(_A, _A.c.id == _P.c.account_id)
        .join(_J, _J.c.id == _P.c.journal_id)
        .where(_A.c.member_id.is_not(None), _P.c.day.between(first, last))
        .order_by(_P.c.day, _P.c.id)
    )
    if wanted is not None:
        statement = statement.where(_A.c.member_id.in_(wanted))
    yield from reader.connection.execute(statement)


def _line(row: Any, balance: int, funder_names: dict[int, str]) -> AccountLine:
    return AccountLine(
        row.id,
        row.member_id,
        row.journal_id,
        row.day,
        row.heading,
        row.text or row.entry,
        row.funder_id,
        funder_names.get(row.funder_id, ""),
        row.minutes,
        -row.pence,
        balance,
        row.source,
        row.corrects,
        bool(row.corrected),
    )


def opening_balances(reader: Reader, first: date, member_ids: list[int] | None = None) -> dict[int, int]:
    """What each account held before a day."""
    statement = (
        select(_A.c.member_id, -func.sum(_P.c.pence))
        .join(_P, _P.c.account_id == _A.c.id)
        .where(_A.c.member_id.is_not(None), _P.c.day < first)
        .group_by(_A.c.member_id)
    )
    if member_ids is not None:
        statement = statement.where(_A.c.member_id.in_(member_ids))
    return {row[0]: int(row[1]) for row in reader.connection.execute(statement)}


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """What came in and what went out of one account in a month, and what stood at its end.

    ``running`` is what went out for support itself: without money paid back and one-off costs.
    """

    month: date
    coming: int
    going: int
    running: int
    balance: int


def month_flows(
    reader: Reader, last: date, months: int, member_ids: Iterable[int] | None = None
) -> dict[int, list[MonthFlow]]:
    """So many calendar months up to the one of ``last``, for every account, read at once."""
    reader.require(SEE_MONEY)
    first = month_start(add_months(month_start(last), 1 - months))
    wanted = None if member_ids is None else list(member_ids)
    year, month = extract("year", _P.c.day), extract("month", _P.c.day)
    coming = func.sum(_P.c.pence).filter(_P.c.pence < 0)
    going = func.sum(_P.c.pence).filter(_P.c.pence > 0)
    running = func.sum(_P.c.pence).filter(_P.c.pence > 0, _P.c.heading.not_in(NOT_RUNNING))
    amounts = (coming.label("coming"), going.label("going"), running.label("running"))
    statement = (
        select(_A.c.member_id, year.label("y"), month.label("m"), *amounts)
        .join(_P, _P.c.account_id == _A.c.id)
        .where(_A.c.member_id.is_not(None), _P.c.day.between(first, month_end(last)))
        .group_by(_A.c.member_id, year, month)
    )
    if wanted is not None:
        statement = statement.where(_A.c.member_id.in_(wanted))
    moved: dict[int, dict[date, tuple[int, int, int]]] = {}
    for row in reader.connection.execute(statement):
        moved.setdefault(row.member_id, {})[date(int(row.y), int(row.m), 1)] = (
            -int(row.coming or 0),
            int(row.going or 0),
            int(row.running or 0),
        )
    opening = opening_balances(reader, first, wanted)
    calendar = [add_months(first, number) for number in range(months)]
    return {
        member: list(_flows(opening.get(member, 0), moved.get(member, {}), calendar)) for member in {*moved, *opening}
    }


def _flows(balance: int, moved: dict[date, tuple[int, int, int]], calendar: list[date]) -> Iterator[MonthFlow]:
    for month in calendar:
        coming, going, running = moved.get(month, (0, 0, 0))
        balance += coming - going
        yield MonthFlow(month, coming, going, running, balance)
