import io

import pikepdf
import pytest

from carecoop_desktop.home.bench.bare_canvas import draw_bare
from carecoop_desktop.platform.paper.blocks import Heading, Paragraph, Tile, Tiles, Title
from carecoop_desktop.platform.paper.document import Document, page_marks, render

pypdf = pytest.importorskip("pypdf")
DOCUMENT = Document(
    "Proof",
    (Title("Ann Okafor", "a paper"), Heading("Pay"), Paragraph("Words with ŵ and Ł."), Tiles((Tile("Net", "£1.00"),))),
    office="Dee Valley", heading="Payslip", footer="foot",
)  # fmt: skip


def _letters(data: bytes) -> list[str]:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return sorted("".join(text.split()))


def test_the_bare_canvas_draws_the_same_letters():
    bare = _letters(draw_bare(DOCUMENT.page, page_marks(DOCUMENT)))
    assert bare == _letters(render(DOCUMENT).data)
    assert {"ŵ", "Ł", "£"} <= set(bare)


def test_it_is_a_whole_pdf_with_as_many_pages():
    with pikepdf.open(io.BytesIO(draw_bare(DOCUMENT.page, page_marks(DOCUMENT)))) as pdf:
        assert len(pdf.pages) == len(page_marks(DOCUMENT)) == 1
