"""Adds PAs, one or many, changes who they are, and says goodbye to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.actions.reading import (
    check,
    rate_entry_issues,
    read_bank,
    read_dbs,
    read_person,
    read_tax,
)
from carecoop_desktop.people.assistants.actions.rows import file_rows, person_values
from carecoop_desktop.people.assistants.entries import Person, WholeFile
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS, CHANGE_PAY, RECORD_CHECKS
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules import entered
from carecoop_desktop.people.assistants.tables import AssistantRow, ContractRow, SupportLinkRow
from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work

_PEOPLE: Any = AssistantRow.__table__


@action("Add a PA", CHANGE_ASSISTANTS)
def add_assistant(work: Work, person: Person) -> int:
    """Add one PA. Raises Invalid for a missing name, a taken number or NI number, and what cannot be read."""
    clean, issues = read_person(work, person)
    check(issues + _taken(work, [clean]))
    row = work.add(AssistantRow(**person_values(_numbered(work, [clean])[0]), left=None))
    work.say(f"Added {row.name}")
    return row.id


@action("Add PAs", CHANGE_ASSISTANTS)
def add_assistants(work: Work, files: Sequence[WholeFile]) -> list[int]:
    """Add many PAs with their whole files at once. Raises Invalid with every issue, each naming the person."""
    _require_for(work, files)
    read = [_read_file(work, one) for one in files]
    issues = [replace(issue, message=f"{one.person.name}: {issue.message}") for one, found in read for issue in found]
    check(issues + _taken(work, [one.person for one, _ in read]))
    people = _numbered(work, [one.person for one, _ in read])
    ids = work.add_many(AssistantRow, [{**person_values(person), "left": None} for person in people])
    _add_rows(work, (row for (one, _), number in zip(read, ids, strict=True) for row in file_rows(one, number)))
    work.say(f"Added {len(ids)} PA{'' if len(ids) == 1 else 's'}")
    return list(ids)


@action("Change a PA's record", CHANGE_ASSISTANTS)
def change_assistant(work: Work, /, assistant_id: int, version: int, **fields: Any) -> None:
    """Change fields of who a PA is; ``version`` is what the screen had read. Raises Conflict and Invalid."""
    row = work.get(AssistantRow, assistant_id)
    known = set(Person.__dataclass_fields__)
    if unknown := set(fields) - known:
        raise Refusal(f"A PA's record has no {', '.join(sorted(unknown))}.")
    before = Person(**{name: getattr(row, name) for name in known})
    clean, issues = read_person(work, replace(before, **fields))
    check(issues + _taken(work, [clean], besides=assistant_id))
    values = person_values(clean)
    changed = [name for name in fields if values[name] != getattr(row, name)]
    written = {name: values[name] for name in (*fields, *(["name_key"] if "name" in fields else []))}
    work.change(row, version=version, **written)
    work.say(f"Changed {clean.name}: {', '.join(sorted(changed)).replace('_', ' ') or 'nothing'}")


@action("Say that a PA has left", CHANGE_ASSISTANTS)
def assistant_left(work: Work, assistant_id: int, left: date | None, version: int | None = None) -> None:
    """End a PA's employment on a day: contracts and the support of members end with it."""
    row = work.get(AssistantRow, assistant_id)
    issues = entered.day_issues("left", left, date(work.reader.today.year + 1, 12, 31), needed=True)
    if left and row.started and left < row.started:
        issues.append(Issue("left", "This is before the start date.", f"From {format_date(row.started)} on."))
    check(issues)
    work.change(row, version=version, left=left, status="left")
    for link in work.all(SupportLinkRow, SupportLinkRow.assistant_id == assistant_id, SupportLinkRow.until.is_(None)):
        work.change(link, until=left)
    for contract in work.all(ContractRow, ContractRow.assistant_id == assistant_id, ContractRow.until.is_(None)):
        work.change(contract, until=left)
    work.say(f"{row.name} left on {format_date(left) if left else ''}")


def _require_for(work: Work, files: Sequence[WholeFile]) -> None:
    """The permissions beyond adding a person that what stands in the files asks for."""
    if any(one.tax or one.bank or one.rates for one in files):
        work.reader.require(CHANGE_PAY)
    if any(one.dbs or one.vetting or one.training for one in files):
        work.reader.require(RECORD_CHECKS)


def _read_file(work: Work, whole: WholeFile) -> tuple[WholeFile, list[Issue]]:
    person, issues = read_person(work, whole.person)
    clean = replace(whole, person=person)
    if whole.bank:
        bank, found = read_bank(whole.bank)
        clean, issues = replace(clean, bank=bank), issues + found
    if whole.tax:
        tax, found = read_tax(work, whole.tax)
        clean, issues = replace(clean, tax=tax), issues + found
    if whole.dbs:
        dbs, found = read_dbs(work, whole.dbs)
        clean, issues = replace(clean, dbs=dbs), issues + found
    return clean, issues + list(_file_issues(work, whole))


def _file_issues(work: Work, whole: WholeFile) -> Iterable[Issue]:
    today = work.reader.today
    items = {item.code: item.name for item in staff_file_rules().by_hand}
    known = {course.code: course.name for course in courses().by_code.values()}
    if whole.contract:
        yield from entered.contract_issues(whole.contract, today)
    for rate in whole.rates:
        yield from rate_entry_issues(rate)
    for item in whole.vetting:
        yield from entered.vetting_issues(item, items, today)
    if whole.right_to_work:
        yield from entered.right_to_work_issues(whole.right_to_work, today)
    for reference in whole.references:
        yield from entered.reference_issues(reference, today)
    for training in whole.training:
        yield from entered.training_issues(training, known, today)
    for supervision in whole.supervisions:
        yield from entered.supervision_issues(supervision, today)
    for support in whole.supports:
        yield from entered.support_issues(support, today)


def _add_rows(work: Work, rows: Iterable[tuple[type[Record], dict[str, Any]]]) -> None:
    by_table: dict[type[Record], list[dict[str, Any]]] = {}
    for kind, values in rows:
        by_table.setdefault(kind, []).append(values)
    for kind, found in by_table.items():
        work.add_many(kind, found)


def _taken(work: Work, people: Sequence[Person], besides: int | None = None) -> list[Issue]:
    """Numbers and NI numbers that another PA has already, in the office or further up in the same list."""
    rows = work.reader.connection.execute(select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.number, _PEOPLE.c.ni_number))
    others = [row for row in rows if row.id != besides]
    numbers = {row.number: row.name for row in others}
    insured = {row.ni_number: row.name for row in others if row.ni_number}
    issues = []
    for person in people:
        if person.number in numbers:
            issues.append(Issue("number", f"Number {person.number} is {numbers[person.number]}'s already."))
        if person.ni_number and person.ni_number in insured:
            issues.append(Issue("ni_number", f"This is {insured[person.ni_number]}'s NI number already."))
        if person.number:
            numbers[person.number] = person.name
        if person.ni_number:
            insured[person.ni_number] = person.name
    return issues


def _numbered(work: Work, people: Sequence[Person]) -> list[Person]:
    """Each without a number gets the next one."""
    given = work.reader.connection.execute(select(_PEOPLE.c.number)).scalars()
    used = [*given, *(person.number for person in people)]
    highest = max((int(number) for number in used if number.isdigit()), default=0)
    numbered = []
    for person in people:
        if not person.number:
            highest += 1
            person = replace(person, number=f"{highest:03d}")
        numbered.append(person)
    return numbered
