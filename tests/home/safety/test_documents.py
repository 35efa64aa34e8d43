"""The recovery sheet as a paper: complete, whole, and only for an owner."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from carecoop_desktop.home.safety.documents import Sheet, sheet_document, sheet_of, write_sheet
from carecoop_desktop.home.safety.encrypting import give_key
from carecoop_desktop.platform.database.keys import new_key, read_key
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def test_the_paper_carries_the_key_as_it_is_typed(tmp_path: Path) -> None:
    sheet = Sheet("Dee Valley", "/offices/dee.carecoop", new_key(), datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
    written = write_sheet(sheet, tmp_path / "sheet.pdf")
    assert written.pages == 1 and written.substituted == ()
    words = " ".join(PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text().split())
    for group in sheet.key.groups:
        assert group in words
    for said in ("Dee Valley", sheet.key.number, "/offices/dee.carecoop", "Print two", "forgotten password"):
        assert said in words
    found = [words.split(f"Group {n} ")[1].split()[0] for n in range(1, 4)]
    assert found == list(sheet.key.groups[:3]) or read_key(" ".join(sheet.key.groups)) == sheet.key
    assert sheet.key.raw.hex() not in words


def test_an_owner_prints_the_sheet_of_an_encrypted_office(office: Office, own_keyring: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not encrypted"):
        sheet_of(office)
    key = give_key(office, tmp_path / "backups").key
    sheet = sheet_of(office)
    assert sheet.key == key and sheet.office == "Dee Valley Care Co-operative"
    assert sheet_document(sheet).title == "Recovery sheet Dee Valley Care Co-operative"
    office.user = User("Ben Okoro", Role.OFFICE)
    with pytest.raises(NotAllowed):
        sheet_of(office)
