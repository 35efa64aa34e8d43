"""Small papers and a reader of finished ones."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.paper.blocks import Block, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.text import Setter

MADE_AT = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)


@pytest.fixture
def setter() -> Setter:
    return Setter(A4)


@pytest.fixture
def large() -> Setter:
    return Setter(LARGE_PRINT)


@pytest.fixture
def paper() -> Callable[..., Document]:
    """Makes a document of these blocks, or of a title and a sentence."""

    def make(*blocks: Block, **changes: object) -> Document:
        content = blocks or (Title("Siân Dâfydd"), Paragraph("Thank you for your work."))
        given = {"title": "A paper", "office": "Dee Valley", "made_at": MADE_AT} | changes
        return Document(blocks=content, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def read() -> Callable[[bytes | Path], list[str]]:
    """The text of each page, as another program reads it."""

    def reading(source: bytes | Path) -> list[str]:
        stream = io.BytesIO(source if isinstance(source, bytes) else source.read_bytes())
        return [page.extract_text() for page in PdfReader(stream).pages]

    return reading
