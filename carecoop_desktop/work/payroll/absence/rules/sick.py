"""From recorded sickness to spells that the law knows: which ones link, and what earlier ones used up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import chain as joined

from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.worked import Worked
from carecoop_desktop.statutory.statutory_pay import Average, Linked, Outcome, Spell, sick_pay
from carecoop_desktop.statutory.statutory_pay.outcome import Check, refused
from carecoop_desktop.statutory.tables import Shelf, SickPay
from carecoop_desktop.work.payroll.absence.rules.kinds import SICKNESS
from carecoop_desktop.work.payroll.absence.rules.record import Record

SELF_CERTIFIED_DAYS = 7
"""Days of sickness for which the employee's own word is enough: SSP (Medical Evidence) Regulations 1985 reg. 2."""

_WORKED = Check(
    False, "Hours are recorded on every day of it.", "Social Security Contributions and Benefits Act 1992 s.151"
)
AverageOf = Callable[[date], Average]


@dataclass(frozen=True, slots=True)
class SickSpell:
    """A recorded sickness with the spell that it makes up to a day."""

    record: Record
    spell: Spell

    def due(self, shelf: Shelf, window: Span) -> Outcome:
        """Sick pay for the days inside a pay period."""
        return sick_pay(shelf, self.spell, window)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Sickness so far that counts as one: from when, until when, and what it used up."""

    first: date
    last: date
    average: Average
    waiting: int = 0
    paid: int = 0


def sick_spells(
    shelf: Shelf, records: Iterable[Record], average_of: AverageOf, until: date, left: date | None = None
) -> list[SickSpell]:
    """The spells of one PA's sickness up to a day, oldest first, each with the earlier ones that link to it.

    ``average_of`` gives the average weekly earnings before a day; linked spells keep that of the first of them.
    """
    made: list[SickSpell] = []
    chain: _Chain | None = None
    for record in sorted(records, key=lambda one: one.first):
        last = min(day for day in (record.last or until, left or date.max) if day is not None)
        if record.first > until or last < record.first:
            continue
        links = chain is not None and (record.first - chain.last).days - 1 <= shelf.on(SickPay, record.first).link_days
        before = chain if links else None
        spell = _spell(record, last, before, average_of)
        made.append(SickSpell(record, spell))
        if (last - record.first).days + 1 >= shelf.on(SickPay, record.first).shortest_days:
            chain = _longer(shelf, spell, before)
    return made


def linked_to(shelf: Shelf, records: Iterable[Record], earlier: Iterable[Record]) -> list[Record]:
    """Of ``earlier`` absences those that ``records`` are worked out from, oldest first: sickness that links to theirs,
    one by one, and blocks of the same family leave."""
    known = list(records)
    leave = {(one.kind, one.event) for one in known if one.kind != SICKNESS}
    begins = min((one.first for one in known if one.kind == SICKNESS), default=None)
    found = []
    for one in sorted(earlier, key=lambda one: one.first, reverse=True):
        links = one.kind == SICKNESS and begins is not None and _near(shelf, one, begins)
        if links:
            begins = one.first
        if links or (one.kind, one.event) in leave:
            found.append(one)
    return found[::-1]


def _near(shelf: Shelf, record: Record, begins: date) -> bool:
    """Whether sickness was over so short a time before a day that it links to sickness from then."""
    return record.last is not None and (begins - record.last).days - 1 <= shelf.on(SickPay, begins).link_days


def without_worked(record: Record, worked: Collection[date], until: date) -> list[Record]:
    """A sickness without the days that were worked: nobody is sick, in law, on a day on which they work. What is left
    on both sides of such a day are spells of their own, which link."""
    last = record.last or until
    inside = sorted(day for day in worked if record.first <= day <= last)
    parts, begins = [], record.first
    for day in inside:
        if begins < day:
            parts.append(replace(record, first=begins, last=day - timedelta(days=1)))
        begins = day + timedelta(days=1)
    if record.last is None or begins <= record.last:
        parts.append(replace(record, first=begins))
    return parts


def whole(spells: Sequence[SickSpell], shelf: Shelf, window: Span) -> Outcome:
    """What the parts of one sickness come to in a pay period; nothing where all its days were worked."""
    outcomes = [spell.due(shelf, window) for spell in spells]
    if len(outcomes) == 1:
        return outcomes[0]
    paid = [one for one in outcomes if one.pay.pence]
    if not paid:
        return outcomes[-1] if outcomes else refused((_WORKED,), "Statutory Sick Pay")
    lines = partial(joined.from_iterable, [one.pay.lines for one in paid])
    checks = tuple(dict.fromkeys(check for one in paid for check in one.checks))
    return Outcome(checks, Worked(sum(one.pay.pence for one in paid), lines), sum(one.days for one in paid))


def _spell(record: Record, last: date, before: _Chain | None, average_of: AverageOf) -> Spell:
    average = before.average if before else average_of(record.first - timedelta(days=1))
    linked = Linked(before.first, before.last, before.waiting, before.paid) if before else None
    withheld = f"The office pays none: {record.withheld}." if record.withheld else ""
    return Spell(record.first, last, record.days, average, linked, withheld)


def _longer(shelf: Shelf, spell: Spell, before: _Chain | None) -> _Chain:
    rules = shelf.on(SickPay, before.first if before else spell.first)
    outcome = sick_pay(shelf, spell)
    waited = before.waiting if before else 0
    waiting = max(min(rules.waiting_days, waited + len(spell.qualifying_days())), waited)
    return _Chain(
        before.first if before else spell.first,
        spell.last,
        spell.average,
        waiting,
        (before.paid if before else 0) + outcome.days,
    )


def sickness_findings(record: Record, until: date) -> list[str]:
    """What is missing on paper for a sickness, up to a day."""
    last = min(record.last or until, until)
    found = []
    if record.self_certified is None and record.note_from is None:
        found.append(f"Sick from {format_date(record.first)}: neither a self-certificate nor a fit note is recorded.")
    after = record.first + timedelta(days=SELF_CERTIFIED_DAYS)
    if last >= after and (record.note_from is None or record.note_from > after):
        found.append(f"No fit note covers the sickness from {format_date(after)} on.")
    elif record.note_until is not None and record.note_until < last:
        found.append(f"The fit note ended on {format_date(record.note_until)}; the sickness went on.")
    return found
