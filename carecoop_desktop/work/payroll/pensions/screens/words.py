"""How pensions read on screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.work.payroll.pensions.queries.letters import Assessed, LetterDue
from carecoop_desktop.work.payroll.pensions.queries.page import DeductionsView
from carecoop_desktop.work.payroll.pensions.queries.standing import Membership, Postponement, SchemeView
from carecoop_desktop.work.payroll.pensions.rules.deciding import standing_words
from carecoop_desktop.work.payroll.pensions.rules.letters import NAMES
from carecoop_desktop.work.payroll.pensions.rules.words import BASES, ENDED, HOW, RELIEFS

Fact = tuple[str, str]


def counts_line(view: DeductionsView) -> str:
    """How many are in a pension, and how many letters are due."""
    if not view.schemes:
        return "No pension scheme yet"
    members, letters = sum(each.members for each in view.schemes), len(view.due)
    return f"{members} in a pension · {letters} letter{'s' if letters != 1 else ''} due"


def scheme_facts(scheme: SchemeView) -> list[Fact]:
    """A scheme in a few lines."""
    duties = format_date(scheme.duties_start) if scheme.duties_start else "not recorded"
    return [
        ("Provider", scheme.provider or "not recorded"),
        ("Shares", f"{percent(scheme.employee_rate)} and {percent(scheme.employer_rate)} from the employer"),
        ("Worked out on", BASES[scheme.basis]),
        ("Tax relief", RELIEFS[scheme.relief]),
        ("Enrolment", "PAs are enrolled in it" if scheme.automatic else "Only who asks joins"),
        ("Duties began", duties),
        ("Employer reference", scheme.employer_reference or "not recorded"),
    ]


def status(own: Sequence[Membership], put_off: Sequence[Postponement], recorded: str, today: date) -> str:
    """How a PA stands with the pension today, in a sentence. ``recorded`` are the terms of the tax details."""
    active = next((each for each in own if each.active(today)), None)
    if active is not None:
        return (
            f"In {active.scheme} since {format_date(active.since)} ({HOW[active.how].lower()}), "
            f"{percent(active.employee_rate)} and {percent(active.employer_rate)} from the employer."
        )
    waiting = [each for each in put_off if each.until > today]
    if waiting:
        return f"Enrolment is put off until {format_date(waiting[-1].until)}."
    if recorded != "none":
        return "Pays in by the terms of the tax details; no scheme is recorded here."
    if own and own[-1].until is not None:
        word = ENDED.get(own[-1].ended, "Ended").lower()
        return f"In no pension: {word} on {format_date(own[-1].until)}."
    return "In no pension."


def membership_row(each: Membership) -> list[str | int | Tag | None]:
    """One membership in a table."""
    ended = f"{ENDED.get(each.ended, 'Ended')} {format_date(each.until)}" if each.until else "–"
    refund: Tag | str = "–"
    if each.refund_employee:
        amount = format_money(each.refund_employee)
        refund = Tag(f"{amount} to give back", "warn") if each.to_refund else f"{amount} given back"
    return [each.scheme, HOW[each.how], format_date(each.since), ended, refund]


def assessment_row(each: Assessed) -> list[str | int | Tag | None]:
    """One payday's assessment in a table."""
    return [format_date(each.paid_on), standing_words(each.standing).capitalize(), each.earnings, each.why]


def due_row(each: LetterDue, today: date) -> list[str | int | Tag | None]:
    """One letter that is due."""
    return [each.name, NAMES[each.kind], format_date(each.happened),
            Tag(format_date(each.due), "bad" if each.due < today else "info")]  # fmt: skip
