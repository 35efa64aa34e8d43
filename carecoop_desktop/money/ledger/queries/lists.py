"""The list of members' accounts, and the column "Weeks" on the list of members: in SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Text, and_, case, cast, func, literal, or_, select, type_coerce
from sqlalchemy import Date as SqlDate

from carecoop_desktop.money.ledger.rules.cover import CONTINGENCY_WEEKS
from carecoop_desktop.money.ledger.tables import AccountRow, PostingRow
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, Sort, StateWord, Tone
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Office
from carecoop_desktop.platform.office.tables import SettingRow

STATES = {
    "overdrawn": StateWord("Overdrawn", Tone.BAD),
    "low": StateWord("Low cover", Tone.WARN),
    "over": StateWord("Over the limit", Tone.INFO),
    "unfunded": StateWord("No budget", Tone.QUIET),
    "active": StateWord("Active", Tone.MET),
}


def account_list(today: date) -> RecordList:
    """Members' accounts: what they hold, how long it lasts, and how they stand."""
    held, budget = _held(), _budget(today)
    balance = func.coalesce(held.c.balance, 0)
    weekly = func.coalesce(budget.c.weekly, 0)
    over = budget.c.limit_weeks.is_not(None) & (balance > (budget.c.limit_weeks + CONTINGENCY_WEEKS) * weekly)
    state = case(
        (balance < 0, "overdrawn"),
        (weekly <= 0, "unfunded"),
        (balance < CONTINGENCY_WEEKS * weekly, "low"),
        (over, "over"),
        else_="active",
    )
    return RecordList(
        name="ledger.accounts",
        label="Member accounts",
        base=lambda: (
            select(MemberRow.id)
            .outerjoin(held, held.c.member_id == MemberRow.id)
            .outerjoin(budget, budget.c.member_id == MemberRow.id)
            .where(or_(held.c.member_id.is_not(None), budget.c.member_id.is_not(None)))
        ),
        id=MemberRow.id,
        columns=(
            ListColumn("name", "Name", MemberRow.name, sort_expr=MemberRow.name_key, width=17, nullable=False),
            ListColumn("state", "State", state, Kind.STATE, states=STATES, width=11, nullable=False),
            ListColumn("balance", "Balance", balance, Kind.MONEY, width=10, nullable=False),
            ListColumn("weeks", "Weeks", _tenths(balance, weekly), Kind.TENTHS, width=6,
                       description="Weeks that the money lasts at the weekly budget"),
            ListColumn("weekly", "Weekly budget", weekly, Kind.MONEY, hidden=True, nullable=False),
        ),
        default_sort=(Sort("name"),),
        filters=tuple(_of_state(key, state) for key in ("overdrawn", "low", "over", "active")),
        search=(MemberRow.name_key,),
    )  # fmt: skip


def _of_state(key: str, state: Any) -> ListFilter:
    return ListFilter(key, STATES[key].word, lambda: state == key, group="state")


def _tenths(balance: Any, weekly: Any) -> Any:
    """Weeks of cover in tenths, cut off by the database's own whole division; nothing without a budget."""
    return (balance * 10).op("/", return_type=BigInteger())(func.nullif(weekly, 0))


def _held() -> Any:
    return (
        select(AccountRow.member_id.label("member_id"), _whole(-func.sum(PostingRow.pence)).label("balance"))
        .join(PostingRow, PostingRow.account_id == AccountRow.id)
        .where(AccountRow.member_id.is_not(None))
        .group_by(AccountRow.member_id)
        .subquery("held")
    )


def _budget(today: Any) -> Any:
    return (
        select(
            AgreementRow.member_id.label("member_id"),
            _whole(func.sum(AgreementRow.weekly)).label("weekly"),
            func.min(FunderRow.surplus_weeks).label("limit_weeks"),
        )
        .join(FunderRow, FunderRow.id == AgreementRow.funder_id)
        .where(AgreementRow.start <= today, or_(AgreementRow.end.is_(None), AgreementRow.end >= today))
        .group_by(AgreementRow.member_id)
        .subquery("budget")
    )


def _whole(total: Any) -> Any:
    """A sum as an integer: PostgreSQL adds bigints up to a numeric, whose division is not whole."""
    return cast(total, PostingRow.__table__.c.pence.type)


def account_reader(office: Office) -> ListReader:
    """The list bound to an office, as a table asks for it."""

    def reading(job: Callable[[Any], Any]) -> Any:
        return office.read(lambda reader: job(reader.connection))

    return ListReader(account_list(office.today), reading)


def member_columns() -> list[ListColumn]:
    """The column "Weeks" on the list of members: how long each one's money lasts."""
    balance = (
        select(_whole(-func.sum(PostingRow.pence)))
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .where(AccountRow.member_id == MemberRow.id)
        .correlate(MemberRow)
        .scalar_subquery()
    )
    running = and_(
        cast(AgreementRow.start, Text) <= _office_day(),
        or_(AgreementRow.end.is_(None), cast(AgreementRow.end, Text) >= _office_day()),
    )
    weekly = (
        select(_whole(func.sum(AgreementRow.weekly)))
        .where(AgreementRow.member_id == MemberRow.id, running)
        .correlate(MemberRow)
        .scalar_subquery()
    )
    weeks = _tenths(func.coalesce(balance, 0), weekly)
    return [
        ListColumn("weeks", "Weeks", weeks, Kind.TENTHS, width=7, description="Weeks that the member’s money lasts")
    ]


def _office_day() -> Any:
    """The office's own day as ISO text: a practice office's calendar, or the database's date."""
    settings: Any = SettingRow.__table__
    stored = (
        select(func.substr(type_coerce(settings.c.value, Text), 2, 10))
        .where(settings.c.key == literal(PRACTICE_DAY))
        .scalar_subquery()
    )
    return func.coalesce(stored, cast(cast(func.current_date(), SqlDate), Text))
