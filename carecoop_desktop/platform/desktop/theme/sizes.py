"""Every length on a screen, worked out from the height of the body text so that larger text needs no other change."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF


class Sizes(NamedTuple):
    """Pixels at one text size: ``unit`` is the 8 px rhythm, ``line`` the height of a line of body text."""

    body: int
    title: int
    heading: int
    figure: int
    label: int
    small: int
    unit: int
    line: int
    row: int
    button: int
    corner: int
    char: float

    def units(self, count: float) -> int:
        """So many steps of the rhythm, in pixels."""
        return round(self.unit * count)

    def chars(self, count: float) -> int:
        """The width of so many average characters, in pixels."""
        return round(self.char * count)


def sizes_for(font: QFont) -> Sizes:
    """The sizes that go with a body font."""
    metrics = QFontMetricsF(font)
    body = QFontInfo(font).pixelSize()
    line = round(metrics.height())
    unit = max(4, round(line * 0.42))
    return Sizes(
        body=body,
        title=round(body * 1.55),
        heading=round(body * 1.07),
        figure=round(body * 1.85),
        label=round(body * 0.85),
        small=round(body * 0.78),
        unit=unit,
        line=line,
        row=line + round(unit * 2.0),
        button=line + round(unit * 1.6),
        corner=unit,
        char=metrics.averageCharWidth(),
    )
