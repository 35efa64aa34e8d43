"""NI letters that no longer fit: proposed for everybody in a draft run, and taken at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.actions.tax import standing
from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.people.assistants.permissions import CHANGE_PAY
from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.people.assistants.tables import TaxDetailRow
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import StatePensionAge, load_shelf
from carecoop_desktop.work.payroll.actions.run_facts import LETTERS
from carecoop_desktop.work.payroll.actions.running import refill
from carecoop_desktop.work.payroll.actions.storing import draft
from carecoop_desktop.work.payroll.employers.queries import job_terms
from carecoop_desktop.work.payroll.employers.tables import EmploymentTaxRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import run_view
from carecoop_desktop.work.payroll.rules.letters import letter_proposal
from carecoop_desktop.work.payroll.tables import PayslipRow

_SLIPS: Any = PayslipRow.__table__


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A letter that no longer fits somebody: which is due, and why. ``own_job`` is a job with its own tax details."""

    assistant_id: int
    name: str
    own_job: int | None
    now: str
    due: str
    why: str


def letters_due(reader: Reader, run_id: int) -> list[LetterDue]:
    """The letters of a run's PAs that no longer fit on its payday, by name."""
    reader.require(SEE_PAY)
    run = run_view(reader, run_id)
    terms = pay_terms(reader, run.pay_date, under=SEE_PAY)
    ages = load_shelf().year(run.tax_year).table(StatePensionAge, run.pay_date)
    found = []
    for job in job_terms(reader, terms, _jobs_of(reader, run_id), run.pay_date).values():
        due = letter_proposal(job.terms, run.pay_date, ages)
        if due is not None:
            own = None if job.main else job.employment_id
            found.append(
                LetterDue(job.terms.assistant_id, job.terms.name, own, job.terms.ni_letter, due.letter, due.why)
            )
    return sorted(found, key=lambda one: one.name.casefold())


def _jobs_of(reader: Reader, run_id: int) -> list[Any]:
    found = select(_SLIPS.c.employment_id).where(_SLIPS.c.pay_run_id == run_id)
    return list(reader.connection.execute(found).scalars())


@action("Take the NI letters that are due", CHANGE_PAY)
def take_letters(work: Work, run_id: int) -> int:
    """Record the letter due for everybody in a draft run whose letter no longer fits, from the pay date on, and work
    the run out again. Returns how many letters changed."""
    run = draft(work, run_id)
    wanted = letters_due(work.reader, run_id)
    if not wanted:
        raise Refusal("Every NI letter of this run fits.", "There is nothing to change.")
    for one in wanted:
        _set_letter(work, one, run.pay_date)
    refill(work, run)
    work.say(f"Changed {len(wanted)} NI letter{'s' if len(wanted) != 1 else ''}")
    return len(wanted)


def _set_letter(work: Work, one: LetterDue, since: Any) -> None:
    if one.own_job is not None:
        rows = work.all(EmploymentTaxRow, EmploymentTaxRow.employment_id == one.own_job)
        row = max((each for each in rows if each.since <= since), key=lambda each: (each.since, each.id), default=None)
        if row is not None:
            _put(work, EmploymentTaxRow, row, one.due, since)
            return
    now: Tax | None = standing(work, one.assistant_id, since)
    assert now is not None
    kept = replace(now, since=since, ni_letter=one.due, source="Age or relief")
    row_now = work.one(TaxDetailRow, TaxDetailRow.assistant_id == one.assistant_id, TaxDetailRow.since == since)
    values = {name: getattr(kept, name) for name in Tax.__dataclass_fields__}
    if row_now is not None:
        work.change(row_now, **values)
    else:
        work.add(TaxDetailRow(assistant_id=one.assistant_id, **values))


def _put(work: Work, kind: Any, row: Any, letter: str, since: Any) -> None:
    if row.since == since:
        work.change(row, ni_letter=letter)
        return
    names = [column.key for column in kind.__table__.columns if column.key not in ("id", "version")]
    values = {name: getattr(row, name) for name in names}
    work.add(kind(**{**values, "since": since, "ni_letter": letter, "source": "Age or relief"}))


WAYS = {"propose": "It is told, and taken when somebody says so", "by-date": "It is replaced on its own"}
"""What happens to an NI letter that no longer fits, and the words for it."""


def letters_by(reader: Reader) -> str:
    """How NI letters follow age in this office, one of ``WAYS``."""
    return "by-date" if reader.setting(LETTERS) == "by-date" else "propose"


@dataclass(frozen=True, slots=True)
class LettersBy:
    """How letters follow age as somebody reads it; ``version`` is the last change made before."""

    version: int
    how: str


def letters_chosen(reader: Reader) -> LettersBy:
    """``letters_by``, for the form that changes it."""
    version = reader.mark
    return LettersBy(version, letters_by(reader))


@action("Choose how NI letters follow age", CHANGE_SETTINGS)
def set_letters_by(work: Work, how: str, seen: int | None = None) -> None:
    """``by-date``: a letter that no longer fits is replaced on its own; ``propose``: it is only told."""
    if how not in WAYS:
        raise Invalid([Issue("how", "Letters go by date or are proposed.", "by-date or propose")])
    work.set_setting(LETTERS, how, seen=seen)
    work.say("NI letters go by date" if how == "by-date" else "NI letters are proposed")
