"""Who qualifies for statutory pay on birth, adoption, bereavement or neonatal care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from carecoop_desktop.platform.kernel.dates import Span, format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.statutory.statutory_pay.earnings import Average
from carecoop_desktop.statutory.statutory_pay.outcome import Check
from carecoop_desktop.statutory.tables.absence import FamilyPay
from carecoop_desktop.statutory.tables.deductions import NationalInsurance
from carecoop_desktop.statutory.tables.shelf import Shelf


class FamilyPayKind(StrEnum):
    """The kinds of family pay, by the letters that returns use."""

    MATERNITY = "SMP"
    ADOPTION = "SAP"
    PATERNITY = "SPP"
    SHARED = "ShPP"
    BEREAVEMENT = "SPBP"
    NEONATAL = "SNCP"


NAMES = {
    FamilyPayKind.MATERNITY: "Statutory Maternity Pay",
    FamilyPayKind.ADOPTION: "Statutory Adoption Pay",
    FamilyPayKind.PATERNITY: "Statutory Paternity Pay",
    FamilyPayKind.SHARED: "Statutory Shared Parental Pay",
    FamilyPayKind.BEREAVEMENT: "Statutory Parental Bereavement Pay",
    FamilyPayKind.NEONATAL: "Statutory Neonatal Care Pay",
}
RULES = {
    FamilyPayKind.MATERNITY: "Social Security Contributions and Benefits Act 1992 s.164",
    FamilyPayKind.ADOPTION: "Social Security Contributions and Benefits Act 1992 s.171ZL",
    FamilyPayKind.PATERNITY: "Social Security Contributions and Benefits Act 1992 s.171ZA",
    FamilyPayKind.SHARED: "Social Security Contributions and Benefits Act 1992 s.171ZU",
    FamilyPayKind.BEREAVEMENT: "Social Security Contributions and Benefits Act 1992 s.171ZZ6",
    FamilyPayKind.NEONATAL: "Social Security Contributions and Benefits Act 1992 s.171ZZ16",
}
_WEEKS_BEFORE_BIRTH = 15
_EARLIEST_WEEKS = 11


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim for family pay.

    ``event`` is the day the child is due, of the match (``adoption``), of the death or of the start of neonatal care.
    ``evidence`` (MATB1, matching certificate, declaration) and ``notice`` say what the office has received in time.
    ``partner_tests``: for shared parental pay, the partner's work and earnings were declared.
    """

    kind: FamilyPayKind
    event: date
    employed_from: date
    pay_from: date
    average: Average
    employed_to: date | None = None
    adoption: bool = False
    evidence: bool = True
    notice: bool = True
    partner_tests: bool = True
    entitled_week: date | None = None


def week_of(day: date) -> Span:
    """The week from Sunday to Saturday that a day lies in."""
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    return Span(sunday, sunday + timedelta(days=6))


def relevant_week(kind: FamilyPayKind, event: date, adoption: bool = False) -> Span:
    """The week by which service and earnings are tested.

    The 15th before the week of birth; the week of the match; the week before the death or before neonatal care.
    """
    week = week_of(event)
    if kind is FamilyPayKind.ADOPTION or (adoption and kind in (FamilyPayKind.PATERNITY, FamilyPayKind.SHARED)):
        back = 0
    elif kind in (FamilyPayKind.BEREAVEMENT, FamilyPayKind.NEONATAL):
        back = 1
    else:
        back = _WEEKS_BEFORE_BIRTH
    shift = timedelta(weeks=back)
    return Span(week.first - shift, week.last - shift)


def examine(shelf: Shelf, claim: Claim) -> tuple[Check, ...]:
    """Every question that the law asks of a claim, each with its answer."""
    table = shelf.on(FamilyPay, claim.pay_from)
    if claim.kind not in table.weeks:
        raise Refusal(f"There was no {NAMES[claim.kind]} yet on {format_date(claim.pay_from)}.", "Check the dates.")
    week = relevant_week(claim.kind, claim.event, claim.adoption)
    if claim.entitled_week is not None:
        week = week_of(claim.entitled_week)
    return (
        _service(claim, week, table.service_weeks),
        _still_employed(claim, week),
        _earnings(shelf, claim, week),
        *_papers(claim),
        *_timing(claim),
    )


def _service(claim: Claim, week: Span, weeks: int) -> Check:
    latest = week.last - timedelta(weeks=weeks - 1)
    sentence = (
        f"Employed since {format_date(claim.employed_from)}; {weeks} weeks by the week to {format_date(week.last)} "
        f"need a start by {format_date(latest)}."
    )
    return Check(claim.employed_from <= latest, sentence, RULES[claim.kind])


def _still_employed(claim: Claim, week: Span) -> Check:
    until = claim.event if claim.kind is FamilyPayKind.PATERNITY and not claim.adoption else week.first
    if claim.employed_to is None:
        return Check(True, "Still employed.", RULES[claim.kind])
    sentence = f"Employed until {format_date(claim.employed_to)}; must have been on {format_date(until)}."
    return Check(claim.employed_to >= until, sentence, RULES[claim.kind])


def _earnings(shelf: Shelf, claim: Claim, week: Span) -> Check:
    limit = shelf.on(NationalInsurance, week.last).published["LEL"][0]
    sentence = (
        f"Average weekly earnings of {format_money(int(claim.average.pence))}; the lower earnings limit in the week to "
        f"{format_date(week.last)} was {format_money(limit)}."
    )
    return Check(claim.average.pence >= limit, sentence, RULES[claim.kind])


def _papers(claim: Claim) -> list[Check]:
    checks = [
        Check(claim.evidence, "Evidence received." if claim.evidence else "No evidence received.", RULES[claim.kind]),
        Check(
            claim.notice, "Notice given in time." if claim.notice else "Notice not given in time.", RULES[claim.kind]
        ),
    ]
    if claim.kind is FamilyPayKind.SHARED:
        met = claim.partner_tests
        sentence = f"The other parent's work and earnings tests were {'' if met else 'not '}declared as met."
        checks.append(Check(met, sentence, RULES[claim.kind]))
    return checks


def _timing(claim: Claim) -> list[Check]:
    """Maternity pay does not begin earlier than 11 weeks before the week of birth."""
    if claim.kind is not FamilyPayKind.MATERNITY:
        return []
    earliest = week_of(claim.event).first - timedelta(weeks=_EARLIEST_WEEKS)
    sentence = f"Pay from {format_date(claim.pay_from)}; the earliest day is {format_date(earliest)}."
    return [Check(claim.pay_from >= earliest, sentence, RULES[claim.kind])]
