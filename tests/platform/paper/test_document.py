"""From a value to a PDF that other programs read."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from carecoop_desktop.platform.paper.blocks import Heading, PageBreak, Paragraph, Title
from carecoop_desktop.platform.paper.document import PRACTICE_WORDS, Document, render
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.write import carries_font

Paper = Callable[..., Document]
Read = Callable[[bytes], list[str]]

NAMES = "Siân Dâfydd-Ŵyn, Łukasz Żółć, Ștefan Țurcanu, Çağrı İşık, Zoë Ní Bhriain €12 £3 → −4"


def test_names_survive_to_the_readers_text(paper: Paper, read: Read) -> None:
    assert NAMES in " ".join(read(render(paper(Paragraph(NAMES))).data)[0].split("\n"))


def test_only_embedded_fonts_are_named_anywhere(paper: Paper) -> None:
    data = render(paper(Title("A"), Heading("B"), Paragraph("C"), office="Office")).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        assert fonts
        assert all(carries_font(font) for font in fonts)
    assert b"Helvetica" not in data


def test_the_file_says_what_it_is(paper: Paper) -> None:
    made = render(paper(title="Payslip October – Siân", office="Dee Valley", subject="Pay of October"))
    reader = PdfReader(io.BytesIO(made.data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Payslip October – Siân"
    assert (reader.metadata.author, reader.metadata.subject) == ("Dee Valley", "Pay of October")
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.isoformat() == "2026-11-30T09:15:00+00:00"
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_same_document_gives_the_same_bytes(paper: Paper) -> None:
    assert render(paper()).data == render(paper()).data
    assert render(paper()).data != render(paper(title="Another")).data


def test_the_moment_it_was_made_is_now_unless_given(paper: Paper) -> None:
    reader = PdfReader(io.BytesIO(render(paper(made_at=None)).data))
    assert reader.metadata is not None and reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.year >= 2026


def test_every_page_has_its_number_head_and_foot(paper: Paper, read: Read) -> None:
    document = paper(Paragraph("a"), PageBreak(), Paragraph("b"), heading="October 2026", footer="Made by Priya")
    pages = read(render(document).data)
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of 2" in page
        assert "Dee Valley" in page and "October 2026" in page and "Made by Priya" in page


def test_a_practice_paper_says_so_on_every_page(paper: Paper, read: Read) -> None:
    document = paper(Paragraph("a"), PageBreak(), Paragraph("b"), practice=True)
    assert all(page.count(PRACTICE_WORDS) == 2 for page in read(render(document).data))
    assert all(PRACTICE_WORDS not in page for page in read(render(replace(document, practice=False)).data))


@pytest.mark.parametrize("page", [A4, LARGE_PRINT, A4.landscape()], ids=["a4", "large", "landscape"])
def test_the_sheet_has_the_size_asked_for(page: object, paper: Paper) -> None:
    document = paper(page=page)
    box = PdfReader(io.BytesIO(render(document).data)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((document.page.width, document.page.height), abs=0.01)


def test_large_print_sets_no_small_type(paper: Paper) -> None:
    sizes: list[float] = []
    data = render(paper(page=LARGE_PRINT, footer="foot", heading="head", practice=True)).data
    reader = PdfReader(io.BytesIO(data))
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size) if text.strip() else None
    )
    assert min(sizes) >= 16


def test_papers_of_several_pages_have_a_list_of_contents(paper: Paper) -> None:
    document = paper(Title("Statement"), PageBreak(), Heading("Money\nin <b>"), Paragraph("x"))
    entries = PdfReader(io.BytesIO(render(document).data)).outline
    assert [entry.title for entry in entries] == ["Statement", "Money in <b>"]  # type: ignore[union-attr]


def test_an_empty_document_is_one_page(paper: Paper) -> None:
    made = render(Document("Nothing", ()))
    assert made.pages == 1
    assert PdfReader(io.BytesIO(made.data)).metadata.title == "Nothing"  # type: ignore[union-attr]


def test_a_title_of_controls_is_still_a_title() -> None:
    reader = PdfReader(io.BytesIO(render(Document("\x00\n", ())).data))
    assert reader.metadata is not None and reader.metadata.title == "Untitled"


def test_what_could_not_be_drawn_is_reported(paper: Paper) -> None:
    assert render(paper(Paragraph("Ann 😀"), office="北京")).substituted == tuple(sorted("😀北京"))
    assert render(paper(Paragraph("Ann"))).substituted == ()


def test_hostile_text_everywhere_makes_a_readable_file(read: Read) -> None:
    text = ") Tj ET <b> & \\ \x00\x1b %PDF endstream endobj " * 40
    made = render(Document(text, (Title(text), Paragraph(text)), text, text, text, text))
    found = " ".join(" ".join(read(made.data)).split())
    assert "endstream endobj" in found and "<b> &" in found


def test_ten_thousand_lines_of_notes(paper: Paper) -> None:
    made = render(paper(Paragraph("one line of a note\n" * 10_000)))
    assert 100 < made.pages < 400


def test_a_document_is_immutable_and_travels_to_other_processes(paper: Paper) -> None:
    document = paper()
    with pytest.raises(FrozenInstanceError):
        document.title = "Other"  # type: ignore[misc]
    assert render(pickle.loads(pickle.dumps(document))).data == render(document).data


def test_threads_do_not_disturb_one_another(paper: Paper) -> None:
    documents = [paper(Title(f"Number {at}"), Paragraph(NAMES * at)) for at in range(12)]
    alone = [render(document).data for document in documents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda document: render(document).data, documents)) == alone


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_makes_a_pdf_that_opens(text: str) -> None:
    made = render(Document(text, (Title(text, text), Paragraph(text)), office=text, heading=text, footer=text))
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert len(pdf.pages) == made.pages
