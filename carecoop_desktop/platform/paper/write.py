"""Writes a document to a file, opens the file again and checks it before it may replace an older one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.atomic import replacing
from carecoop_desktop.platform.paper.document import Document, plain_title, render


@dataclass(frozen=True, slots=True)
class Written:
    """A paper that is on disk and was found whole; ``substituted`` are characters that no font could draw."""

    path: Path
    pages: int
    size: int
    substituted: tuple[str, ...] = ()


def write_pdf(document: Document, path: Path) -> Written:
    """Write the document to ``path``; an older file there stays until the new one has been read back and checked.

    Raises Fault when the disk is full, the folder cannot be written or the file does not read back as it should.
    """
    made = render(document)
    with replacing(path) as temporary:
        temporary.write_bytes(made.data)
        check_pdf(temporary, made.pages, plain_title(document), document.lang)
    return Written(path, made.pages, len(made.data), made.substituted)


def check_pdf(path: Path, pages: int, title: str, lang: str = "en-GB") -> None:
    """Open a PDF and see that it is what it should be; raises Fault naming the first thing that is not."""
    try:
        with pikepdf.open(path) as pdf:
            wrong = _first_wrong(pdf, pages, title, lang)
    except pikepdf.PdfError as error:
        raise Fault("The paper was written but cannot be read back.", "Try again or choose another folder.") from error
    if wrong:
        raise Fault(f"The paper was written but did not read back as it should: {wrong}.", "Try again.")


def _first_wrong(pdf: pikepdf.Pdf, pages: int, title: str, lang: str) -> str:
    if len(pdf.pages) != pages:
        return f"it has {len(pdf.pages)} pages and should have {pages}"
    if str(pdf.docinfo.get("/Title", "")) != title:
        return "its title is missing"
    if str(pdf.Root.get("/Lang", "")) != lang:
        return "its language is missing"
    loose = next(_loose_fonts(pdf), None)
    return f"the font {loose} is not inside the file" if loose else ""


def _loose_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Fonts that a page names and the file does not carry. Pages mostly share one table of fonts: each is read once."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        if fonts.is_indirect and fonts.objgen in seen:
            continue
        seen.add(fonts.objgen)
        for _, font in fonts.items():
            if not carries_font(font):
                yield str(font.get("/BaseFont", "without a name"))


def carries_font(font: pikepdf.Object) -> bool:
    """Whether a font's outlines are embedded."""
    described = font.get("/FontDescriptor", pikepdf.Dictionary())
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
