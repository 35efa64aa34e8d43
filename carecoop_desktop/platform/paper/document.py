"""A paper as one immutable value, and the only way from it to a PDF."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from reportlab.pdfgen.canvas import Canvas

from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.paper.blocks import Block
from carecoop_desktop.platform.paper.flow import Placed, flow
from carecoop_desktop.platform.paper.fonts import Face, metrics
from carecoop_desktop.platform.paper.marks import Box, Mark, Text, rule
from carecoop_desktop.platform.paper.page import A4, Page
from carecoop_desktop.platform.paper.pen import Pen
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import HAIRLINE, LABEL, OFFICE, PRACTICE, SMALL, Style

CREATOR = "CareCoop"
PRACTICE_WORDS = "Practice office – not real"

# ReportLab's font parser keeps a reading position, so only one file at a time may cut its subsets out of the fonts.
_subsetting = threading.Lock()


@dataclass(frozen=True, slots=True)
class Document:
    """A paper before it is set: its content, what the file says about itself, and what every page repeats.

    ``title`` names the file in a reader's window; ``heading`` stands at the right of every page's head, ``footer`` at
    the left of its foot. The same document with the same ``made_at`` gives the same bytes.
    """

    title: str
    blocks: tuple[Block, ...]
    office: str = ""
    heading: str = ""
    footer: str = ""
    subject: str = ""
    page: Page = A4
    practice: bool = False
    made_at: datetime | None = None
    lang: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF in memory, how many pages it has, and the characters that no font could draw."""

    data: bytes
    pages: int
    substituted: tuple[str, ...]


def render(document: Document) -> Rendered:
    """Set the document and return it as PDF. Same code for one page or a thousand; safe from any thread."""
    setter, page = Setter(document.page), document.page
    pages = _pages(document, setter)
    buffer = io.BytesIO()
    canvas = _canvas(document, setter, buffer)
    pen = Pen(canvas, page.height)
    head = _head(document, setter)
    for number, placed in enumerate(pages, 1):
        pen.fresh_page()
        pen.draw(head, 0, 0)
        pen.draw(_foot(document, setter, number, len(pages)), 0, 0)
        _draw_page(pen, page, placed)
        if len(pages) > 1:
            _bookmark(canvas, setter, page, placed, number)
        canvas.showPage()
    with _subsetting:
        canvas.save()
    return Rendered(buffer.getvalue(), len(pages), tuple(sorted(setter.substituted)))


def _pages(document: Document, setter: Setter) -> list[list[Placed]]:
    page = document.page
    pieces = [piece for block in document.blocks for piece in block.pieces(setter, page.inner_width)]
    return flow(pieces, page.inner_height)


def page_marks(document: Document) -> list[list[tuple[tuple[Mark, ...], float, float]]]:
    """What is drawn on each page: marks with where the top left corner of their piece is."""
    setter, page = Setter(document.page), document.page
    pages = _pages(document, setter)
    return [
        [
            (_head(document, setter), 0.0, 0.0),
            (_foot(document, setter, number, len(pages)), 0.0, 0.0),
            *((piece.marks, page.side, page.top + y) for y, piece in placed),
        ]
        for number, placed in enumerate(pages, 1)
    ]


def _canvas(document: Document, setter: Setter, buffer: io.BytesIO) -> Canvas:
    # The initial font has to be one of ours: ReportLab would name Helvetica, which is never embedded.
    canvas = Canvas(
        buffer,
        pagesize=(document.page.width, document.page.height),
        pageCompression=1,
        invariant=1,
        initialFontName=metrics(Face.REGULAR).font.fontName,  # type: ignore[arg-type]
        lang=document.lang,
    )
    canvas.setTitle(plain_title(document))
    canvas.setAuthor(setter.line(document.office, SMALL) or CREATOR)
    canvas.setSubject(setter.line(document.subject or document.heading, SMALL))
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    made = (document.made_at or utc_now()).astimezone(UTC)
    canvas.setDateFormatter(lambda *_parts: f"D:{made:%Y%m%d%H%M%S}Z")
    return canvas


def plain_title(document: Document) -> str:
    """The title as the file carries it: one line, nothing that does not print."""
    return "".join(char if char.isprintable() else " " for char in document.title).strip() or "Untitled"


def _draw_page(pen: Pen, page: Page, placed: list[Placed]) -> None:
    for y, piece in placed:
        pen.draw(piece.marks, page.side, page.top + y)


def _bookmark(canvas: Canvas, setter: Setter, page: Page, placed: list[Placed], number: int) -> None:
    for at, (y, piece) in enumerate(placed):
        if piece.bookmark:
            key = f"p{number}-{at}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=page.height - page.top - y, zoom=0)
            canvas.addOutlineEntry(setter.line(piece.bookmark, SMALL), key, 0)


def _head(document: Document, setter: Setter) -> tuple[Mark, ...]:
    page = document.page
    y = page.top - 19 * setter.scale
    room = page.inner_width
    office = setter.fit(document.office, OFFICE, room * 0.6)
    heading = setter.fit(document.heading, SMALL, room - setter.width(office, OFFICE) - 12)
    marks: list[Mark] = []
    if document.practice:
        marks += _practice_band(page, setter)
    if office:
        marks.append(_mark(page.side, y, office, OFFICE, setter))
    if heading:
        marks.append(_mark(page.width - page.side - setter.width(heading, SMALL), y, heading, SMALL, setter))
    if office or heading:
        marks.append(rule(page.side, y + 6, room, HAIRLINE))
    return tuple(marks)


def _practice_band(page: Page, setter: Setter) -> list[Mark]:
    height = setter.leading(LABEL) + 4
    words = setter.line(PRACTICE_WORDS, LABEL)
    x = (page.width - setter.width(words, LABEL)) / 2
    mark = Text(x, 2 + setter.baseline(LABEL), words, LABEL.face, setter.size(LABEL), "#3B2500")
    return [Box(0, 0, page.width, height, PRACTICE), mark]


def _foot(document: Document, setter: Setter, number: int, count: int) -> tuple[Mark, ...]:
    page = document.page
    y = page.height - page.bottom + 12 + setter.size(SMALL)
    words = f"Page {number} of {count}"
    room = setter.width(words, SMALL)
    marks: list[Mark] = [rule(page.side, y - setter.size(SMALL) - 4, page.inner_width, HAIRLINE)]
    footer = f"{PRACTICE_WORDS} · {document.footer}".rstrip(" ·") if document.practice else document.footer
    left = setter.fit(footer, SMALL, page.inner_width - room - 12)
    if left:
        marks.append(_mark(page.side, y, left, SMALL, setter))
    marks.append(_mark(page.width - page.side - room, y, words, SMALL, setter))
    return tuple(marks)


def _mark(x: float, y: float, clean: str, style: Style, setter: Setter) -> Text:
    return Text(x, y, clean, style.face, setter.size(style), style.colour)
