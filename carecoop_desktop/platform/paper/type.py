"""Type and colour: the few styles and tones that all papers are set in."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from carecoop_desktop.platform.paper.fonts import Face

INK = "#1D2628"
SECONDARY = "#5D686A"
ACCENT = "#14665F"
HAIRLINE = "#DEDAD1"
WASH = "#F5F4F0"
PRACTICE = "#F0B24A"


class Style(NamedTuple):
    """How a run of text is set; ``size`` is for an ordinary sheet and grows with the sheet's body size."""

    face: Face
    size: float
    colour: str = INK
    leading: float = 1.36


TITLE = Style(Face.SEMIBOLD, 20, INK, 1.2)
HEADING = Style(Face.SEMIBOLD, 12.5, INK, 1.25)
SUBHEADING = Style(Face.SEMIBOLD, 10.5, INK, 1.3)
BODY = Style(Face.REGULAR, 9.5)
STRONG = Style(Face.SEMIBOLD, 9.5)
EMPHASIS = Style(Face.ITALIC, 9.5)
QUIET = Style(Face.REGULAR, 9.5, SECONDARY)
SMALL = Style(Face.REGULAR, 8.25, SECONDARY)
LABEL = Style(Face.SEMIBOLD, 8.25, SECONDARY)
FIGURE = Style(Face.SEMIBOLD, 16, INK, 1.2)
OFFICE = Style(Face.SEMIBOLD, 9.5, ACCENT)


class Tone(Enum):
    """A state's colours on paper, ground and ink; a state always carries a word as well."""

    MET = ("#DCEFE3", "#14532D")
    WARN = ("#FDECC8", "#6B4200")
    BAD = ("#FBDCD8", "#8A1C12")
    INFO = ("#DFE9F5", "#1D3F6E")
    QUIET = ("#EBE8E1", "#4C5557")

    @property
    def ground(self) -> str:
        """The colour behind the word."""
        return self.value[0]

    @property
    def ink(self) -> str:
        """The colour of the word."""
        return self.value[1]
