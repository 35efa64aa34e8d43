"""Which files are taken as evidence, looked at by their content."""

from __future__ import annotations

import hashlib
import importlib.util
import io
from pathlib import Path

import pikepdf
import pytest

from carecoop_desktop.assurance.evidence.attachments import looked_at, read_attachment
from carecoop_desktop.platform.kernel.errors import Refusal

_spec = importlib.util.spec_from_file_location("evidence_builders", Path(__file__).with_name("conftest.py"))
assert _spec is not None and _spec.loader is not None
builders = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(builders)
pdf_bytes, packed = builders.pdf_bytes, builders.packed

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("letter.pdf", pdf_bytes(), "application/pdf"),
        ("photo.PNG", PNG, "image/png"),
        ("photo.jpeg", JPEG, "image/jpeg"),
        ("minutes.docx", packed("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml"),
        ("survey.xlsx", packed("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml"),
        ("survey.csv", b"who,what\nAnn,good\n", "text/csv"),
        ("voice.txt", "I choose who comes — always.".encode(), "text/plain"),
    ],
)
def test_what_offices_have_is_taken(name: str, content: bytes, media_type: str) -> None:
    taken = looked_at(name, content)
    assert taken.media_type.startswith(media_type)
    assert taken.sha256 == hashlib.sha256(content).hexdigest()
    assert taken.content == content


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("tool.exe", b"MZ", "not a kind of file that is kept here"),
        ("macros.docm", packed("word/document.xml"), "not a kind of file that is kept here"),
        ("letter", b"text", "not a kind of file that is kept here"),
        ("minutes.docx", packed("word/document.xml", "word/vbaProject.bin"), "holds macros or other programs"),
        ("sheet.xlsx", packed("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "holds macros or other programs"),
        ("sheet.xlsx", packed("xl/workbook.xml", "xl/embeddings/oleObject1.bin"), "holds macros or other programs"),
        ("sheet.xlsx", packed("word/document.xml"), "it is not an Excel workbook"),
        ("minutes.docx", b"PK\x03\x04 broken", "it is not a Word document"),
        ("letter.pdf", b"MZ program", "it is not a PDF"),
        ("letter.pdf", b"%PDF-1.7 and then nothing", "it is damaged"),
        ("letter.pdf", pdf_bytes(script=True), "holds a script"),
        ("photo.png", JPEG, "it is not a PNG picture"),
        ("photo.jpg", PNG, "it is not a JPEG picture"),
        ("voice.txt", b"MZ\x00\x00", "it is not text"),
        ("voice.txt", b"", "is empty"),
        ("voice.txt", b"a" * 10_000_001, "10 MB large"),
    ],
)
def test_what_could_run_or_is_not_what_it_says_is_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refusal:
        looked_at(name, content)
    assert refusal.value.remedy


def test_a_locked_pdf_is_refused() -> None:
    kept = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(kept, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Refusal, match="locked with a password"):
        looked_at("letter.pdf", kept.getvalue())


def test_a_name_keeps_no_folders() -> None:
    assert looked_at(r"C:\Users\priya\..\voice.txt", b"words").name == "voice.txt"
    assert looked_at("../../etc/voice.txt", b"words").name == "voice.txt"


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "voice.txt"
    path.write_bytes(b"words")
    assert read_attachment(path).content == b"words"


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read_attachment(tmp_path / "gone.txt")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.pdf"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(Refusal, match="60 MB large"):
        read_attachment(path)
