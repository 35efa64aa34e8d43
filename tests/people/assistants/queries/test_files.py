"""Staff files and the matrix over all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import record_dbs, record_right_to_work, record_training
from carecoop_desktop.people.assistants.entries import Dbs, RightToWork, Training
from carecoop_desktop.people.assistants.queries import (
    StaffFile,
    dbs_checks_of,
    evidence_of,
    file_owners,
    references_of,
    staff_file,
    training_of,
    vetting_matrix,
)
from carecoop_desktop.people.assistants.rules.terms import Tone
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def test_a_complete_file_reads_as_an_inspector_reads_it(office: Office, add: Callable[..., int]) -> None:
    file = office.read(staff_file, add())
    assert file.complete and (file.name, file.started, file.supports) == ("Siân Davies", date(2025, 5, 6), 0)
    assert (file.items[0].name, file.items[0].held) == ("Proof of identity, photograph", "Copy on file")
    assert file.items[-1].name == "Right to work" and file.items[-1].held == "Passport seen"
    assert {course.state.words for course in file.training} == {"in date"}


def test_a_file_holds_no_address_no_bank_and_no_pay() -> None:
    names = {field.name for field in fields(StaffFile)}
    assert not names & {"address", "postcode", "phone", "email", "bank", "rates", "pay", "ni_number", "tax_code"}


def test_a_reader_without_rights_reads_the_same_file(
    add: Callable[..., int], as_role: Callable[[Role], Office]
) -> None:
    number = add()
    assert as_role(Role.READ_ONLY).read(staff_file, number).complete


@pytest.mark.parametrize(
    ("follow_up", "tone", "complete"),
    [(date(2026, 11, 29), Tone.BAD, False), (date(2026, 12, 20), Tone.WARN, True), (None, Tone.MET, True)],
)
def test_leave_that_runs_out_is_seen(
    office: Office, add: Callable[..., int], follow_up: date | None, tone: Tone, complete: bool
) -> None:
    number = add()
    office.do(record_right_to_work, number, RightToWork("Share code", date(2025, 11, 1), "PS", follow_up))
    file = office.read(staff_file, number)
    assert (file.items[-1].tone, file.complete) == (tone, complete)


def test_without_a_right_to_work_check_the_file_is_not_complete(office: Office, add: Callable[..., int]) -> None:
    assert not office.read(staff_file, add(right_to_work=None)).complete


def test_the_newest_certificate_and_course_count(office: Office, add: Callable[..., int]) -> None:
    number = add()
    office.do(record_dbs, number, Dbs("001234567899", date(2026, 5, 1)))
    office.do(record_dbs, number, Dbs("001234567898", date(2022, 5, 1)))
    assert [line.certificate[-1] for line in office.read(dbs_checks_of, number)] == ["9", "0", "8"]
    assert office.read(evidence_of)[number].dbs.issued_on == date(2026, 5, 1)  # type: ignore[union-attr]
    office.do(record_training, number, Training("medicines", date(2024, 1, 1)))
    assert next(one for one in office.read(training_of, number) if one.code == "medicines").done == date(2026, 6, 2)


def test_references_stand_in_the_order_they_were_written_down(office: Office, add: Callable[..., int]) -> None:
    assert [line.referee for line in office.read(references_of, add())] == ["Oak Care", "Elm Homes"]


def test_the_matrix_has_a_row_for_each_active_pa_and_eight_items(office: Office, add: Callable[..., int]) -> None:
    add("Siân Davies")
    add("Ann Hay", vetting=(), references=())
    rows = office.read(vetting_matrix)
    assert [row.owner.name for row in rows] == ["Ann Hay", "Siân Davies"]
    assert [row.complete for row in rows] == [False, True]
    assert all(len(row.cells) == 8 for row in rows)
    assert [cell.tone for cell in rows[0].cells].count(Tone.BAD) == 6


def test_the_demo_office_has_a_few_gaps_and_no_more(people_office: Office) -> None:
    rows = people_office.read(vetting_matrix)
    assert len(rows) == 31 and 1 <= sum(not row.complete for row in rows) <= 3
    assert len(people_office.read(file_owners, "active", "paused")) == 31
