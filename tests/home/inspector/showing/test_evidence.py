"""Evidence by question as an inspector sees it."""

from __future__ import annotations

import pytest

from carecoop_desktop.home.inspector.showing.evidence import document_sheet, topic_list, topic_sheet
from carecoop_desktop.home.inspector.showing.sheets import Mark
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office

SAF = "cqc-saf-2023"


def test_every_question_has_its_topics(reading: Office) -> None:
    shown = reading.read(topic_list, SAF)
    assert [len(section.rows) for section in shown.sections] == [8, 6, 5, 7, 8]
    numbers = [number for section in shown.sections for _kind, number in section.opens]
    assert numbers == list(range(34))


def test_a_topic_leads_to_its_documents(reading: Office) -> None:
    shown = reading.read(topic_sheet, SAF, 5)
    assert shown.title == "Evidence · Safe and effective staffing"
    filed = next(section for section in shown.sections if section.heading == "Documents and voices")
    assert filed.rows[0] == ("People's experience", "A member's letter", "1 Nov 2026", Mark("open", "info"))
    with pytest.raises(Refusal, match="not part of the framework"):
        reading.read(topic_sheet, SAF, 34)


def test_a_document_says_what_proves_it(reading: Office) -> None:
    shown = reading.read(topic_sheet, SAF, 5)
    number = next(s for s in shown.sections if s.heading == "Documents and voices").opens[0][1]
    document = reading.read(document_sheet, number)
    facts = dict(document.sections[0].facts)
    assert facts["File"] == "letter.txt"
    assert len(str(facts["Proof (SHA-256)"])) == 64
    assert document.sections[1].text == "Given by hand"


def test_every_live_check_stands_with_its_state(reading: Office) -> None:
    shown = [reading.read(topic_sheet, SAF, number) for number in range(34)]
    checks = {row[0]: row[3] for one in shown for s in one.sections if s.heading == "Live checks" for row in s.rows}
    assert isinstance(checks["Nothing in the history was altered"], Mark)
    assert len(checks) >= 20
