"""Every paper is read back before it counts as written."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.blocks import PageBreak, Paragraph
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.write import check_pdf, write_pdf

Paper = Callable[..., Document]


def test_a_written_paper_is_there_and_described(
    paper: Paper, tmp_path: Path, read: Callable[[Path], list[str]]
) -> None:
    target = tmp_path / "Siân Ŵyn.pdf"
    written = write_pdf(paper(Paragraph("one 😀"), PageBreak(), Paragraph("two")), target)
    assert (written.path, written.pages, written.size) == (target, 2, target.stat().st_size)
    assert written.substituted == ("😀",)
    assert "two" in read(target)[1]


def test_nothing_is_left_beside_the_paper(paper: Paper, tmp_path: Path) -> None:
    write_pdf(paper(), tmp_path / "a.pdf")
    write_pdf(paper(), tmp_path / "a.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_the_same_paper_is_the_same_file(paper: Paper, tmp_path: Path) -> None:
    write_pdf(paper(), tmp_path / "a.pdf")
    write_pdf(paper(), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_missing_folder_is_a_fault(paper: Paper, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="is not there"):
        write_pdf(paper(), tmp_path / "nowhere" / "a.pdf")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folder modes do not bind on this system")
def test_a_read_only_folder_is_a_fault_and_the_old_file_stays(paper: Paper, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    tmp_path.chmod(0o555)
    try:
        if os.geteuid():
            with pytest.raises(Fault, match="may not be written"):
                write_pdf(paper(), target)
        else:
            assert "may not be written" in write_as_nobody(paper(), target)
    finally:
        tmp_path.chmod(0o755)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def write_as_nobody(document: Document, target: Path) -> str:
    """The superuser may write anywhere, so a child gives that up first; the way to the folder is opened for it."""
    closed = [folder for folder in target.parent.parents if not folder.stat().st_mode & 0o001]
    for folder in closed:
        folder.chmod(folder.stat().st_mode | 0o011)
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.setgid(65534)
        os.setuid(65534)
        try:
            write_pdf(document, target)
        except Fault as fault:
            os.write(theirs, fault.sentence.encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(theirs)
    for folder in closed:
        folder.chmod(folder.stat().st_mode & ~0o011)
    with os.fdopen(ours, "rb") as said:
        return said.read().decode()


def plain_file(path: Path, *, title: str = "T", lang: str = "en-GB", font: str = "Helvetica") -> Path:
    canvas = Canvas(str(path), lang=lang, initialFontName=font)  # type: ignore[arg-type]
    canvas.setTitle(title)
    canvas.drawString(50, 50, "text")
    canvas.showPage()
    canvas.save()
    return path


def test_a_font_that_is_not_inside_is_found(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="Helvetica is not inside"):
        check_pdf(plain_file(tmp_path / "a.pdf"), 1, "T")


def test_wrong_pages_title_and_language_are_found(paper: Paper, tmp_path: Path) -> None:
    target = write_pdf(paper(), tmp_path / "a.pdf").path
    check_pdf(target, 1, "A paper")
    with pytest.raises(Fault, match="1 pages and should have 2"):
        check_pdf(target, 2, "A paper")
    with pytest.raises(Fault, match="title"):
        check_pdf(target, 1, "Another paper")
    with pytest.raises(Fault, match="language"):
        check_pdf(target, 1, "A paper", "cy")


def test_another_language_can_be_set(paper: Paper, tmp_path: Path) -> None:
    check_pdf(write_pdf(paper(lang="cy"), tmp_path / "a.pdf").path, 1, "A paper", "cy")


@pytest.mark.parametrize("data", [b"", b"no pdf at all", b"%PDF-1.4\n%%EOF"])
def test_a_file_that_does_not_open_is_found(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(Fault, match="cannot be read back"):
        check_pdf(tmp_path / "a.pdf", 1, "T")


def test_another_reader_finds_no_syntax_trouble(paper: Paper, tmp_path: Path) -> None:
    target = write_pdf(paper(*[Paragraph("a ( b ) \\ c\n" * 200)] * 3), tmp_path / "a.pdf").path
    with pikepdf.open(io.BytesIO(target.read_bytes())) as pdf:
        assert list(pdf.check_pdf_syntax()) == []
