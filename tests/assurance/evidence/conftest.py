"""Builders for the tests of evidence: small real files, and an office with something to count."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pikepdf
import pytest

from carecoop_desktop.assurance.evidence.actions import add_document
from carecoop_desktop.people.assistants.actions import add_assistant
from carecoop_desktop.people.assistants.entries import Person
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.office.office import Office

SAF = "cqc-saf-2023"


def pdf_bytes(script: bool = False) -> bytes:
    """A PDF of one empty page, with a script in it where asked for."""
    made = pikepdf.new()
    made.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root.OpenAction = made.make_indirect(action)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def packed(*names: str) -> bytes:
    """A zip file with these entries."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return kept.getvalue()


@pytest.fixture
def filed(office: Office) -> Callable[..., int]:
    """Files a document under S6 unless told otherwise."""

    def file_one(title: str = "Recruitment policy", **more: Any) -> int:
        topics = more.pop("topics", [(SAF, "S6")])
        inputs = {"category": "EC5", "dated": date(2026, 9, 9), **more}
        category, dated = inputs.pop("category"), inputs.pop("dated")
        return office.do(add_document, category, title, dated, topics, **inputs).value

    return file_one


@pytest.fixture
def people(office: Office) -> tuple[int, int]:
    """One member and one PA who has no certificate: real gaps."""
    member = office.do(add_member, name="Ann Hay", address="3 Mill Lane", postcode="CH1 2AB", phone="01244 555 666",
                       status="active", joined=date(2025, 3, 4)).value  # fmt: skip
    pa = office.do(add_assistant, Person("Marek Nowak", started=date(2025, 5, 6), address="7 Quay Street")).value
    return member, pa
