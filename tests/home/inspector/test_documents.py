"""The list of what was shown, on paper."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf

from carecoop_desktop.home.inspector.actions import leave, log_view
from carecoop_desktop.home.inspector.documents import shown_document
from carecoop_desktop.home.inspector.queries import Visit, shown_list
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.document import render


def words(office: Office, visit: Visit) -> str:
    data = render(shown_document(office.read(shown_list, visit.id))).data
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.split())


def test_every_record_stands_in_it_in_order(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    for number, title in enumerate(("Staff files", "Staff file · Siân Davies", "Training matrix")):
        office.do(log_view, visit.id, "staff", number, title)
    said = words(office, visit)
    assert "Ruth Adler (CQC)" in said
    assert "still under way" in said
    assert said.index("Staff files") < said.index("Siân Davies") < said.index("Training matrix")
    assert "For Dee Valley Care Co-operative" in said


def test_a_visit_in_which_nothing_was_shown_says_so(office: Office, begin: Callable[[], Visit]) -> None:
    visit = begin()
    leave(office, visit.id, "4711")
    said = words(office, visit)
    assert "Nothing was shown yet." in said
    assert "still under way" not in said
