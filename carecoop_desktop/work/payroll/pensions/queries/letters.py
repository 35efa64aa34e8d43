"""Which pension letters are due, and those that were issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import assistant_names, pay_terms
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.queries import every_scheme
from carecoop_desktop.work.payroll.pensions.permissions import SEE_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.standing import automatic_schemes, memberships, postponements
from carecoop_desktop.work.payroll.pensions.rules.dates import letter_due
from carecoop_desktop.work.payroll.pensions.rules.words import ENROLS
from carecoop_desktop.work.payroll.pensions.tables import PensionAssessmentRow, PensionLetterRow
from carecoop_desktop.work.payroll.tables import PayslipRow

_ASSESSED: Any = PensionAssessmentRow.__table__
_LETTERS: Any = PensionLetterRow.__table__
_SLIPS: Any = PayslipRow.__table__


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A letter that must go out: to whom, of which kind, about which record, by when."""

    assistant_id: int
    name: str
    kind: str
    record_id: int
    happened: date
    due: date
    employer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was issued."""

    id: int
    assistant_id: int
    name: str
    kind: str
    day: date
    by: str
    facts: dict[str, Any]
    practice: bool


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a PA was on one payday."""

    id: int
    assistant_id: int
    paid_on: date
    period: str
    earnings: int
    standing: str
    enrol: bool
    why: str
    employer_id: int | None = None


def letters_due(reader: Reader) -> list[LetterDue]:
    """Every letter that is still to be sent, the most urgent first; none without a scheme to write about."""
    reader.require(SEE_PENSIONS)
    schemes = automatic_schemes(reader)
    if not schemes:
        return []
    names, apart = assistant_names(reader), members_own(reader)
    found = [
        _due(names, each.assistant_id, each.how, each.id, each.since, each.employer_id)
        for each in memberships(reader)
        if each.how in ENROLS and each.told is None
    ]
    found += [
        _due(names, each.assistant_id, "postponed", each.id, each.begins, _apart(each.employer_id, apart))
        for each in postponements(reader)
        if each.told is None
    ]
    found += [
        _due(names, each.assistant_id, each.standing, each.id, each.paid_on, each.employer_id)
        for each in _uninformed(reader, apart)
    ]
    # A letter needs a scheme to write about.
    found = [each for each in found if each.employer_id in schemes or each.kind in ENROLS]
    return sorted(found, key=lambda each: (each.due, each.name.casefold()))


def _apart(employer_id: int | None, apart: frozenset[int]) -> int | None:
    """An employer with schemes of their own; None for the co-op."""
    return employer_id if employer_id in apart else None


def members_own(reader: Reader) -> frozenset[int]:
    """The employers who are members themselves."""
    return frozenset(one.id for one in every_scheme(reader) if one.member_id is not None)


def _due(names: dict[int, str], who: int, kind: str, record: int, happened: date, employer_id: int | None) -> LetterDue:
    return LetterDue(who, names.get(who, ""), kind, record, happened, letter_due(happened), employer_id)


def _uninformed(reader: Reader, apart: frozenset[int]) -> list[Assessed]:
    """Those who may ask to join an employer's scheme, are not in it, and were never told so. Of employers that are not
    ``apart`` it is the co-op's."""
    told = _told(reader, apart)
    inside = {(each.assistant_id, each.employer_id) for each in memberships(reader) if each.until is None}
    newest = {(each.assistant_id, _apart(each.employer_id, apart)): each for each in latest_assessments(reader)}
    waiting = [
        replace(each, employer_id=key[1])
        for key, each in newest.items()
        if each.standing in ("non-eligible", "entitled") and key not in told | inside
    ]
    terms = pay_terms(reader, reader.today, [each.assistant_id for each in waiting], under=SEE_PENSIONS)
    return [
        each for each in waiting if terms[each.assistant_id].pension == "none" and not terms[each.assistant_id].left
    ]


def _told(reader: Reader, apart: frozenset[int]) -> set[tuple[int, int | None]]:
    """Who had a letter of which employer."""
    if not apart:
        return {(who, None) for who in reader.connection.execute(select(_LETTERS.c.assistant_id)).scalars()}
    rows = reader.connection.execute(select(_LETTERS.c.assistant_id, _LETTERS.c.facts))
    return {(row.assistant_id, row.facts.get("employer_id")) for row in rows}


def latest_assessments(reader: Reader) -> list[Assessed]:
    """Each PA's newest assessment with each employer, on a payslip that stands."""
    reader.require(SEE_PENSIONS)
    newest = (
        select(func.max(_ASSESSED.c.id))
        .join(_SLIPS, _SLIPS.c.id == _ASSESSED.c.payslip_id)
        .where(_SLIPS.c.state == "issued")
        .group_by(_ASSESSED.c.assistant_id, _SLIPS.c.employer_id)
    )
    rows = reader.connection.execute(_assessments().where(_ASSESSED.c.id.in_(newest)).order_by(_ASSESSED.c.id))
    return [_assessed(row) for row in rows]


def _assessments() -> Any:
    return select(_ASSESSED, _SLIPS.c.employer_id).join(_SLIPS, _SLIPS.c.id == _ASSESSED.c.payslip_id)


def assessments(reader: Reader, assistant_id: int) -> list[Assessed]:
    """What a PA was on every payday, newest first."""
    reader.require(SEE_PENSIONS)
    rows = reader.connection.execute(
        _assessments()
        .where(_ASSESSED.c.assistant_id == assistant_id, _SLIPS.c.state == "issued")
        .order_by(_ASSESSED.c.paid_on.desc(), _ASSESSED.c.id.desc())
    )
    return [_assessed(row) for row in rows]


def _assessed(row: Any) -> Assessed:
    return Assessed(
        row.id, row.assistant_id, row.paid_on, row.period, row.earnings, row.standing, row.enrol, row.why,
        row.employer_id,
    )  # fmt: skip


def letters(reader: Reader, assistant_id: int | None = None) -> list[Letter]:
    """Letters issued, newest first: all of them, or a PA's."""
    reader.require(SEE_PENSIONS)
    statement = select(_LETTERS).order_by(_LETTERS.c.day.desc(), _LETTERS.c.id.desc())
    if assistant_id is not None:
        statement = statement.where(_LETTERS.c.assistant_id == assistant_id)
    return [
        Letter(row.id, row.assistant_id, row.facts["name"], row.kind, row.day, row.by, row.facts, reader.practice)
        for row in reader.connection.execute(statement)
    ]
