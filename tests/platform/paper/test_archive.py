"""Archive copies meet PDF/A-3b and carry their figures."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.archive import Attachment, archive_pdf, check_archive
from carecoop_desktop.platform.paper.blocks import Heading, Note, PageBreak, Paragraph, Tile, Tiles, Title
from carecoop_desktop.platform.paper.charts import Bar, BarChart, LineChart
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import LARGE_PRINT
from carecoop_desktop.platform.paper.pills import Pill
from carecoop_desktop.platform.paper.write import write_pdf

Paper = Callable[..., Document]

CSV = Attachment("hours.csv", "name,hours\nSiân,7.50\n".encode(), "text/csv", "Hours of October")


@pytest.fixture
def source(paper: Paper, tmp_path: Path) -> Path:
    blocks = (
        Title("Statement", "October", Pill("Met")),
        Tiles((Tile("In", "£1.00"),)),
        LineChart((1, 2, 3), ("a", "b"), "Rising.", forecast_from=1),
        PageBreak(),
        Heading("More"),
        BarChart((Bar("a", 1, 2),), "Half."),
        Note("Siân, Łukasz, Çağrı"),
        Paragraph("The end."),
    )
    return write_pdf(paper(*blocks), tmp_path / "a.pdf").path


def test_a_paper_as_it_is_written_does_not_pass_yet(source: Path) -> None:
    assert check_archive(source)


def test_an_archive_copy_passes(source: Path, tmp_path: Path) -> None:
    written = archive_pdf(source, tmp_path / "archive.pdf")
    assert written.pages == 2
    assert check_archive(written.path) == ()


def test_the_copy_says_what_it_is_in_its_metadata(source: Path, tmp_path: Path) -> None:
    with pikepdf.open(archive_pdf(source, tmp_path / "archive.pdf").path) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert metadata["dc:title"] == "A paper"
        assert str(pdf.Root.Lang) == "en-GB"


def test_no_words_change(source: Path, tmp_path: Path, read: Callable[[Path], list[str]]) -> None:
    assert read(archive_pdf(source, tmp_path / "archive.pdf").path) == read(source)


def test_a_copy_carries_its_attachments(source: Path, tmp_path: Path) -> None:
    xml = Attachment("slip.xml", b"<slip/>", "text/xml")
    written = archive_pdf(source, tmp_path / "archive.pdf", attachments=(CSV, xml))
    assert check_archive(written.path) == ()
    with pikepdf.open(written.path) as pdf:
        assert pdf.attachments["hours.csv"].get_file().read_bytes() == CSV.data
        assert set(pdf.attachments) == {"hours.csv", "slip.xml"}
        assert len(pdf.Root.AF) == 2


def test_large_print_and_practice_papers_pass_too(paper: Paper, tmp_path: Path) -> None:
    source = write_pdf(paper(page=LARGE_PRINT, practice=True), tmp_path / "a.pdf").path
    assert check_archive(archive_pdf(source, tmp_path / "b.pdf").path) == ()


def test_a_paper_can_be_replaced_by_its_archive_copy(source: Path) -> None:
    assert check_archive(archive_pdf(source, source).path) == ()


def test_a_font_that_is_not_inside_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(50, 50, "Helvetica")
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(stream.getvalue())
    with pytest.raises(Fault, match="PDF/A-3b"):
        archive_pdf(tmp_path / "a.pdf", tmp_path / "b.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_something_else_than_a_pdf_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no")
    with pytest.raises(Fault, match=r"a\.pdf cannot be read"):
        archive_pdf(tmp_path / "a.pdf", tmp_path / "b.pdf")


def test_a_missing_folder_is_a_fault(source: Path, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="is not there"):
        archive_pdf(source, tmp_path / "nowhere" / "b.pdf")
