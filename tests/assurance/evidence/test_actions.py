"""Documents, plans and packs change only by these actions, and everything but a pack can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from carecoop_desktop.assurance.evidence.actions import (
    add_document,
    finish_plan,
    issue_pack,
    link_document,
    plan_gap,
    remove_document,
    review_document,
)
from carecoop_desktop.assurance.evidence.queries import document_file, documents, overview, plans
from carecoop_desktop.assurance.evidence.tables import EvidencePackRow
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

SAF, DRAFT = "cqc-saf-2023", "cqc-asc-2026-draft"
File = Callable[..., int]


def test_a_document_is_filed_under_its_topic_and_its_counterparts(office: Office, filed: File) -> None:
    filed()
    one = office.read(documents)[0]
    assert (SAF, "S6") in one.topics
    assert (DRAFT, "S-6") in one.topics
    assert office.next_undo() == "Filed “Recruitment policy”"


def test_counterparts_can_be_left_out(office: Office, filed: File) -> None:
    filed(across=False)
    assert office.read(documents)[0].topics == ((SAF, "S6"),)


def test_a_file_is_kept_with_its_hash(office: Office, filed: File) -> None:
    number = filed(file_name="policy.txt", content=b"We check before the first shift.")
    file = office.read(document_file, number)
    assert (file.name, file.media_type) == ("policy.txt", "text/plain")
    assert file.content == b"We check before the first shift."


def test_undo_takes_a_document_out_and_redo_brings_its_file_back(office: Office, filed: File) -> None:
    filed(file_name="policy.txt", content=b"words")
    office.undo()
    assert office.read(documents) == []
    office.redo()
    found = office.read(documents)[0]
    assert office.read(document_file, found.id).content == b"words"


def test_everything_wrong_with_a_document_is_told_at_once(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(add_document, "EC9", " ", date(2026, 12, 24), [], review=date(2026, 1, 1))
    assert {issue.field for issue in refused.value.issues} == {"category", "title", "dated", "review", "topics"}
    assert office.read(documents) == []


def test_a_file_that_is_not_taken_files_nothing(office: Office, filed: File) -> None:
    with pytest.raises(Refusal, match="not a kind of file"):
        filed(file_name="tool.exe", content=b"MZ")
    assert office.read(documents) == []


def test_a_topic_that_is_not_there_is_refused(office: Office, filed: File) -> None:
    with pytest.raises(Refusal, match="no topic S99"):
        filed(topics=[(SAF, "S99")])
    with pytest.raises(Refusal, match="no framework"):
        filed(topics=[("estyn", "S1")])


def test_a_document_is_filed_under_more_topics_once(office: Office, filed: File) -> None:
    number = filed(across=False)
    assert office.do(link_document, number, [(SAF, "W5"), (SAF, "S6")], across=False).value == 1
    with pytest.raises(Refusal, match="filed there already"):
        office.do(link_document, number, [(SAF, "W5")], across=False)


def test_a_document_can_be_taken_out_and_brought_back(office: Office, filed: File) -> None:
    number = filed()
    office.do(remove_document, number)
    assert office.read(documents) == []
    office.undo()
    assert office.read(documents)[0].topics[0] == (SAF, "S6")


def test_a_review_is_set_into_the_future(office: Office, filed: File) -> None:
    number = filed(review=date(2026, 11, 1))
    one = office.read(documents)[0]
    assert one.state is not None
    with pytest.raises(Invalid):
        office.do(review_document, number, one.version, date(2026, 11, 30))
    office.do(review_document, number, one.version, date(2027, 11, 1))
    assert office.read(documents)[0].state is None
    with pytest.raises(Conflict):
        office.do(review_document, number, one.version, None)


def test_a_plan_is_made_and_finished(office: Office) -> None:
    made = office.do(
        plan_gap, "CQC-SAF-2023", "S6", " Renew ", "Rhian  Lowe", date(2026, 12, 24), check_id="dbs_in_date"
    )
    plan = office.read(plans)[0]
    assert (plan.framework, plan.what, plan.who, plan.state.word) == (SAF, "Renew", "Rhian Lowe", "planned")
    office.do(finish_plan, made.value, plan.version)
    assert office.read(plans)[0].done == date(2026, 11, 30)
    with pytest.raises(Refusal, match="done on 30 Nov 2026 already"):
        office.do(finish_plan, made.value)
    office.undo()
    assert office.read(plans, finished=False)[0].done is None


def test_a_plan_says_what_who_and_a_likely_day(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(plan_gap, SAF, "S6", "", " ", office.today + timedelta(days=1000))
    assert {issue.field for issue in refused.value.issues} == {"what", "who", "due"}
    with pytest.raises(Refusal, match="no topic"):
        office.do(plan_gap, SAF, "S66", "a", "b", office.today)


def test_an_issued_pack_keeps_what_it_said_and_cannot_be_undone(office: Office, filed: File) -> None:
    filed()
    before = office.next_undo()
    number = office.do(issue_pack, "CQC-SAF-2023").value
    assert office.next_undo() == before
    assert office.read(overview, SAF).last_pack == date(2026, 11, 30)
    with office.database.reading() as connection:
        row = connection.execute(EvidencePackRow.__table__.select()).one()
    assert (row.id, row.framework, row.made_by) == (number, SAF, "Priya Shah")
    assert row.summary["documents"] == 1
    assert len(row.summary["chain_hash"]) == 64


def test_only_those_who_may_file_and_issue(office: Office) -> None:
    office.user = User("Olwen", Role.READ_ONLY)
    with pytest.raises(NotAllowed):
        office.do(add_document, "EC5", "Policy", date(2026, 1, 1), [(SAF, "S6")])
    with pytest.raises(NotAllowed):
        office.do(issue_pack, SAF)
    office.user = User("Tomos", Role.TREASURER)
    assert office.do(issue_pack, SAF).value


def test_what_another_desk_reviewed_or_finished_says_who_did(office: Office, filed: File) -> None:
    number = filed(review=date(2026, 11, 1))
    office.do(review_document, number, 1, date(2027, 11, 1))
    with pytest.raises(Conflict, match=r"^Priya Shah changed review of this document at "):
        office.do(remove_document, number, 1)
    plan = office.do(plan_gap, SAF, "S6", "Renew", "Rhian Lowe", date(2026, 12, 24)).value
    office.do(finish_plan, plan)
    with pytest.raises(Conflict, match=r"^Priya Shah changed done of this \w+"):
        office.do(finish_plan, plan, 1)
