"""Filed documents are opened from a private folder."""

from __future__ import annotations

import os
from typing import Any

import pytest

from carecoop_desktop.assurance.evidence.queries import FiledFile
from carecoop_desktop.assurance.evidence.screens import opening
from carecoop_desktop.assurance.evidence.screens.opening import open_file, put_aside
from carecoop_desktop.platform.kernel.errors import Fault

FILE = FiledFile("../A member's letter.PDF", "application/pdf", b"%PDF-1.7")


def test_a_copy_keeps_its_kind_and_nobody_else_may_read_it() -> None:
    copy = put_aside(FILE)
    assert copy.name == "a-member-s-letter.pdf"
    assert copy.read_bytes() == FILE.content
    if os.name == "posix":
        assert copy.parent.parent.stat().st_mode & 0o077 == 0


def test_the_same_document_twice_is_two_copies() -> None:
    assert put_aside(FILE) != put_aside(FILE)


def test_it_is_handed_to_the_computers_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Any] = []

    def take(url: Any) -> bool:
        handed.append(url.toLocalFile())
        return True

    monkeypatch.setattr(opening.QDesktopServices, "openUrl", take)
    assert handed == [str(open_file(FILE))] or handed[0].endswith("a-member-s-letter.pdf")


def test_a_computer_without_such_a_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.QDesktopServices, "openUrl", lambda _url: False)
    with pytest.raises(Fault, match="No program on this computer opens"):
        open_file(FILE)
