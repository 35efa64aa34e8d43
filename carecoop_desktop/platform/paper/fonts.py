"""The embedded fonts: Source Sans Pro, registered once, with the widths and the characters that each face has."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from font_source_sans_pro import font_files_ttf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SUBSTITUTE = "❒"
"""Stands where a character has no glyph; every face has it, and no name is written with it."""


_registering = threading.Lock()


class Face(Enum):
    """The faces that papers use; the value is the name of the font's file."""

    REGULAR = "SourceSansPro"
    SEMIBOLD = "SourceSansProSemibold"
    ITALIC = "SourceSansProIt"


@dataclass(frozen=True, slots=True)
class Metrics:
    """Widths per character for a size of 1, and the characters that may be drawn just as they come."""

    font: TTFont
    widths: dict[str, float]
    plain: frozenset[str]


def metrics(face: Face) -> Metrics:
    """The face's font, registered with ReportLab on first use; safe from any thread."""
    with _registering:
        return _registered(face)


@cache
def _registered(face: Face) -> Metrics:
    # Binary streams are smaller and quicker than text-armoured ones, and every reader since 1996 takes them.
    rl_config.useA85 = 0
    font = TTFont(face.value, str(Path(font_files_ttf[face.value])))
    pdfmetrics.registerFont(font)
    face_widths, default = font.face.charWidths, font.face.defaultWidth
    widths = {chr(code): face_widths.get(code, default) / 1000 for code in font.face.charToGlyph if _drawable(code)}
    plain = frozenset(char for char in widths if not unicodedata.combining(char))
    return Metrics(font, widths, plain)


def _drawable(code: int) -> bool:
    """Whether a code stands for something to draw: not a control, a format sign, a private or a lone half character."""
    return unicodedata.category(chr(code)) not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
