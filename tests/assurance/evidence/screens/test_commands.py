"""What Ctrl+K offers about evidence."""

from __future__ import annotations

from typing import Any

import pytest

from carecoop_desktop.assurance.evidence.screens.commands import file_document, print_pack
from carecoop_desktop.assurance.evidence.screens.page import EvidencePage
from carecoop_desktop.platform.desktop.desk import Desk


def test_without_its_page_nothing_happens(desk: Desk) -> None:
    print_pack(desk)
    assert desk.window.opened == [("evidence", None)]  # type: ignore[attr-defined]


def test_a_document_is_filed_from_anywhere(desk: Desk, qtbot: Any) -> None:
    page = EvidencePage(desk)
    qtbot.addWidget(page)
    file_document(desk)
    page.show()
    assert page.form.form is not None


def test_the_pack_is_printed_by_the_page(desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = EvidencePage(desk)
    qtbot.addWidget(page)
    asked: list[str] = []
    monkeypatch.setattr(page, "print_pack", lambda: asked.append("print"))
    print_pack(desk)
    assert asked == ["print"]
