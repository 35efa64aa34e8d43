"""Everything that is read of funders and agreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Text, and_, case, cast, func, literal, or_, select, type_coerce

from carecoop_desktop.people.funding.rules import SCHEMES, SHORT, SOON, State, agreement_state
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest, Sort, StateWord, Tone
from carecoop_desktop.platform.kernel.dates import format_date, overdue_words
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.features import SearchEntry, TodayItem
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import SettingRow

_FUNDERS: Any = FunderRow.__table__
_AGREEMENTS: Any = AgreementRow.__table__
_MEMBERS: Any = MemberRow.__table__
_SETTINGS: Any = SettingRow.__table__


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One agreement's part of a member's budget, in pence a week."""

    funder_id: int
    funder: str
    scheme: str
    weekly: int
    contribution: int
    reference: str
    review: date | None
    frequency: str


@dataclass(frozen=True, slots=True)
class Budget:
    """All that is paid for a member each week: ``weekly`` gross, of which ``contribution`` is the member's own."""

    weekly: int
    contribution: int
    lines: tuple[BudgetLine, ...]


@dataclass(frozen=True, slots=True)
class FunderLine:
    """A funder with how many members it pays for now, and how much a week."""

    id: int
    version: int
    name: str
    kind: str
    code: str
    surplus_weeks: int | None
    members: int
    weekly: int


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement with its funder and member, and how it stands today."""

    id: int
    version: int
    member_id: int
    member: str
    funder_id: int
    funder: str
    scheme: str
    reference: str
    weekly: int
    contribution: int
    frequency: str
    start: date
    end: date | None
    review: date | None
    note: str
    state: State


def running_on(day: Any) -> ColumnElement[bool]:
    """The condition that an agreement runs on a day."""
    return and_(_AGREEMENTS.c.start <= day, or_(_AGREEMENTS.c.end.is_(None), _AGREEMENTS.c.end >= day))


def weekly_budgets(reader: Reader, day: date) -> dict[int, Budget]:
    """The budget of every member for whom somebody pays on a day, read at once."""
    columns = [_AGREEMENTS.c[name] for name in ("member_id", "funder_id", "scheme", "weekly", "contribution")]
    more = [_AGREEMENTS.c[name] for name in ("reference", "review", "frequency")]
    rows = reader.connection.execute(
        select(*columns, *more, _FUNDERS.c.name)
        .join(_FUNDERS, _FUNDERS.c.id == _AGREEMENTS.c.funder_id)
        .where(running_on(day))
        .order_by(_AGREEMENTS.c.member_id, _AGREEMENTS.c.weekly.desc(), _AGREEMENTS.c.id)
    )
    lines: dict[int, list[BudgetLine]] = {}
    for row in rows:
        lines.setdefault(row.member_id, []).append(
            BudgetLine(row.funder_id, row.name, row.scheme, row.weekly, row.contribution, row.reference, row.review,
                       row.frequency)
        )  # fmt: skip
    return {
        member: Budget(sum(line.weekly for line in found), sum(line.contribution for line in found), tuple(found))
        for member, found in lines.items()
    }


def agreements_of(reader: Reader, member_id: int) -> list[AgreementLine]:
    """All agreements for one member, those that run first, then the newest."""
    lines = _agreements(reader, _AGREEMENTS.c.member_id == member_id)
    return sorted(lines, key=lambda line: line.state.tone == "quiet")


def agreement(reader: Reader, agreement_id: int) -> AgreementLine:
    """One agreement; Refusal when it is gone."""
    found = _agreements(reader, _AGREEMENTS.c.id == agreement_id)
    if not found:
        raise Refusal("This agreement is no longer there.", "Look in the history.")
    return found[0]


def first_agreement(reader: Reader) -> int | None:
    """The agreement at the top of the list, or None where there is none yet."""
    joined = select(_AGREEMENTS.c.id).join(_MEMBERS, _MEMBERS.c.id == _AGREEMENTS.c.member_id)
    joined = joined.where(or_(_AGREEMENTS.c.end.is_(None), _AGREEMENTS.c.end >= reader.today))
    return reader.connection.execute(joined.order_by(_MEMBERS.c.name_key, _AGREEMENTS.c.id).limit(1)).scalar()


def _agreements(reader: Reader, *criteria: ColumnElement[bool]) -> list[AgreementLine]:
    rows = reader.connection.execute(
        select(_AGREEMENTS, _FUNDERS.c.name.label("funder"), _MEMBERS.c.name.label("member"))
        .join(_FUNDERS, _FUNDERS.c.id == _AGREEMENTS.c.funder_id)
        .join(_MEMBERS, _MEMBERS.c.id == _AGREEMENTS.c.member_id)
        .where(*criteria)
        .order_by(_AGREEMENTS.c.start.desc(), _AGREEMENTS.c.id)
    ).mappings()
    return [
        AgreementLine(**row, state=agreement_state(row["start"], row["end"], row["review"], reader.today))
        for row in rows
    ]


def funders(reader: Reader) -> list[FunderLine]:
    """Every funder by name, with what it pays now."""
    paying = (
        select(
            _AGREEMENTS.c.funder_id,
            func.count(_AGREEMENTS.c.member_id.distinct()).label("members"),
            func.sum(_AGREEMENTS.c.weekly).label("weekly"),
        )
        .where(running_on(reader.today))
        .group_by(_AGREEMENTS.c.funder_id)
        .subquery()
    )
    rows = reader.connection.execute(
        select(_FUNDERS, func.coalesce(paying.c.members, 0), func.coalesce(paying.c.weekly, 0))
        .outerjoin(paying, paying.c.funder_id == _FUNDERS.c.id)
        .order_by(_FUNDERS.c.name_key, _FUNDERS.c.id)
    )
    return [
        FunderLine(row.id, row.version, row.name, row.kind, row.code, row.surplus_weeks, int(row[-2]), int(row[-1]))
        for row in rows
    ]


def agreement_list(today: date) -> RecordList:
    """Agreements that run or are to come, with their funder and member; ended ones stand with their member."""
    soon = today + SOON
    state = case(
        (AgreementRow.start > today, "ahead"),
        (AgreementRow.review < today, "overdue"),
        (AgreementRow.end <= soon, "ending"),
        (AgreementRow.review <= soon, "due"),
        else_="running",
    )
    return RecordList(
        name="funding.agreements",
        label="Agreements",
        base=lambda: (
            select(AgreementRow.id)
            .join(FunderRow, FunderRow.id == AgreementRow.funder_id)
            .join(MemberRow, MemberRow.id == AgreementRow.member_id)
            .where(or_(AgreementRow.end.is_(None), AgreementRow.end >= today))
        ),
        id=AgreementRow.id,
        columns=(
            ListColumn("member", "Member", MemberRow.name, sort_expr=MemberRow.name_key, width=16, nullable=False),
            ListColumn("funder", "Funder", FunderRow.name, sort_expr=FunderRow.name_key, width=18, nullable=False),
            ListColumn("scheme", "Scheme", case(dict(SHORT), value=AgreementRow.scheme), width=14),
            ListColumn("weekly", "Weekly", AgreementRow.weekly, Kind.MONEY, width=9, description="Gross budget a week"),
            ListColumn("state", "State", state, Kind.STATE, states=_STATES, width=14, nullable=False),
            ListColumn("review", "Review", AgreementRow.review, Kind.DATE, width=11),
            ListColumn("contribution", "Contribution", AgreementRow.contribution, Kind.MONEY, hidden=True),
            ListColumn("start", "From", AgreementRow.start, Kind.DATE, hidden=True),
            ListColumn("end", "Until", AgreementRow.end, Kind.DATE, hidden=True),
            ListColumn("reference", "Reference", AgreementRow.reference, hidden=True),
        ),
        default_sort=(Sort("member"),),
        filters=(
            ListFilter("attention", "To look at", lambda: state.in_(("overdue", "ending", "due")), group="need"),
            *(_of_kind(kind) for kind in ("council", "icb")),
        ),
        search=(MemberRow.name_key, FunderRow.name_key),
    )


def _of_kind(kind: str) -> ListFilter:
    label = "Councils" if kind == "council" else "ICBs"
    return ListFilter(kind, label, lambda: FunderRow.kind == kind, group="kind")


_STATES = {
    "ahead": StateWord("To come", Tone.INFO),
    "overdue": StateWord("Review overdue", Tone.BAD),
    "ending": StateWord("Ends soon", Tone.WARN),
    "due": StateWord("Review due", Tone.WARN),
    "running": StateWord("Running", Tone.MET),
}


def agreement_reader(office: Office, standing: ListRequest | None = None) -> ListReader:
    """The list bound to an office, as a table asks for it."""

    def reading(job: Callable[[Any], Any]) -> Any:
        return office.read(lambda reader: job(reader.connection))

    return ListReader(agreement_list(office.today), reading, standing)


def member_columns() -> list[ListColumn]:
    """The column "Funding" of the members' list: the schemes that pay today, such as ``Direct payment``."""
    parts: Any = literal("")
    for scheme, word in SHORT.items():
        paid = (
            select(AgreementRow.id)
            .where(
                AgreementRow.member_id == MemberRow.id,
                AgreementRow.scheme == scheme,
                or_(AgreementRow.end.is_(None), cast(AgreementRow.end, Text) >= _office_day()),
            )
            .correlate(MemberRow)
            .exists()
        )
        parts = parts + case((paid, f" + {word}"), else_="")
    return [ListColumn("funding", "Funding", func.substr(parts, 4), width=14, nullable=False)]


def _office_day() -> ColumnElement[str]:
    """The office's own day inside a statement, as ISO text: a practice office's calendar, or the database's date."""
    stored = (
        select(func.substr(type_coerce(_SETTINGS.c.value, Text), 2, 10))
        .where(_SETTINGS.c.key == literal(PRACTICE_DAY))  # a bind named after the column would be the list's own key_1
        .scalar_subquery()
    )
    return func.coalesce(stored, cast(cast(func.current_date(), Date), Text))


def attention_count(reader: Reader) -> int:
    """How many agreements end soon or wait for their review: the rail's badge."""
    return len(_waiting(reader))


def today_items(reader: Reader) -> list[TodayItem]:
    """Agreements that end soon and reviews that are due."""
    items = (_today_item(line, reader.today) for line in _waiting(reader))
    return [item for item in items if item is not None]


def _today_item(line: AgreementLine, today: date) -> TodayItem | None:
    overdue = line.review is not None and line.review < today
    ending = not overdue and line.end is not None and line.end <= today + SOON
    due = line.end if ending else line.review
    if due is None:
        return None
    what = "ends" if ending else "review"
    why = f"{line.funder}, {SCHEMES[line.scheme].lower()}" + (f" · {line.reference}" if line.reference else "")
    when = overdue_words(due, today).capitalize() if overdue else format_date(due)
    tone = "bad" if overdue else ("warn" if due <= today + timedelta(days=14) else "info")
    return TodayItem(
        tone, when, f"Agreement {what} · {line.member}", why, "Open", "funding", line.id, 35 if overdue else 60
    )


def _waiting(reader: Reader) -> list[AgreementLine]:
    soon = reader.today + SOON
    lines = _agreements(reader, running_on(reader.today), or_(_AGREEMENTS.c.end <= soon, _AGREEMENTS.c.review <= soon))
    return sorted(lines, key=lambda line: (min(line.end or date.max, line.review or date.max), line.id))


def agreement_entries(reader: Reader, ids: Sequence[int]) -> list[SearchEntry]:
    """Agreements that have not ended, as Ctrl+K shows them: found by funder, member or reference."""
    lines = _agreements(reader, _AGREEMENTS.c.id.in_(ids))
    return [
        SearchEntry("funding", line.id, f"{line.funder} for {line.member}", _detail(line))
        for line in lines
        if line.state.tone != "quiet"
    ]


def _detail(line: AgreementLine) -> str:
    return " · ".join(filter(None, (SCHEMES[line.scheme], line.reference)))


@dataclass(frozen=True, slots=True)
class MemberToFund:
    """A member who has, or is about to have, support; ``outward`` is the first half of the post code."""

    id: int
    joined: date | None
    outward: str


def members_to_fund(reader: Reader) -> list[MemberToFund]:
    """Members who have not left, by number."""
    columns = (_MEMBERS.c.id, _MEMBERS.c.joined, _MEMBERS.c.postcode)
    rows = reader.connection.execute(select(*columns).where(_MEMBERS.c.status != "left").order_by(_MEMBERS.c.id))
    return [MemberToFund(row.id, row.joined, row.postcode.partition(" ")[0]) for row in rows]


def surplus_rules(reader: Reader) -> dict[int, int]:
    """The funders that limit how many weeks' money may stand, with their limit in weeks."""
    rows = reader.connection.execute(select(_FUNDERS.c.id, _FUNDERS.c.surplus_weeks))
    return {row.id: row.surplus_weeks for row in rows if row.surplus_weeks is not None}
