"""Which files are taken as evidence, looked at by their content."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import zipfile
from pathlib import Path
from typing import Any

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


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
WEB = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://www.cqc.org.uk"))


def _with(**entries: Any) -> bytes:
    """A PDF of one page whose catalogue holds these, and whose page holds what is given as ``page_...``."""
    kept, made = io.BytesIO(), pikepdf.new()
    page = made.add_blank_page().obj
    for key, value in entries.items():
        (page if key.startswith("page_") else made.Root)[f"/{key.removeprefix('page_')}"] = value
    made.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (_with(Names={"/JavaScript": {"/Names": ["x", SCRIPT]}}), "holds a script"),
        (_with(page_AA={"/O": SCRIPT}), "holds a script"),
        (_with(AA={"/WC": LAUNCH}), "starts another program"),
        (_with(page_Annots=[{"/Type": "/Annot", "/A": LAUNCH}]), "starts another program"),
        (_with(page_Annots=[{"/A": {**dict(WEB.items()), "/Next": [LAUNCH]}}]), "starts another program"),
        (_with(OpenAction=WEB), "opens something else by itself"),
        (_with(page_AA={"/O": WEB}), "opens something else by itself"),
        (_with(AcroForm={"/XFA": ["form", "words"]}), "holds a script"),
        (_with(Names={"/EmbeddedFiles": {"/Names": []}}), "carries other files"),
    ],
)
def test_what_a_pdf_would_do_is_found_wherever_it_is_written(content: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        looked_at("letter.pdf", content)


def test_a_pdf_may_lead_to_its_own_pages_and_hold_links_that_are_clicked() -> None:
    looked_at("letter.pdf", _with(OpenAction={"/S": pikepdf.Name.GoTo}, page_Annots=[{"/A": WEB}]))


@pytest.mark.parametrize(
    ("part", "words", "why"),
    [
        ("[Content_Types].xml", '<Override ContentType="application/vnd.ms-office.vbaProject"/>', "holds macros"),
        (
            "word/_rels/settings.xml.rels",
            '<Relationship Target="https://x.example/a.dotm" TargetMode="External" Type="http://a/attachedTemplate"/>',
            "fetches a part of itself",
        ),
    ],
)
def test_a_word_document_brings_all_that_it_is(part: str, words: str, why: str) -> None:
    kept = io.BytesIO(packed("word/document.xml"))
    with zipfile.ZipFile(kept, "a") as made:
        made.writestr(part, words)
    with pytest.raises(Refusal, match=why):
        looked_at("minutes.docx", kept.getvalue())


def test_links_of_a_word_document_and_the_offices_own_template_are_no_harm() -> None:
    kept = io.BytesIO(packed("word/document.xml"))
    with zipfile.ZipFile(kept, "a") as made:
        made.writestr("word/_rels/document.xml.rels", '<R Type="http://a/hyperlink" Target="https://cqc.org.uk"/>')
        made.writestr(
            "word/_rels/settings.xml.rels", '<R Type="http://a/attachedTemplate" Target="file:///C:/a.dotx"/>'
        )
    assert looked_at("minutes.docx", kept.getvalue()).name == "minutes.docx"


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
