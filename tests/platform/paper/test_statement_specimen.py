"""A whole statement with every block on every sheet: nothing lost, nothing outside the margins, nothing overprinted."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.paper.archive import archive_pdf, check_archive
from carecoop_desktop.platform.paper.blocks import (
    Block,
    Bullets,
    Columns,
    Divider,
    Heading,
    Keep,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Signatures,
    Tile,
    Tiles,
    Title,
)
from carecoop_desktop.platform.paper.charts import Band, Bar, BarChart, LineChart
from carecoop_desktop.platform.paper.document import Document, render
from carecoop_desktop.platform.paper.flow import flow
from carecoop_desktop.platform.paper.marks import Box, Text
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT, Page
from carecoop_desktop.platform.paper.pills import Pill
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures, rows, snug
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import Style, Tone
from carecoop_desktop.platform.paper.write import write_pdf

SHEETS = {"a4": A4, "large": LARGE_PRINT, "landscape": A4.landscape(), "small": Page(width=297, height=420)}

TRANSACTIONS = [
    (f"{day} Oct 2026", f"Wages of week {day}, Łukasz Żółć", format_money(-day * 1111), "", format_money(day * 90_001))
    for day in range(1, 32)
]
COLUMNS = (snug("Date"), Column("What for"), figures("Out"), figures("In"), figures("Balance"))


def statement() -> tuple[Block, ...]:
    return (
        Title("Siân Dâfydd-Ŵyn", "Statement of October 2026", Pill("In good order", Tone.MET)),
        Tiles((Tile("Opening", "£4,612.40"), Tile("Closing", "£4,837.96", "7.9 weeks", Pill("Covered", Tone.MET)))),
        Columns(
            (
                (LineChart((5, 4, 6, 3), ("Jul", "Oct"), "It falls.", format_money, Band(0, 2, "Contingency"), 2),),
                (BarChart((Bar("Weekday", 5400, 6000), Bar("Night", 960)), "Less than planned.", format_hours),),
            )
        ),
        Heading("About you"),
        Pairs((Pair("Funder", "Cheshire West"), Pair("Consent", Pill("In date", Tone.MET)), Pair("Circle", "Chester"))),
        Note("Two timesheets are not signed.", "What needs you", Tone.WARN),
        Heading("Money"),
        Table(COLUMNS, (Row(("October",), Kind.GROUP), *rows(TRANSACTIONS, ("", "Sum", "-£5.00", "£6.00", "£7.00")))),
        Divider(),
        Paragraph("Ask the office about anything here."),
        Bullets(("Two people authorised each payment.",)),
        Keep((Heading("Signed", 2), Signatures(("Prepared by", "Checked by")))),
    )


WORDS = [
    "Siân Dâfydd-Ŵyn",
    "In good order",
    "£4,612.40",
    "7.9 weeks",
    "Contingency",
    "It falls.",
    "90.00",
    "Less than planned.",
    "Cheshire West",
    "In date",
    "What needs you",
    "October",
    "£7.00",
    "Two people authorised",
    "Checked by",
]


# On the small sheet long names go over two lines, beside which a reader may meet other words.
@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "small"])
def test_every_word_and_figure_is_in_the_file(
    sheet: str, paper: Callable[..., Document], read: Callable[[bytes], list[str]]
) -> None:
    text = " ".join(" ".join(read(render(paper(*statement(), page=SHEETS[sheet])).data)).split())
    assert [word for word in WORDS if word not in text] == []
    for day, _, out, _, balance in TRANSACTIONS:
        assert day in text and out in text and balance in text


@pytest.mark.parametrize("sheet", SHEETS)
def test_all_marks_lie_between_the_margins(sheet: str) -> None:
    page = SHEETS[sheet]
    setter = Setter(page)
    pieces = [piece for block in statement() for piece in block.pieces(setter, page.inner_width)]
    for placed in (placed for one in flow(pieces, page.inner_height) for placed in one):
        assert placed.y + placed.piece.height <= page.inner_height + 0.01
        for mark in placed.piece.marks:
            if isinstance(mark, Text):
                # A style of the mark's own points: on this sheet every style grows, so measure on the ordinary one.
                end = mark.x + Setter().width(mark.text, Style(mark.face, mark.size))
                assert mark.x >= -0.01 and end <= page.inner_width + 0.1
            elif isinstance(mark, Box):
                assert mark.x >= -4.01 and mark.x + mark.width <= page.inner_width + 4.01


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_two_words_are_printed_over_one_another(sheet: str) -> None:
    page = SHEETS[sheet]
    setter = Setter(page)
    pieces = [piece for block in statement() for piece in block.pieces(setter, page.inner_width)]
    for one in flow(pieces, page.inner_height):
        boxes: list[tuple[float, float, float, float]] = []
        for y, piece in one:
            for mark in piece.marks:
                if isinstance(mark, Text) and mark.text.strip():
                    end = mark.x + Setter().width(mark.text, Style(mark.face, mark.size))
                    # The height of small letters: lines may share air but never ink.
                    boxes.append((mark.x, end, y + mark.y - mark.size * 0.48, y + mark.y))
        for at, (left, right, top, bottom) in enumerate(boxes):
            for other_left, other_right, other_top, other_bottom in boxes[at + 1 :]:
                apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
                assert apart


@pytest.mark.parametrize("sheet", SHEETS)
def test_it_is_written_checked_and_archived(sheet: str, paper: Callable[..., Document], tmp_path: Path) -> None:
    written = write_pdf(paper(*statement(), page=SHEETS[sheet], practice=True), tmp_path / "a.pdf")
    assert written.substituted == ()
    assert check_archive(archive_pdf(written.path, tmp_path / "b.pdf").path) == ()


def test_large_print_is_longer_and_an_ordinary_statement_short(paper: Callable[..., Document]) -> None:
    ordinary, large = (render(paper(*statement(), page=page)).pages for page in (A4, LARGE_PRINT))
    assert ordinary == 2
    assert large > ordinary


def test_its_sections_are_the_list_of_contents(paper: Callable[..., Document]) -> None:
    reader = PdfReader(io.BytesIO(render(paper(*statement())).data))
    assert [entry.title for entry in reader.outline] == [  # type: ignore[union-attr]
        "Siân Dâfydd-Ŵyn",
        "About you",
        "Money",
    ]


def test_the_table_on_its_second_page_begins_with_its_headings(
    paper: Callable[..., Document], read: Callable[[bytes], list[str]]
) -> None:
    first, second = read(render(paper(*statement())).data)
    assert "What for" in first and "What for" in second
    assert second.index("What for") < second.index("Wages of week")
