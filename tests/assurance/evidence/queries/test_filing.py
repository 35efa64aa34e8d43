"""Documents and plans as they are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from carecoop_desktop.assurance.evidence.actions import finish_plan, plan_gap
from carecoop_desktop.assurance.evidence.queries import document_file, documents, plans
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office

SAF = "cqc-saf-2023"


def test_documents_come_newest_first(office: Office, filed: Callable[..., int]) -> None:
    filed("Old", dated=date(2025, 1, 1))
    filed("New", dated=date(2026, 11, 1), note=" said on the phone ")
    found = office.read(documents)
    assert [one.title for one in found] == ["New", "Old"]
    assert found[0].note == "said on the phone"


def test_only_a_frameworks_own_documents(office: Office, filed: Callable[..., int]) -> None:
    filed("Both")
    filed("Fostering", topics=[("ofsted-sccif-ifa", "NMS15")], across=False)
    assert [one.title for one in office.read(documents, SAF)] == ["Both"]
    assert {one.title for one in office.read(documents, "ofsted-sccif-ifa")} == {"Both", "Fostering"}


def test_a_voice_without_a_file_says_so(office: Office, filed: Callable[..., int]) -> None:
    number = filed()
    with pytest.raises(Refusal, match="has no file"):
        office.read(document_file, number)
    with pytest.raises(Refusal, match="no longer there"):
        office.read(document_file, number + 1)


def test_a_file_that_was_changed_behind_our_back_is_not_opened(office: Office, filed: Callable[..., int]) -> None:
    number = filed(file_name="voice.txt", content=b"words")
    with office.database.writing() as connection:
        connection.execute(text("UPDATE evidence_document SET sha256 = :hash"), {"hash": "0" * 64})
    with pytest.raises(Fault, match="not the one that was filed"):
        office.read(document_file, number)


def test_open_plans_come_first_by_day(office: Office) -> None:
    for what, days in (("late", 9), ("soon", 2), ("done", 1)):
        number = office.do(plan_gap, SAF, "S6", what, "Rhian", office.today + timedelta(days=days)).value
    office.do(finish_plan, number)
    assert [plan.what for plan in office.read(plans)] == ["soon", "late", "done"]
    assert [plan.what for plan in office.read(plans, finished=False)] == ["soon", "late"]
    assert office.read(plans, "ofsted-sccif-ifa") == []
