"""Live checks over PAs' files: each counts real records and names those behind the gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries.files import (
    FileOwner,
    evidence_of,
    file_owners,
    training_done,
    vetting_matrix,
)
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules.courses_due import CourseState, course_states, in_date
from carecoop_desktop.people.assistants.rules.schedule3 import Evidence, dbs_state
from carecoop_desktop.people.assistants.rules.terms import Tone
from carecoop_desktop.people.assistants.tables import RightToWorkRow, SupervisionRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.features import CheckResult
from carecoop_desktop.platform.office.reader import Reader

_RIGHTS: Any = RightToWorkRow.__table__
_SUPERVISIONS: Any = SupervisionRow.__table__
_NOTHING = Evidence({}, None, ())
_TRAINING_AIM = 95
_SUPERVISION_AIM = 90


def dbs_in_date(reader: Reader) -> CheckResult:
    """Every active PA has a certificate that is in date by the office's policy."""
    evidence, policy = evidence_of(reader), staff_file_rules().policy

    def gap(owner: FileOwner) -> str:
        dbs = evidence.get(owner.id, _NOTHING).dbs
        if dbs is None:
            return "no certificate recorded"
        late = dbs_state(dbs, policy, reader.today).tone is Tone.BAD
        return f"renewal was due {format_date(dbs.renew_by)}" if late else ""

    return _count(file_owners(reader), gap)


def references_before_first_shift(reader: Reader) -> CheckResult:
    """The references that the policy asks for were in before the first day of work."""
    evidence, needed = evidence_of(reader), staff_file_rules().policy.references

    def gap(owner: FileOwner) -> str:
        held = [one for one in evidence.get(owner.id, _NOTHING).references if one.held]
        if len(held) < needed:
            return f"{len(held)} of {needed} references held"
        dated = sorted(one.received for one in held if one.received is not None)
        if len(dated) < needed:
            return "the day a reference came in is not recorded"
        late = owner.started is not None and dated[needed - 1] > owner.started
        return f"the last came in on {format_date(dated[needed - 1])}, after the first day" if late else ""

    return _count(file_owners(reader), gap)


def right_to_work_before_first_shift(reader: Reader) -> CheckResult:
    """The right to work was checked before the first day of work."""
    first = select(_RIGHTS.c.assistant_id, func.min(_RIGHTS.c.checked).label("checked"))
    checked = {
        row.assistant_id: row.checked for row in reader.connection.execute(first.group_by(_RIGHTS.c.assistant_id))
    }

    def gap(owner: FileOwner) -> str:
        day = checked.get(owner.id)
        if day is None:
            return "no check recorded"
        late = owner.started is not None and day > owner.started
        return f"checked on {format_date(day)}, after the first day" if late else ""

    return _count(file_owners(reader), gap)


def schedule3_complete(reader: Reader) -> CheckResult:
    """Every active PA's file holds all that Schedule 3 asks for."""
    rows = vetting_matrix(reader)
    missing = {row.owner.id: ", ".join(cell.name for cell in row.cells if not cell.complete) for row in rows}
    return _count([row.owner for row in rows], lambda owner: missing[owner.id])


def training_in_date(reader: Reader) -> CheckResult:
    """Every course that everybody needs is in date."""
    return _count_courses(reader, {course.code for course in courses().for_everybody}, _TRAINING_AIM)


def moving_handling_in_date(reader: Reader) -> CheckResult:
    """Moving and handling is in date."""
    return _count_courses(reader, {"moving-handling"})


def medicines_in_date(reader: Reader) -> CheckResult:
    """Medicines training is in date."""
    return _count_courses(reader, {"medicines"})


def safeguarding_training_in_date(reader: Reader) -> CheckResult:
    """Safeguarding adults is in date."""
    return _count_courses(reader, {"safeguarding-adults"})


def care_certificate_done(reader: Reader) -> CheckResult:
    """The Care Certificate is done, or the time for it still runs."""
    return _count_courses(reader, {"care-certificate"})


def supervision_in_time(reader: Reader) -> CheckResult:
    """Everybody had supervision within the term of the office's policy, or began less than that ago."""
    last = select(_SUPERVISIONS.c.assistant_id, func.max(_SUPERVISIONS.c.held).label("held"))
    held = {
        row.assistant_id: row.held for row in reader.connection.execute(last.group_by(_SUPERVISIONS.c.assistant_id))
    }
    since = reader.today - timedelta(weeks=staff_file_rules().policy.supervision_weeks)

    def gap(owner: FileOwner) -> str:
        newest = max(filter(None, (held.get(owner.id), owner.started)), default=date.min)
        if newest >= since:
            return ""
        return f"last on {format_date(held[owner.id])}" if owner.id in held else "none recorded yet"

    return _count(file_owners(reader), gap, _SUPERVISION_AIM)


def _count(owners: Iterable[FileOwner], gap: Callable[[FileOwner], str], aim: int = 100) -> CheckResult:
    found = [(owner, gap(owner)) for owner in owners]
    gaps = tuple(("assistants", owner.id, owner.name, why) for owner, why in found if why)
    met = len(found) - len(gaps)
    return CheckResult(met, len(found), aim, gaps, f"{met} of {len(found)}" if found else "")


def _count_courses(reader: Reader, codes: set[str], aim: int = 100) -> CheckResult:
    done = training_done(reader)

    def gap(owner: FileOwner) -> str:
        states = course_states(courses(), done.get(owner.id, {}), owner.started, reader.today)
        return "; ".join(_words(one) for one in states if one.code in codes and not in_date(one))

    return _count(file_owners(reader), gap, aim)


def _words(course: CourseState) -> str:
    return f"{course.name} {course.state.words}"
