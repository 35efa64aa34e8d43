"""The demo office's evidence: real files under real topics."""

from __future__ import annotations

import io

import pypdf
import pytest

from carecoop_desktop.assurance.evidence.demo import demo
from carecoop_desktop.assurance.evidence.queries import document_file, documents, plans, today_items
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office


@pytest.fixture
def filled(office: Office) -> Office:
    demo(office, PLANS["small"])
    return office


def test_documents_speak_to_both_frameworks(filled: Office) -> None:
    found = filled.read(documents)
    assert len(found) == 14
    assert {one.category for one in found} == {"EC1", "EC2", "EC3", "EC4", "EC5", "EC6"}
    assert any(place[0] == "cqc-asc-2026-draft" for one in found for place in one.topics)


def test_their_files_open(filled: Office) -> None:
    held = [one for one in filled.read(documents) if one.file_name]
    assert len(held) == 13
    for one in held:
        file = filled.read(document_file, one.id)
        if file.media_type == "application/pdf":
            text = " ".join(pypdf.PdfReader(io.BytesIO(file.content)).pages[0].extract_text().split())
            assert one.title.split(",")[0] in text


def test_one_plan_is_late_one_is_done_and_one_document_waits(filled: Office) -> None:
    found = filled.read(plans)
    assert sum(plan.done is not None for plan in found) == 1
    assert sum(plan.due < filled.today and plan.done is None for plan in found) == 1
    assert any(item.what.startswith("Review “Safeguarding policy") for item in filled.read(today_items))
