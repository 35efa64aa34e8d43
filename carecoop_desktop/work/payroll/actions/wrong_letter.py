"""A National Insurance letter found wrong: earlier payslips of the tax year are put right in the next run."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of, tax_year_start
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow
from carecoop_desktop.work.payroll.permissions import PREPARE_PAY
from carecoop_desktop.work.payroll.queries.wrong_letter import (
    letter_changes,
    shared_periods,
    tables_of,
    waiting_letters,
    year_concerned,
)
from carecoop_desktop.work.payroll.rules.wrong_letter import told
from carecoop_desktop.work.payroll.tables import NiLetterRow


@action("Put a wrong NI letter right", PREPARE_PAY)
def correct_letter(work: Work, employment_id: int, since: date, letter: str, reason: str, agreed: bool = False) -> int:
    """The letter should have been this one on every payslip of a job paid from a day on. Returns the record's number.

    What that comes to is told first: without ``agreed`` nothing is done and Invalid says it. The next run carries the
    difference, moves the figures to date between the letters and takes from the employee what the law allows.
    """
    job = work.get(EmploymentRow, employment_id)
    year = year_concerned(work.reader, employment_id, since)
    _check(work, year, since, letter, reason)
    if waiting_letters(work.reader).get(employment_id):
        raise Refusal("A wrong letter of this job waits for the next pay run already.", "Take that back first.")
    if job.director_since is not None and job.director_method:
        raise Refusal("A director's contributions count over the tax year.", "Check this one by hand with CA44.")
    if shared_periods(work.reader, employment_id, year, since):
        raise Refusal("Another job with this employer is paid together with this one.", "Put it right by hand.")
    changes = letter_changes(work.reader, employment_id, year, since, letter)
    if not changes:
        raise Refusal(f"Every payslip from {format_date(since)} on was paid by letter {letter}.")
    if not agreed:
        raise Invalid([Issue("agreed", told(changes), "Tick it if that is right.")])
    work.reason = reason.strip()
    row = work.add(
        NiLetterRow(
            employment_id=employment_id, tax_year=year, since=since, letter=letter, reason=reason.strip(),
            by=work.reader.user.name, made=work.reader.today, pay_run_id=None,
        )
    )  # fmt: skip
    work.say(told(changes))
    return row.id


def _check(work: Work, year: str, since: date, letter: str, reason: str) -> None:
    this = tax_year_of(work.reader.today)
    if year != this:
        raise Refusal(
            f"A run of {this} cannot move figures to date of {year}.",
            "Send HMRC a further FPS for that year, and settle it with the employee by a correction.",
        )
    found = []
    if letter not in tables_of(year)(max(since, tax_year_start(year))).letters:
        found.append(Issue("letter", f"There is no NI letter {letter} in {year}.", "Choose one of the list."))
    if not reason.strip():
        found.append(Issue("reason", "Say how it was found; it is kept with the payslip.", "A sentence."))
    if found:
        raise Invalid(found)


@action("Take back the correction of an NI letter", PREPARE_PAY)
def drop_letter(work: Work, correction_id: int, version: int | None = None) -> None:
    """A correction that no run has carried yet is not wanted after all."""
    row = work.get(NiLetterRow, correction_id)
    if row.pay_run_id is not None:
        raise Refusal("A finished run has put this right.", "Put it right again by the other letter.")
    work.remove(row, version=version)
    work.say("Took back the correction of an NI letter")
