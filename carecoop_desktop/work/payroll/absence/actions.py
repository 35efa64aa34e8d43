"""Everything that changes about absence: record, change, end, remove; earlier earnings, leave, awake time, vehicles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict, Invalid, Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.meanwhile import conflict_since
from carecoop_desktop.platform.office.tables import SettingRow
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import Mileage, load_shelf
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.permissions import CHANGE_ABSENCE, SET_LEAVE_RULES
from carecoop_desktop.work.payroll.absence.queries.paid import paid_for_absence
from carecoop_desktop.work.payroll.absence.rules.entered import absence_issues, clash
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, KINDS
from carecoop_desktop.work.payroll.absence.settings import CLASS_1, LEAVE_YEAR, read_leave_year
from carecoop_desktop.work.payroll.absence.tables import (
    AbsenceRow,
    AwakeTimeRow,
    EarlierEarningsRow,
    EmployerEarningsRow,
    LeaveAdjustmentRow,
    VehicleRow,
)
from carecoop_desktop.work.payroll.employers.choosing import employer_for
from carecoop_desktop.work.payroll.employers.queries import employers_of


@action("Record an absence", CHANGE_ABSENCE)
def record_absence(work: Work, assistant_id: int, absence: Absence) -> int:
    """A PA is away. Raises Invalid with every issue; refuses two absences on the same day."""
    person = work.get(AssistantRow, assistant_id)
    clean = replace(_read(work, person, absence), employer_id=employer_for(work, assistant_id, absence.employer_id))
    _no_clash(work, assistant_id, clean, None)
    row = work.add(AbsenceRow(assistant_id=assistant_id, **_values(clean)))
    work.say(f"Recorded {person.name}'s absence from {format_date(row.first)}")
    return row.id


@action("Change an absence", CHANGE_ABSENCE)
def change_absence(work: Work, absence_id: int, absence: Absence, version: int | None = None) -> None:
    """Put an absence right. What was paid for it already is made good in the next run."""
    row = work.get(AbsenceRow, absence_id)
    person = work.get(AssistantRow, row.assistant_id)
    whose = employer_for(work, row.assistant_id, absence.employer_id or row.employer_id)
    clean = replace(_read(work, person, absence), employer_id=whose)
    _no_clash(work, row.assistant_id, clean, absence_id)
    if whose != row.employer_id and paid_for_absence(work.reader, absence_id):
        raise Refusal("Another employer paid for this absence.", "End it, and record one for the other job.")
    if clean.kind != row.kind and paid_for_absence(work.reader, absence_id):
        raise Refusal("Pay was paid for this absence as another kind.", "End it, and record the other kind after it.")
    work.change(row, version=version, **_values(clean))
    work.say(f"Changed {person.name}'s absence from {format_date(row.first)}")


@action("End an absence", CHANGE_ABSENCE)
def end_absence(work: Work, absence_id: int, last: date, version: int | None = None) -> None:
    """The PA is back: ``last`` was the last day away."""
    row = work.get(AbsenceRow, absence_id)
    person = work.get(AssistantRow, row.assistant_id)
    if last < row.first:
        raise Invalid([Issue("last", "The last day is before the first.", f"{format_date(row.first)} or later")])
    others = _others(work, row.assistant_id, row.employer_id, row.id)
    if sentence := clash(row.first, last, others):
        raise Refusal(sentence, "Choose an earlier last day.")
    work.change(row, version=version, last=last)
    work.say(f"{person.name} was away until {format_date(last)}")


@action("Remove an absence", CHANGE_ABSENCE)
def remove_absence(work: Work, absence_id: int, version: int | None = None) -> None:
    """Take out an absence that was recorded by mistake; one that was paid for stays. Raises Conflict where it is newer
    than the ``version`` that was read."""
    row = work.get(AbsenceRow, absence_id)
    if paid_for_absence(work.reader, absence_id):
        raise Refusal("Pay was paid for this absence, so its record stays.", "Put its last day right instead.")
    person = work.get(AssistantRow, row.assistant_id)
    work.say(f"Removed {person.name}'s absence from {format_date(row.first)}")
    work.remove(row, version=version)


def _read(work: Work, person: AssistantRow, absence: Absence) -> Absence:
    issues = absence_issues(absence, person.started, person.left)
    if issues:
        raise Invalid(issues)
    kind = KINDS[absence.kind]
    return replace(
        absence,
        weekdays="".join(sorted(set(absence.weekdays))),
        minutes=(absence.minutes or 0) if kind.code == HOLIDAY else 0,
        reason=absence.reason.strip(),
        event=absence.event if kind.pay is not None else None,
        withheld=absence.withheld.strip(),
    )


def _values(absence: Absence) -> dict[str, Any]:
    return asdict(absence)


def _no_clash(work: Work, assistant_id: int, absence: Absence, own: int | None) -> None:
    if absence.first is None:
        return
    others = _others(work, assistant_id, absence.employer_id, own)
    if sentence := clash(absence.first, absence.last, others):
        raise Refusal(sentence, "End or change that absence first.")


def _others(work: Work, assistant_id: int, employer_id: int | None, own: int | None) -> list[AbsenceRow]:
    """A PA's other absences from the same job: from a second job somebody may be away on the same days."""
    jobs = employers_of(work.reader, assistant_id, work.reader.today)
    main = jobs[0][0] if jobs else None
    rows = [row for row in work.all(AbsenceRow, AbsenceRow.assistant_id == assistant_id) if row.id != own]
    return [row for row in rows if (row.employer_id or main) == (employer_id or main)]


@action("Record earlier earnings", SET_LEAVE_RULES)
def set_earlier_earnings(
    work: Work, assistant_id: int, paid_on: date, pence: int, employer_id: int | None = None, seen: int | None = None
) -> None:
    """Pay liable for NI of a pay day before this office's payslips, for averages. Nought takes it out. Without an
    employer it was the main job's.

    ``seen`` is the last change that was seen of it, here and below: 0 where nobody looked, and then Conflict tells what
    stands there already.
    """
    if pence < 0:
        raise Invalid([Issue("pence", "Earnings cannot be below nought.")])
    person = work.get(AssistantRow, assistant_id)
    jobs = employers_of(work.reader, assistant_id, work.reader.today)
    whose = employer_for(work, assistant_id, employer_id)
    key: dict[str, Any] = {"assistant_id": assistant_id, "paid_on": paid_on}
    if whose is None or whose == jobs[0][0]:
        _keep(work, EarlierEarningsRow, key, {"pence": pence}, pence > 0, seen)
    else:
        _keep(work, EmployerEarningsRow, {**key, "employer_id": whose}, {"pence": pence}, pence > 0, seen)
    work.say(f"{person.name} was paid {format_money(pence)} on {format_date(paid_on)}")


@action("Adjust leave", SET_LEAVE_RULES)
def adjust_leave(
    work: Work, assistant_id: int, day: date, minutes: int, why: str, employer_id: int | None = None
) -> int:
    """Leave brought forward, or taken off (negative), in minutes, with the reason; of the main job if none is named."""
    if not minutes or not why.strip():
        fields = [("minutes", "Enter the hours.", not minutes), ("why", "Say why.", not why.strip())]
        raise Invalid([Issue(field, sentence) for field, sentence, wrong in fields if wrong])
    person = work.get(AssistantRow, assistant_id)
    whose = employer_for(work, assistant_id, employer_id)
    row = work.add(
        LeaveAdjustmentRow(assistant_id=assistant_id, day=day, minutes=minutes, why=why.strip(), employer_id=whose)
    )
    work.say(f"Leave of {person.name} adjusted by {format_hours(minutes)} hours")
    return row.id


@action("Record time awake in a sleep-in", CHANGE_ABSENCE)
def set_awake_time(work: Work, assistant_id: int, day: date, minutes: int, seen: int | None = None) -> None:
    """How long a PA was awake for work in the sleep-in that began on a day; nought takes it out."""
    if not 0 <= minutes <= 16 * 60:
        raise Invalid([Issue("minutes", "A sleep-in has at most 16 hours.")])
    person = work.get(AssistantRow, assistant_id)
    _keep(work, AwakeTimeRow, {"assistant_id": assistant_id, "day": day}, {"minutes": minutes}, minutes > 0, seen)
    work.say(f"{person.name} was awake for {format_hours(minutes)} hours on {format_date(day)}")


@action("Set a PA's vehicle", CHANGE_ABSENCE)
def set_vehicle(work: Work, assistant_id: int, since: date, vehicle: str, seen: int | None = None) -> None:
    """What a PA drives or rides for work from a day on; the approved mileage rate follows it."""
    known = load_shelf().on(Mileage, since).vehicles
    if vehicle not in known:
        raise Invalid([Issue("vehicle", "There is no mileage rate for that.", ", ".join(known))])
    person = work.get(AssistantRow, assistant_id)
    _keep(work, VehicleRow, {"assistant_id": assistant_id, "since": since}, {"vehicle": vehicle}, True, seen)
    work.say(f"{person.name} uses a {vehicle} from {format_date(since)}")


@action("Set the rules for leave and recovery", SET_LEAVE_RULES)
def set_leave_rules(
    work: Work, leave_year: str, class_1: int | None = None, tax_year: str = "", seen: int | None = None
) -> None:
    """The day and month a leave year begins (``04-01``), and the gross Class 1 of a complete tax year if it is known
    better than from this office's payslips: it decides about Small Employers' Relief. Raises Conflict where one of
    them was set after the change that was ``seen``."""
    read_leave_year(leave_year)
    wanted: dict[str, tuple[str, Any]] = {"leave_year": (LEAVE_YEAR, leave_year)}
    if tax_year and class_1 is not None:
        wanted["class_1"] = (CLASS_1.format(tax_year), class_1)
    _hold_rules(work, wanted, seen)
    for key, value in wanted.values():
        work.set_setting(key, value)
    work.say("Set the rules for leave")


def _hold_rules(work: Work, wanted: Mapping[str, tuple[str, Any]], seen: int | None) -> None:
    """One conflict over all of the settings: keys and values by the name of the form's field."""
    told: list[FieldConflict] = []
    found: list[Conflict] = []
    for field, (key, value) in wanted.items():
        row = work.one(SettingRow, SettingRow.key == key)
        conflict = None if row is None or seen is None else conflict_since(work.reader, [row], seen, {"value": value})
        if conflict is not None:
            told += [replace(each, field=field) for each in conflict.fields if each.theirs != each.mine]
            found.append(conflict)
    if told:
        last = max(found, key=lambda each: each.version or 0)
        raise Conflict(last.sentence, told, last.version)


def _keep(work: Work, kind: Any, key: dict[str, Any], values: dict[str, Any], wanted: bool, seen: int | None) -> None:
    """The one row of a key: added, changed, or taken out."""
    row = work.one(kind, *(getattr(kind, name) == value for name, value in key.items()))
    if row is not None and any(getattr(row, name) != value for name, value in values.items()):
        work.hold([row], seen, values)
    if row is None:
        if wanted:
            work.add(kind(**key, **values))
    elif wanted:
        work.change(row, **values)
    else:
        work.remove(row)
