"""Records the checks, training and supervision that a PA's file is made of."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.actions.reading import check, read_dbs
from carecoop_desktop.people.assistants.actions.rows import dbs_values, training_values
from carecoop_desktop.people.assistants.entries import (
    Dbs,
    Reference,
    RightToWork,
    Supervision,
    Training,
    VettingItem,
)
from carecoop_desktop.people.assistants.permissions import RECORD_CHECKS
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules import entered, words
from carecoop_desktop.people.assistants.rules.terms import dbs_renew_by
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    DbsCheckRow,
    ReferenceRow,
    RightToWorkRow,
    SupervisionRow,
    TrainingRow,
    VettingItemRow,
)
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Record an item of the staff file", RECORD_CHECKS)
def record_vetting_item(work: Work, assistant_id: int, item: VettingItem, seen: int | None = None) -> int:
    """What is held for one item of Schedule 3; recorded again, it takes the place of what stood.

    ``seen`` is the last change that the person had read, here and below: Conflict where this was recorded after it.
    """
    rules = staff_file_rules()
    check(entered.vetting_issues(item, {one.code: one.name for one in rules.by_hand}, work.reader.today))
    person = work.get(AssistantRow, assistant_id)
    standing = work.one(VettingItemRow, VettingItemRow.assistant_id == assistant_id, VettingItemRow.item == item.item)
    work.say(f"{rules.name(item.item)}: recorded for {person.name}")
    if standing is not None:
        work.hold([standing], seen, asdict(item))
        return work.change(standing, **asdict(item)).id
    return work.add(VettingItemRow(assistant_id=assistant_id, **asdict(item))).id


@action("Record a DBS certificate", RECORD_CHECKS)
def record_dbs(work: Work, assistant_id: int, dbs: Dbs) -> int:
    """A certificate seen; when to renew it follows the office's policy unless a day is given."""
    clean, issues = read_dbs(work, dbs)
    check(issues)
    person = work.get(AssistantRow, assistant_id)
    row = work.add(DbsCheckRow(assistant_id=assistant_id, **dbs_values(clean)))
    work.say(f"DBS certificate of {person.name} recorded, to renew by {format_date(row.renew_by)}")
    return row.id


@action("Record an Update Service check", RECORD_CHECKS)
def record_status_check(
    work: Work, assistant_id: int, checked: date | None, no_change: bool = True, seen: int | None = None
) -> int:
    """The status of the newest certificate was looked up on the Update Service.

    Where the status has changed the certificate no longer counts: it is then due for renewal at once.
    """
    held = _certificates(work, assistant_id)
    row = held[-1]
    issues = entered.day_issues("checked", checked, work.reader.today, needed=True)
    if not row.update_service:
        issues.append(Issue("checked", "This certificate is not on the Update Service.", "Record a new certificate."))
    check(issues)
    person = work.get(AssistantRow, assistant_id)
    if checked is None:
        raise Refusal("The date is missing.")
    policy = staff_file_rules().policy
    follows = dbs_renew_by(row.issued_on, checked, True, policy.dbs_months, policy.status_check_months)
    values: dict[str, Any] = {"status_checked": checked, "renew_by": follows if no_change else checked}
    work.hold(held, seen, values)
    work.change(row, **values)
    told = (
        f"no change, to look again by {format_date(follows)}" if no_change else "changed: a new certificate is needed"
    )
    work.say(f"DBS status of {person.name} checked: {told}")
    return row.id


@action("Record a right-to-work check", RECORD_CHECKS)
def record_right_to_work(work: Work, assistant_id: int, right: RightToWork) -> int:
    """How and when the right to work was checked, and when to look again."""
    check(entered.right_to_work_issues(right, work.reader.today))
    person = work.get(AssistantRow, assistant_id)
    work.say(f"Right to work of {person.name} recorded")
    return work.add(RightToWorkRow(assistant_id=assistant_id, **asdict(right))).id


@action("Record a reference", RECORD_CHECKS)
def record_reference(
    work: Work, assistant_id: int, reference: Reference, reference_id: int | None = None, seen: int | None = None
) -> int:
    """A reference asked for or received; ``reference_id`` names one that stands already."""
    check(entered.reference_issues(reference, work.reader.today))
    person = work.get(AssistantRow, assistant_id)
    state = "received" if reference.received else "asked for"
    work.say(f"Reference for {person.name} {state}: {reference.referee}")
    if reference_id is None:
        return work.add(ReferenceRow(assistant_id=assistant_id, **asdict(reference))).id
    row = work.get(ReferenceRow, reference_id)
    if row.assistant_id != assistant_id:
        raise Refusal(f"This reference is not about {person.name}.")
    work.hold([row], seen, asdict(reference))
    return work.change(row, **asdict(reference)).id


@action("Record training", RECORD_CHECKS)
def record_training(work: Work, assistant_id: int, training: Training) -> int:
    """A course done; when to renew it follows the course unless a day is given."""
    known = {course.code: course.name for course in courses().by_code.values()}
    check(entered.training_issues(training, known, work.reader.today))
    person = work.get(AssistantRow, assistant_id)
    work.say(f"{known[training.course]}: recorded for {person.name}")
    return work.add(TrainingRow(assistant_id=assistant_id, **training_values(training))).id


@action("Record supervision", RECORD_CHECKS)
def record_supervision(work: Work, assistant_id: int, supervision: Supervision) -> int:
    """A supervision, appraisal or observed practice that took place."""
    check(entered.supervision_issues(supervision, work.reader.today))
    person = work.get(AssistantRow, assistant_id)
    work.say(f"{words.SUPERVISIONS[supervision.kind]} of {person.name} recorded")
    return work.add(SupervisionRow(assistant_id=assistant_id, **asdict(supervision))).id


def _certificates(work: Work, assistant_id: int) -> list[DbsCheckRow]:
    """A PA's certificates, the newest last. Refusal where there is none."""
    found = work.all(DbsCheckRow, DbsCheckRow.assistant_id == assistant_id)
    if not found:
        raise Refusal("No DBS certificate is recorded yet.", "Record the certificate first.")
    return sorted(found, key=lambda row: (row.issued_on, row.id))
