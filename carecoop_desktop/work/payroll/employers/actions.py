"""Changes PAYE schemes and who is employed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from carecoop_desktop.people.assistants.actions.pay import hold_from
from carecoop_desktop.people.assistants.actions.reading import read_tax
from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.people.assistants.permissions import CHANGE_PAY
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import EmploymentAllowance, load_shelf
from carecoop_desktop.work.payroll.employers.rules import METHODS, allowance_issues
from carecoop_desktop.work.payroll.employers.standing import first_employer, stand_employments
from carecoop_desktop.work.payroll.employers.tables import EmployerRow, EmploymentRow, EmploymentTaxRow
from carecoop_desktop.work.payroll.rti.actions import changed
from carecoop_desktop.work.payroll.rti.employer import FIELDS, Employer, issues
from carecoop_desktop.work.payroll.rti.names import WORKPLACE, postcode


@action("Add an employer", CHANGE_SETTINGS)
def add_employer(work: Work, details: Mapping[str, str], member_id: int | None = None) -> int:
    """Add a PAYE scheme that the office pays for, usually a member's who is the employer. Returns its number.

    HMRC's references may follow later; until then nothing is filed for it.
    """
    first_employer(work)
    member = work.get(MemberRow, member_id) if member_id is not None else None
    made = changed(Employer(name=member.name if member else ""), details)
    if found := issues(made, unfinished=True):
        raise Invalid(found)
    if member is not None and work.one(EmployerRow, EmployerRow.member_id == member.id, EmployerRow.closed.is_(None)):
        raise Refusal(f"{member.name} has a PAYE scheme already.", "Change that one.")
    row = work.add(
        EmployerRow(member_id=member_id, allowance_shared=False, **{name: getattr(made, name) for name in FIELDS})
    )
    work.say(f"Added the employer {made.name}")
    return row.id


@action("Close an employer's scheme", CHANGE_SETTINGS)
def close_employer(work: Work, employer_id: int, day: date | None, version: int | None = None) -> None:
    """Nobody is paid in the scheme for work after a day; without a day it is open again."""
    row = work.get(EmployerRow, employer_id)
    if row.member_id is None and day is not None:
        raise Refusal("The co-op's own scheme stays open while it pays anybody.")
    work.change(row, version=version, closed=day)
    work.say(f"Closed the scheme of {row.name}" if day else f"Opened the scheme of {row.name} again")


@action("Claim Employment Allowance", CHANGE_SETTINGS)
def claim_allowance(
    work: Work, employer_id: int, answers: Sequence[str], shared: bool = False, version: int | None = None
) -> None:
    """Claim the allowance for one employer, with its questions answered in the order of the tax year's table.

    It lowers what the employer owes HMRC. Members are charged in full all the same, unless it is ``shared``: then it is
    taken off their charges until it is used up.
    """
    row = work.get(EmployerRow, employer_id)
    today = work.reader.today
    questions = load_shelf().year(tax_year_of(today)).table(EmploymentAllowance, today).questions
    if found := allowance_issues(answers, questions, row.member_id is not None):
        raise Invalid(found)
    work.change(row, version=version, allowance="yes", allowance_answers=list(answers), allowance_shared=shared)
    work.say(f"Claimed Employment Allowance for {row.name}")


@action("End a claim of Employment Allowance", CHANGE_SETTINGS)
def end_allowance(work: Work, employer_id: int, version: int | None = None) -> None:
    """Tell HMRC with the next EPS that the allowance is no longer claimed. Raises Conflict where another desk has
    answered its questions since ``version`` was read."""
    row = work.get(EmployerRow, employer_id)
    work.stands(row, version, "allowance", "allowance_answers", "allowance_shared")
    work.change(row, allowance="no", allowance_shared=False)
    work.say(f"Ended the claim of Employment Allowance for {row.name}")


@action("Record a job with an employer", CHANGE_PAY)
def add_employment(work: Work, assistant_id: int, employer_id: int, started: date | None, number: str = "") -> int:
    """Somebody is employed in a scheme from a day on, under a payroll number of it. Returns the job's number.

    A job beside that with the co-op needs tax details of its own.
    """
    person, employer = work.get(AssistantRow, assistant_id), work.get(EmployerRow, employer_id)
    if started is None:
        raise Invalid([Issue("started", "The first day is missing.", "A date such as 27 May 2024.")])
    running = work.one(
        EmploymentRow,
        EmploymentRow.assistant_id == assistant_id,
        EmploymentRow.employer_id == employer_id,
        EmploymentRow.left_on.is_(None),
    )
    if running is not None:
        raise Refusal(f"{person.name} has a job with {employer.name} already.", "End it first.")
    number = number.strip() or person.number
    if work.one(EmploymentRow, EmploymentRow.employer_id == employer_id, EmploymentRow.number == number):
        raise Invalid([Issue("number", f"{number} is somebody's payroll number in this scheme.", "Another one.")])
    row = work.add(
        EmploymentRow(
            assistant_id=assistant_id, employer_id=employer_id, number=number, started=started, director_method=""
        )
    )
    work.say(f"{person.name} is employed by {employer.name} from {format_date(started)}")
    return row.id


@action("End a job with an employer", CHANGE_PAY)
def end_employment(work: Work, employment_id: int, left: date | None, version: int | None = None) -> None:
    """The last day of a job; the payslip that pays it carries the day, and the P45 follows. None takes it back."""
    row = work.get(EmploymentRow, employment_id)
    if row.p45_issued is not None:
        raise Refusal("The payslip with the last day is issued.", "Pay what is left; it is paid as after leaving.")
    if left and row.started and left < row.started:
        raise Invalid([Issue("left", "This is before the first day.", f"From {format_date(row.started)} on.")])
    work.change(row, version=version, left_on=left)
    person = work.get(AssistantRow, row.assistant_id)
    work.say(f"{person.name}’s job ends on {format_date(left)}" if left else f"{person.name}’s job goes on")


@action("Record a directorship", CHANGE_PAY)
def set_director(
    work: Work,
    employment_id: int,
    method: str,
    since: date | None = None,
    until: date | None = None,
    version: int | None = None,
) -> None:
    """National Insurance by a director's rules from the day of appointment: annual or alternative; empty for nobody."""
    row = work.get(EmploymentRow, employment_id)
    found = []
    if method not in METHODS:
        found.append(Issue("method", "This is not among the choices.", ", ".join(METHODS.values())))
    if method and since is None:
        found.append(Issue("since", "The day of the appointment is missing."))
    if since and until and until < since:
        found.append(Issue("until", "This is before the appointment.", f"From {format_date(since)} on."))
    if found:
        raise Invalid(found)
    work.change(row, version=version, director_method=method, director_since=since, director_until=until)
    work.say(f"Recorded a directorship of {work.get(AssistantRow, row.assistant_id).name}")


@action("Set the workplace of a job", CHANGE_PAY)
def set_workplace(work: Work, employment_id: int, postcode_: str, version: int | None = None) -> None:
    """The postcode where somebody works, which HMRC wants for the NI letters of freeports and investment zones."""
    row = work.get(EmploymentRow, employment_id)
    made = postcode(postcode_)
    if made and not WORKPLACE.fullmatch(made):
        raise Invalid([Issue("postcode", "This is no postcode.", "Such as CH1 2AB, or nothing.")])
    work.change(row, version=version, workplace_postcode=made)
    name = work.get(AssistantRow, row.assistant_id).name
    work.say(f"{name} works at {made}" if made else f"No workplace is kept for {name}")


@action("Set the tax details of a job", CHANGE_PAY)
def set_employment_tax(work: Work, employment_id: int, tax: Tax, seen: int | None = None) -> int:
    """Tax code, NI letter and loans of one job from a day on; the pension stays with the PA's own page. ``seen`` is as
    for the PA's own tax details."""
    row = work.get(EmploymentRow, employment_id)
    clean, found = read_tax(work, tax)
    if found:
        raise Invalid(found)
    names = ("since", "tax_code", "basis", "ni_letter", "loans", "starter_statement", "p45_pay", "p45_tax",
             "p45_tax_year", "source")  # fmt: skip
    values = {name: asdict(clean)[name] for name in names}
    rows = work.all(EmploymentTaxRow, EmploymentTaxRow.employment_id == row.id)
    standing = hold_from(work, rows, values["since"], values, seen)
    work.say(f"Set the tax details of a job of {work.get(AssistantRow, row.assistant_id).name}")
    if standing is not None:
        changed_: int = work.change(standing, **values).id
        return changed_
    return work.add(EmploymentTaxRow(employment_id=row.id, **values)).id


@action("Record everybody's job with the co-op", CHANGE_PAY)
def record_jobs(work: Work) -> int:
    """A job with the co-op for every PA who has none yet. Returns how many jobs there are then."""
    stand_employments(work, [row.id for row in work.all(AssistantRow, AssistantRow.status != "applicant")])
    found = len(work.all(EmploymentRow))
    work.say(f"{found} jobs are recorded")
    return found
