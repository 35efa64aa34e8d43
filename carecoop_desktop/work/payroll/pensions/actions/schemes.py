"""Sets up pension schemes and keeps the employer's duties under them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.pensions.entries import SchemeEntry
from carecoop_desktop.work.payroll.pensions.layouts import layouts
from carecoop_desktop.work.payroll.pensions.permissions import KEEP_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.standing import duties, memberships
from carecoop_desktop.work.payroll.pensions.rules.checks import scheme_issues
from carecoop_desktop.work.payroll.pensions.rules.dates import declarations_due, next_window
from carecoop_desktop.work.payroll.pensions.tables import PensionDutyRow, PensionSchemeRow


@action("Set up a pension scheme", KEEP_PENSIONS)
def add_scheme(work: Work, scheme: SchemeEntry) -> int:
    """Keep a scheme. Raises Invalid where its rates are below the minimum. Returns its number."""
    clean = _checked(work, scheme)
    _only_automatic(work, clean)
    row = work.add(PensionSchemeRow(closed=None, **asdict(clean)))
    work.say(f"Set up the pension scheme {clean.name}")
    return row.id


@action("Change a pension scheme", KEEP_PENSIONS)
def change_scheme(work: Work, scheme_id: int, version: int | None, scheme: SchemeEntry) -> None:
    """Change a scheme; payslips that were issued stay as they are."""
    row = work.get(PensionSchemeRow, scheme_id)
    clean = _checked(work, scheme)
    if clean.employer_id != row.employer_id and any(each.scheme_id == scheme_id for each in memberships(work.reader)):
        text = "PAs are, or were, in this scheme with its employer."
        raise Invalid([Issue("employer_id", text, "Set up another scheme for the other employer.")])
    _only_automatic(work, clean, scheme_id)
    work.change(row, version=version, **asdict(clean))
    work.say(f"Changed the pension scheme {clean.name}")


@action("Close a pension scheme", KEEP_PENSIONS)
def close_scheme(work: Work, scheme_id: int, day: date, version: int | None = None) -> None:
    """Take nobody more into a scheme. Refused while it has active members."""
    row = work.get(PensionSchemeRow, scheme_id)
    active = [each for each in memberships(work.reader) if each.scheme_id == scheme_id and each.active(day)]
    if active:
        raise Refusal(f"{row.name} has {len(active)} active members.", "Move them to another scheme first.")
    work.change(row, version=version, closed=day, automatic=False)
    work.say(f"Closed the pension scheme {row.name}")


@action("Choose the re-enrolment date", KEEP_PENSIONS)
def choose_reenrolment(work: Work, scheme_id: int, day: date) -> int:
    """Choose the day on which PAs who left the scheme are assessed again, within the window that the law gives."""
    row = work.get(PensionSchemeRow, scheme_id)
    if row.duties_start is None:
        raise Refusal("The scheme has no duties start date.", "Enter it first; re-enrolment is counted from it.")
    chosen = [each for each, _ in duties(work.reader, scheme_id, "re-enrolment")]
    window = next_window(_law(work), row.duties_start, work.reader.today, chosen)
    if not window.opens <= day <= window.closes:
        text = f"The next re-enrolment date lies between {format_date(window.opens)} and {format_date(window.closes)}."
        raise Invalid([Issue("day", text, "Choose a day in that window.")])
    made = work.add(PensionDutyRow(scheme_id=scheme_id, kind="re-enrolment", day=day, done=None, reference=""))
    work.say(f"Chose {format_date(day)} to re-enrol PAs in {row.name}")
    return made.id


@action("Record a declaration of compliance", KEEP_PENSIONS)
def declare_compliance(work: Work, scheme_id: int, due: date, done: date, reference: str) -> int:
    """Keep that the declaration due by a day was made with The Pensions Regulator, and its reference."""
    row = work.get(PensionSchemeRow, scheme_id)
    issues = []
    if not reference.strip():
        issues.append(Issue("reference", "Enter the regulator's reference.", "From the confirmation."))
    if done > work.reader.today:
        issues.append(Issue("done", "A declaration cannot be made in the future.", "The day it was made."))
    if row.duties_start is None or due not in declarations_due(_law(work), row.duties_start, work.reader.today):
        issues.append(Issue("due", "No declaration falls due on this day.", "Take one that is due."))
    if issues:
        raise Invalid(issues)
    known = next((day for each, day in duties(work.reader, scheme_id, "declaration") if each == due), None)
    if known is not None:
        raise Refusal(f"This declaration was recorded as made on {format_date(known)}.", "Look at what stands there.")
    made = work.add(PensionDutyRow(scheme_id=scheme_id, kind="declaration", day=due, done=done,
                                   reference=reference.strip()))  # fmt: skip
    work.say(f"Recorded the declaration of compliance for {row.name}")
    return made.id


def _law(work: Work) -> AutoEnrolment:
    return load_shelf().on(AutoEnrolment, work.reader.today)


def _checked(work: Work, scheme: SchemeEntry) -> SchemeEntry:
    if issues := scheme_issues(_law(work), scheme, [each.key for each in layouts()]):
        raise Invalid(issues)
    stripped: dict[str, Any] = {name: value.strip() for name, value in asdict(scheme).items() if isinstance(value, str)}
    return replace(scheme, **stripped)


def _only_automatic(work: Work, scheme: SchemeEntry, own: int | None = None) -> None:
    """One scheme of an employer at most enrols by itself: a second one takes over."""
    if not scheme.automatic:
        return
    for row in work.all(PensionSchemeRow, PensionSchemeRow.automatic.is_(True)):
        if row.id != own and row.employer_id == scheme.employer_id:
            work.change(row, automatic=False)
