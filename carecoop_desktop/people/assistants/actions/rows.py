"""Entries turned into rows, the same for one form as for hundreds of people at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from carecoop_desktop.people.assistants.entries import Dbs, Person, Training, WholeFile
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules.terms import dbs_renew_by, training_renew_by
from carecoop_desktop.people.assistants.tables import (
    BankDetailRow,
    ContractRow,
    DbsCheckRow,
    PayRateRow,
    ReferenceRow,
    RightToWorkRow,
    SupervisionRow,
    SupportLinkRow,
    TaxDetailRow,
    TrainingRow,
    VettingItemRow,
)
from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.database.lists.folding import fold

Values = Mapping[str, Any]


def person_values(entry: Person) -> dict[str, Any]:
    """A person's own columns."""
    return {**asdict(entry), "name_key": fold(entry.name)}


def dbs_values(entry: Dbs) -> dict[str, Any]:
    """A certificate's columns; without a renewal date of its own it follows the office's policy."""
    given = asdict(entry)
    if entry.renew_by is None and entry.issued_on is not None:
        policy = staff_file_rules().policy
        given["renew_by"] = dbs_renew_by(
            entry.issued_on,
            entry.status_checked,
            entry.update_service,
            policy.dbs_months,
            policy.status_check_months,
        )
    return given


def training_values(entry: Training) -> dict[str, Any]:
    """A course's columns; without a renewal date of its own it follows the course's term."""
    given = asdict(entry)
    course = courses().by_code.get(entry.course)
    if entry.renew_by is None and entry.done is not None and course is not None:
        given["renew_by"] = training_renew_by(entry.done, course.months)
    return given


def file_rows(whole: WholeFile, assistant_id: int) -> Iterator[tuple[type[Record], dict[str, Any]]]:
    """Every row of a person's file but the person's own."""
    if whole.contract:
        yield ContractRow, _of(assistant_id, asdict(whole.contract))
    for rate in whole.rates:
        yield PayRateRow, _of(assistant_id, asdict(rate))
    if whole.bank:
        yield BankDetailRow, _of(assistant_id, asdict(whole.bank))
    if whole.tax:
        yield TaxDetailRow, _of(assistant_id, asdict(whole.tax))
    yield from _check_rows(whole, assistant_id)
    for support in whole.supports:
        yield SupportLinkRow, _of(assistant_id, {**asdict(support), "until": None})


def _check_rows(whole: WholeFile, assistant_id: int) -> Iterator[tuple[type[Record], dict[str, Any]]]:
    for item in whole.vetting:
        yield VettingItemRow, _of(assistant_id, asdict(item))
    if whole.dbs:
        yield DbsCheckRow, _of(assistant_id, dbs_values(whole.dbs))
    if whole.right_to_work:
        yield RightToWorkRow, _of(assistant_id, asdict(whole.right_to_work))
    for reference in whole.references:
        yield ReferenceRow, _of(assistant_id, asdict(reference))
    for training in whole.training:
        yield TrainingRow, _of(assistant_id, training_values(training))
    for supervision in whole.supervisions:
        yield SupervisionRow, _of(assistant_id, asdict(supervision))


def _of(assistant_id: int, given: Values) -> dict[str, Any]:
    return {"assistant_id": assistant_id, **given}
