"""The sheet: its size, its margins and how large its type is."""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4
BODY_SIZE = 9.5
"""Body type of an ordinary paper in points; the sizes in ``type`` are drawn up for it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet in points. ``body`` is the size of running text; no type is set smaller than ``smallest``."""

    width: float = 210 * MM
    height: float = 297 * MM
    side: float = 18 * MM
    top: float = 25 * MM
    bottom: float = 19 * MM
    body: float = BODY_SIZE
    smallest: float = 7.0

    @property
    def inner_width(self) -> float:
        """How wide a block may be."""
        return self.width - 2 * self.side

    @property
    def inner_height(self) -> float:
        """How much height the blocks of one page share."""
        return self.height - self.top - self.bottom

    @property
    def scale(self) -> float:
        """How much larger than on an ordinary paper spaces and rules are."""
        return self.body / BODY_SIZE

    @property
    def large(self) -> bool:
        """Whether this is a large print sheet, on which nothing is set side by side."""
        return self.scale > 1.3

    def landscape(self) -> Page:
        """The same sheet turned on its long side."""
        return replace(self, width=self.height, height=self.width)


A4 = Page()
LARGE_PRINT = Page(side=15 * MM, top=32 * MM, bottom=24 * MM, body=17.0, smallest=16.0)
"""A4 with running text of 17 points and nothing below 16, for people who asked for large print."""
