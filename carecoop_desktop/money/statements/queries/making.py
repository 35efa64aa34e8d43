"""Puts statements together: one member's, or everybody's in the same few reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from carecoop_desktop.money.ledger.queries import (
    AccountLine,
    Series,
    all_series,
    lines_by_member,
    opening_balances,
)
from carecoop_desktop.money.ledger.rules.cover import (
    CONTINGENCY_WEEKS,
    SetAside,
    available,
    cover_tenths,
    monthly,
    surplus,
)
from carecoop_desktop.money.ledger.rules.words import HEADINGS, MONEY_IN
from carecoop_desktop.money.statements.queries import parts
from carecoop_desktop.money.statements.queries.views import (
    Aside,
    HoursUsed,
    Issued,
    MoneyIn,
    MoneyOut,
    Outlook,
    Statement,
    SurplusTest,
    Transaction,
)
from carecoop_desktop.money.statements.rules import (
    accrued_holiday,
    affordable,
    due_dates,
    each_payment,
    needs_member,
)
from carecoop_desktop.platform.kernel.dates import add_months, format_date, month_start, tax_year_of, tax_year_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.office import PRACTICE_DAY
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import Holiday, load_shelf

_STREAMS = {"PHB": "phb", "self": "contribution"}
_Stream = tuple[int | None, str]  # a funder (None: the member), and the heading that its money comes under


@dataclass(frozen=True, slots=True)
class _Month:
    """Everything that the statements of one month are put together from."""

    reader: Reader
    first: date
    last: date
    office: str
    practice: bool
    opening: dict[int, int]
    lines: dict[int, list[AccountLine]]
    agreed: dict[int, list[parts.Agreed]]
    came: dict[tuple[int, int | None, str], parts.Came]
    own: dict[int, list[tuple[date, int]]]
    sheets: dict[int, parts.Sheets]
    hours: dict[int, tuple[HoursUsed, ...]]
    accruing: dict[int, int]
    accrual: int
    serving: dict[int, int]
    series: dict[int, Series]
    issued: dict[int, Issued]


def statement(reader: Reader, member_id: int, first: date, last: date) -> Statement:
    """One member's statement; Refusal when there is no such member."""
    found = parts.people(reader, [member_id])
    if not found:
        raise Refusal("This member is no longer there.")
    return _statement(found[0], _read(reader, first, last, [member_id]))


def statements(reader: Reader, first: date, last: date, member_ids: Iterable[int] | None = None) -> list[Statement]:
    """Everybody's statements by name: members who have not left, and those whose account still moved or holds money."""
    month = _read(reader, first, last, None)
    return [
        _statement(person, month)
        for person in parts.people(reader, member_ids)
        if person.status != "left" or month.opening.get(person.id) or person.id in month.lines
    ]


def _read(reader: Reader, first: date, last: date, member_ids: Sequence[int] | None) -> _Month:
    agreed = parts.agreements(reader, last)
    starts = {member: min(line.start for line in lines) for member, lines in agreed.items()}
    sheets = parts.sheets(reader, first, last)
    wanted = None if member_ids is None else list(member_ids)
    year = tax_year_start(tax_year_of(last))
    return _Month(
        reader,
        first,
        last,
        str(reader.setting("office.name", "")),
        reader.setting(PRACTICE_DAY) is not None,
        opening_balances(reader, first, wanted),
        lines_by_member(reader, first, last, wanted),
        agreed,
        parts.receipts(reader, first, last),
        parts.contributions_since(reader, last, starts),
        sheets,
        parts.hours(reader, first, last, sheets),
        parts.accruing_pay(reader, year, last),
        load_shelf().on(Holiday, last).accrual,
        parts.long_serving(reader, last),
        all_series(reader, last, wanted),
        parts.issued_for(reader, first, last),
    )


def _statement(person: parts.Person, month: _Month) -> Statement:
    lines, agreed = month.lines.get(person.id, []), month.agreed.get(person.id, [])
    opening = month.opening.get(person.id, 0)
    coming = sum(line.pence for line in lines if line.heading in MONEY_IN)
    closing = opening + sum(line.pence for line in lines)
    weekly = sum(line.weekly for line in agreed)
    money_in = tuple(_money_in(person.id, lines, agreed, month))
    behind = _arrears(person.id, agreed, month)
    aside = _set_aside(person.id, weekly, month)
    return Statement(
        person.id,
        person.number,
        person.name,
        person.called,
        month.office,
        month.practice,
        month.first,
        month.last,
        month.reader.today,
        person.needs,
        person.large_print,
        tuple(dict.fromkeys(line.funder for line in agreed)),
        weekly,
        opening,
        coming,
        opening + coming - closing,
        closing,
        cover_tenths(closing, weekly),
        money_in,
        behind,
        tuple(_money_out(lines)),
        month.hours.get(person.id, ()),
        tuple(_aside_lines(person.id, aside, month)),
        tuple(_surplus_tests(closing, weekly, aside, agreed)),
        _outlook(closing, weekly, month.series.get(person.id), month.last),
        tuple(_needs(person.id, agreed, money_in, behind, month)),
        tuple(Transaction(x.day, x.words, x.text, x.minutes, x.pence, x.balance) for x in lines),
        month.issued.get(person.id),
    )


def _money_in(
    member: int, lines: Sequence[AccountLine], agreed: Sequence[parts.Agreed], month: _Month
) -> Iterator[MoneyIn]:
    """Each funder's stream with what was to come, the member's own contribution, then whatever else came."""
    yield from _from_funders(member, agreed, month)
    told = {_stream(line) for line in agreed}
    if any(line.contribution for line in agreed):
        told.add((None, "contribution"))
        came = month.came.get((member, None, "contribution"))
        owed = _expected_contribution(member, agreed, month)
        yield MoneyIn("You", MONEY_IN["contribution"], owed, came.received if came else 0)
    yield from _whatever_else(lines, told)


def _stream(line: parts.Agreed) -> _Stream:
    return line.funder_id, _STREAMS.get(line.scheme, "direct-payment")


def _from_funders(member: int, agreed: Sequence[parts.Agreed], month: _Month) -> Iterator[MoneyIn]:
    """A line an agreement; what came in one stream stands with the first agreement that it pays."""
    seen: set[_Stream] = set()
    for line in agreed:
        stream = _stream(line)
        came = None if stream in seen else month.came.get((member, *stream))
        seen.add(stream)
        expected = _expected(line.net, line, came.first if came else line.start, month)
        yield MoneyIn(line.funder, MONEY_IN[stream[1]] if line.scheme != "self" else "Own money", expected,
                      came.received if came else 0)  # fmt: skip


def _whatever_else(lines: Sequence[AccountLine], told: Collection[_Stream]) -> Iterator[MoneyIn]:
    """Money in that no agreement promised, by funder and heading."""
    for funder, heading in dict.fromkeys((line.funder_id, line.heading) for line in lines):
        if heading in MONEY_IN and (funder, heading) not in told:
            received = [x for x in lines if (x.funder_id, x.heading) == (funder, heading)]
            yield MoneyIn(received[0].funder or "Other", MONEY_IN[heading], 0, sum(x.pence for x in received))


def _expected(weekly: int, line: parts.Agreed, anchor: date, month: _Month) -> int:
    if weekly <= 0:
        return 0
    dates = due_dates(line.frequency, anchor, max(month.first, line.start), month.last)
    return sum(each_payment(weekly, line.frequency) for _ in dates)


def _expected_contribution(member: int, agreed: Sequence[parts.Agreed], month: _Month) -> int:
    paid = month.own.get(member)
    return sum(
        _expected(line.contribution, line, paid[0][0] if paid else line.start, month)
        for line in agreed
        if line.contribution
    )


def _arrears(member: int, agreed: Sequence[parts.Agreed], month: _Month) -> int:
    """What of the contribution has not come since the agreement began; never less than nothing."""
    paying = [line for line in agreed if line.contribution]
    if not paying:
        return 0
    paid = month.own.get(member, [])
    since = paid[0][0] if paid else min(line.start for line in paying)
    due = sum(
        each_payment(line.contribution, line.frequency)
        for line in paying
        for _ in due_dates(line.frequency, since, since, month.last)
    )
    return max(0, due - sum(pence for _day, pence in paid))


def _money_out(lines: Sequence[AccountLine]) -> Iterator[MoneyOut]:
    for heading, words in HEADINGS.items():
        if heading in MONEY_IN:
            continue
        found = [line for line in lines if line.heading == heading]
        if found:
            yield MoneyOut(words, -sum(line.pence for line in found))


def _set_aside(member: int, weekly: int, month: _Month) -> SetAside:
    """Wages, tax and pensions are taken from the account the day they are worked out, so nothing is left to set by."""
    return SetAside(
        holiday=accrued_holiday(month.accruing.get(member, 0), month.accrual),
        contingency=CONTINGENCY_WEEKS * weekly,
    )


def _aside_lines(member: int, aside: SetAside, month: _Month) -> Iterator[Aside]:
    rate = f"{month.accrual // 100}.{month.accrual % 100:02d}%"
    words = f"{rate} of pay since {format_date(tax_year_start(tax_year_of(month.last)))}, before any leave taken"
    yield Aside("Holiday of PAs", aside.holiday, words if aside.holiday else "Paid with each hour; nothing builds up")
    serving = month.serving.get(member, 0)
    yield Aside("Redundancy", 0, _serving_words(serving))
    yield Aside("HMRC and pension", 0, "Already taken from the account with the wages")
    yield Aside("Contingency", aside.contingency, f"{CONTINGENCY_WEEKS} weeks for emergencies")


def _serving_words(serving: int) -> str:
    if not serving:
        return "Nothing: none of your PAs has two years’ service"
    who = "One PA has" if serving == 1 else f"{serving} PAs have"
    return f"{who} two years’ service; not reckoned here, ask us what your funder agreed"


def _surplus_tests(closing: int, weekly: int, aside: SetAside, agreed: Sequence[parts.Agreed]) -> Iterator[SurplusTest]:
    """One test for each funder that limits what may stand, against the whole budget."""
    seen: set[int] = set()
    for line in agreed:
        if line.surplus_weeks is None or line.funder_id in seen:
            continue
        seen.add(line.funder_id)
        found = surplus(closing, aside, line.surplus_weeks, weekly)
        yield SurplusTest(
            line.funder,
            line.surplus_weeks,
            line.surplus_weeks * weekly,
            available(closing, aside),
            found.pence,
            tuple((each.label, each.text, each.pence or 0) for each in found.lines),
        )


def _outlook(closing: int, weekly: int, series: Series | None, last: date) -> Outlook:
    if series is None:
        month = month_start(last)
        series = Series((month, add_months(month, 1)), (closing,), (closing,), CONTINGENCY_WEEKS * weekly,
                        monthly(weekly), 0)  # fmt: skip
    word, tone, sentence = affordable(closing, series.coming, series.going)
    return Outlook(series.months, series.known, series.ahead, series.contingency, series.coming, series.going,
                   word, tone, sentence)  # fmt: skip


def _needs(
    member: int, agreed: Sequence[parts.Agreed], money_in: Sequence[MoneyIn], behind: int, month: _Month
) -> Iterator[str]:
    sheet: Any = month.sheets.get(member) or parts.Sheets()
    missing = [line.funder for line in money_in if line.expected > 0 and not line.received and line.funder != "You"]
    reviews = [(line.funder, line.review) for line in agreed if line.review is not None]
    yield from needs_member(sheet.unsigned, sheet.queried, reviews, behind, missing, month.last)
    closing = month.opening.get(member, 0) + sum(line.pence for line in month.lines.get(member, []))
    if closing < 0:
        yield f"The account is {format_money(-closing)} below nothing. The co-op has put that in; we will ring you."
