"""Copies with a password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.errors import Fault, Invalid
from carecoop_desktop.platform.paper.blocks import Paragraph
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.protect import check_password, protect_pdf, write_protected
from carecoop_desktop.platform.paper.write import write_pdf

PASSWORD = "Glöckchen 7 & Ŵyn"


@pytest.fixture
def source(paper: Callable[..., Document], tmp_path: Path) -> Path:
    return write_pdf(paper(Paragraph("Net pay £1,234.56")), tmp_path / "a.pdf").path


def test_the_password_opens_the_copy(source: Path, tmp_path: Path) -> None:
    written = protect_pdf(source, tmp_path / "b.pdf", PASSWORD)
    reader = PdfReader(written.path, password=PASSWORD)
    assert "£1,234.56" in reader.pages[0].extract_text()
    assert written.pages == 1


def test_it_is_aes_of_256_bits(source: Path, tmp_path: Path) -> None:
    with pikepdf.open(protect_pdf(source, tmp_path / "b.pdf", PASSWORD).path, password=PASSWORD) as pdf:
        assert pdf.encryption.bits == 256
        assert pdf.encryption.R == 6
        assert pdf.allow.accessibility


@pytest.mark.parametrize("wrong", ["", "glöckchen 7 & ŵyn", PASSWORD + " "])
def test_no_other_password_does(wrong: str, source: Path, tmp_path: Path) -> None:
    target = protect_pdf(source, tmp_path / "b.pdf", PASSWORD).path
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target, password=wrong)


def test_title_and_words_are_not_readable_in_the_file(source: Path, tmp_path: Path) -> None:
    assert b"A paper" in source.read_bytes()
    assert b"A paper" not in protect_pdf(source, tmp_path / "b.pdf", PASSWORD).path.read_bytes()


@pytest.mark.parametrize("password", ["", "short", "line\nbreak here", "bell\x07 bell bell"])
def test_a_password_too_short_or_that_cannot_be_typed_is_refused(password: str, source: Path, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        protect_pdf(source, tmp_path / "b.pdf", password)
    assert caught.value.issues[0].field == "password"
    assert not (tmp_path / "b.pdf").exists()


def test_something_else_than_a_pdf_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no")
    with pytest.raises(Fault, match="cannot be read"):
        protect_pdf(tmp_path / "a.pdf", tmp_path / "b.pdf", PASSWORD)


def test_a_document_is_written_closed_and_never_open(paper: Callable[..., Document], tmp_path: Path) -> None:
    target = tmp_path / "slip.pdf"
    written = write_protected(paper(Paragraph("Net pay £1,234.56")), target, PASSWORD)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    assert "£1,234.56" in PdfReader(target, password=PASSWORD).pages[0].extract_text()
    assert (written.path, written.pages) == (target, 1) and [one.name for one in tmp_path.iterdir()] == ["slip.pdf"]
    with pytest.raises(Invalid):
        write_protected(paper(Paragraph("x")), tmp_path / "other.pdf", "short")
    assert not (tmp_path / "other.pdf").exists()


def test_a_password_can_be_checked_before_anything_is_made() -> None:
    check_password(PASSWORD)
    with pytest.raises(Invalid):
        check_password("1234567")
