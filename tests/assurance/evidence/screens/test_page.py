"""The evidence page over a real office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from carecoop_desktop.assurance.evidence.actions import plan_gap, review_document
from carecoop_desktop.assurance.evidence.queries import documents, overview, plans
from carecoop_desktop.assurance.evidence.screens import page as page_module
from carecoop_desktop.assurance.evidence.screens.page import MAY_NOT, EvidencePage
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User

SAF = "cqc-saf-2023"


@pytest.fixture
def page(desk: Desk, people: tuple[int, int], qtbot: Any) -> EvidencePage:
    """The page, shown and filled."""
    made = EvidencePage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    return made


def open_topic(page: EvidencePage, topic_id: str) -> None:
    at = next(n for n, line in enumerate(page._lines) if line.topic and line.topic.topic.id == topic_id)
    page.table.choose(at)


def test_questions_and_topics_stand_in_one_list(page: EvidencePage) -> None:
    assert page.table.row_count() == 5 + 34
    assert page.context.startswith("CQC single assessment framework · 34 quality statements · ")
    assert page.current is not None
    assert page.current.state.tone == "warn"


def test_a_topic_shows_checks_and_gaps_and_opens_the_record(page: EvidencePage, desk: Desk, people: Any) -> None:
    open_topic(page, "S6")
    assert "DBS certificates in date by the office's policy\t0 of 1\tall\t1 gap" in page.detail.checks.copy_text()
    assert "Marek Nowak: no certificate recorded" in page.detail.gaps.copy_text()
    page.detail.checks.opened.emit(0)
    assert desk.window.opened == [("assistants", people[1])]  # type: ignore[attr-defined]


def test_choosing_a_question_opens_its_first_topic(page: EvidencePage) -> None:
    page.table.choose(0)
    assert page.current is not None
    assert page.current.topic.id == "S1"


def test_another_framework_has_its_own_topics(page: EvidencePage) -> None:
    page.chooser.setCurrentIndex(page.chooser.findData("ofsted-sccif-ifa"))
    assert page.table.row_count() == 3 + 31
    assert "Ofsted" in page.context or "fostering" in page.context.lower()


def test_a_voice_is_filed_under_the_open_topic(page: EvidencePage, desk: Desk, tmp_path: Path) -> None:
    open_topic(page, "S6")
    page.file_document()
    assert page.form.form is not None
    file = tmp_path / "voice.txt"
    file.write_bytes(b"I choose.")
    page.choose_file(str(file))
    assert page.file_label.text() == "voice.txt"
    page.form.form.set_values({"category": "EC1", "title": "A voice", "dated": date(2026, 11, 1)})
    page.form.save.click()
    assert page.form.form is None
    one = desk.read_now(documents)[0]
    assert (one.title, one.file_name) == ("A voice", "voice.txt")
    assert ("cqc-asc-2026-draft", "S-6") in one.topics
    assert "A voice" in page.detail.documents.copy_text()


def test_a_file_that_is_not_taken_is_refused_with_a_sentence(page: EvidencePage, desk: Desk, tmp_path: Path) -> None:
    page.file_document()
    bad = tmp_path / "tool.exe"
    bad.write_bytes(b"MZ")
    page.choose_file(str(bad))
    assert isinstance(desk.window.troubles[-1], Refusal)  # type: ignore[attr-defined]
    assert page.file_label.text().startswith("No file chosen")
    page.close_form()


def test_what_is_wrong_stands_beside_its_field_and_files_nothing(page: EvidencePage, desk: Desk) -> None:
    page.file_document()
    assert page.form.form is not None
    page.form.form.set_values({"category": "EC1", "title": "Tomorrow", "dated": date(2026, 12, 24)})
    page.form.save.click()
    assert page.form.form is not None
    assert desk.read_now(documents) == []
    page.form.form.settle()
    page.close_form()


def test_a_plan_is_made_from_a_gap_and_finished(page: EvidencePage, desk: Desk) -> None:
    open_topic(page, "S6")
    assert page.current is not None
    check = next(one for one in page.current.checks if one.id == "dbs_in_date")
    page.plan(check, check.gaps[0])
    assert page.form.form is not None
    assert page.form.form.values  # the first wording names the gap
    assert "Marek Nowak" in page.form.form.input("what").widget.text()  # type: ignore[attr-defined]
    page.form.form.set_values({"what": "Renew it", "who": "Rhian Lowe", "due": date(2026, 12, 14)})
    page.form.save.click()
    made = desk.read_now(plans)[0]
    assert (made.check_id, made.topic) == ("dbs_in_date", "S6")
    assert "Renew it" in page.detail.plans.copy_text()
    page.finish(made)
    assert desk.read_now(plans)[0].done is not None


def test_a_document_is_reviewed_for_another_year(page: EvidencePage, desk: Desk, filed: Callable[..., int]) -> None:
    filed(review=date(2026, 11, 1))
    page.review_document(desk.read_now(documents)[0])
    assert desk.read_now(documents)[0].review == date(2027, 11, 30)


def test_a_review_that_another_desk_was_quicker_with_is_told_and_promises_no_choice(
    page: EvidencePage, desk: Desk, filed: Callable[..., int]
) -> None:
    filed(review=date(2026, 11, 1))
    read = desk.read_now(documents)[0]
    desk.office.do(review_document, read.id, read.version, date(2027, 2, 1))
    page.review_document(read)
    (told,) = desk.window.troubles  # type: ignore[attr-defined]
    assert told.sentence.startswith("Priya Shah changed review of this")
    assert told.remedy == "Look at what stands there now, and do it again if it is still right."
    assert desk.read_now(documents)[0].review == date(2027, 2, 1)


def test_the_pack_is_written_first_and_then_issued(page: EvidencePage, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    page.print_pack(str(path))
    assert len(pypdf.PdfReader(path).pages) > 5
    assert desk.read_now(overview, SAF).last_pack == desk.today
    assert desk.window.sentences[-1].startswith("Issued an evidence pack")  # type: ignore[attr-defined]


def test_a_pack_that_cannot_be_written_is_not_issued(page: EvidencePage, desk: Desk, tmp_path: Path) -> None:
    page.print_pack(str(tmp_path / "no folder" / "pack.pdf"))
    assert isinstance(desk.window.troubles[-1], Fault)  # type: ignore[attr-defined]
    assert desk.read_now(overview, SAF).last_pack is None


def test_a_document_opens_and_one_without_a_file_says_so(
    page: EvidencePage, desk: Desk, filed: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(page_module, "open_file", opened.append)
    page.open_document(filed(file_name="voice.txt", content=b"words"))
    assert opened[0].content == b"words"
    page.open_document(filed("Without"))
    assert isinstance(desk.window.troubles[-1], Refusal)  # type: ignore[attr-defined]


def test_a_document_found_by_search_opens_its_topic(page: EvidencePage, filed: Callable[..., int]) -> None:
    number = filed(topics=[("ofsted-sccif-ifa", "NMS15")], across=False)
    page.go_to(record=number)
    assert page.framework == "ofsted-sccif-ifa"
    assert page.current is not None
    assert page.current.topic.id == "NMS15"


def test_who_may_only_read_sees_grey_buttons_with_the_reason(desk: Desk, people: Any, qtbot: Any) -> None:
    desk.office.user = User("Olwen", Role.READ_ONLY)
    made = EvidencePage(desk)
    qtbot.addWidget(made)
    made.show()
    assert why_grey(made.print)
    assert made.why_not == MAY_NOT
    made.file_document()
    assert made.form.form is None


def test_overdue_plans_show_on_the_topic(page: EvidencePage, desk: Desk) -> None:
    desk.office.do(plan_gap, SAF, "S6", "Late", "Rhian", desk.today - timedelta(days=2))
    page.reload()
    open_topic(page, "S6")
    assert "2 days overdue" in page.detail.plans.copy_text()
