"""Draws marks on a ReportLab canvas by writing the page's operators itself.

ReportLab keeps the fonts, the pages and the file; its drawing calls format every number and colour anew and cost
about as much as all our layout does, so the pen writes only what changes.
"""

from __future__ import annotations

from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from carecoop_desktop.platform.paper.fonts import Face, metrics
from carecoop_desktop.platform.paper.marks import Box, Mark, Stroke, Text

_ROUND = 0.5523
"""How far a Bezier's handles reach to draw a quarter of a circle."""

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))}
_ESCAPES |= {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)"}


class Pen:
    """Draws on the canvas's current page, whose height turns our downward measure into PDF's upward one."""

    def __init__(self, canvas: Canvas, page_height: float) -> None:
        self._canvas = canvas
        self._height = page_height
        # The subsets that ReportLab cuts out of a font belong to a document, which the canvas does not hand out openly.
        self._document: object = canvas._doc  # type: ignore[attr-defined]
        self._fonts = {face: metrics(face).font for face in Face}
        self._shown: dict[tuple[Face, str], tuple[tuple[str, str], ...]] = {}
        self.fresh_page()

    def fresh_page(self) -> None:
        """Forget the colours and the font that the page before ended with."""
        self._font = self._fill = self._stroke = ""
        self._dash: tuple[float, ...] = ()
        self._thickness = -1.0

    def draw(self, marks: tuple[Mark, ...], x: float, y: float) -> None:
        """Draw marks whose piece has its top left corner at ``x``, ``y``, measured from the sheet's top left."""
        out: list[str] = []
        for mark in marks:
            if type(mark) is Text:
                self._text(mark, x, self._height - y, out)
            elif type(mark) is Box:
                self._box(mark, x, self._height - y, out)
            elif type(mark) is Stroke:
                self._path(mark, x, self._height - y, out)
        if out:
            self._canvas.addLiteral("\n".join(out))

    def _text(self, mark: Text, x: float, top: float, out: list[str]) -> None:
        if not mark.text:
            return
        self._set_fill(mark.colour, out)
        out.append(f"BT 1 0 0 1 {x + mark.x:.2f} {top - mark.y:.2f} Tm")
        for name, shown in self._encoded(mark.face, mark.text):
            font = f"{name} {mark.size:.2f} Tf"
            out.append(f"({shown}) Tj" if font == self._font else f"{font} ({shown}) Tj")
            self._font = font
        out.append("ET")

    def _encoded(self, face: Face, text: str) -> tuple[tuple[str, str], ...]:
        """The text as runs of one font subset each, escaped for the file."""
        found = self._shown.get((face, text))
        if found is None:
            font, document = self._fonts[face], self._document
            found = tuple(
                (font.getSubsetInternalName(subset, document), codes.decode("latin-1").translate(_ESCAPES))
                for subset, codes in font.splitString(text, document)
            )
            self._shown[face, text] = found
        return found

    def _box(self, mark: Box, x: float, top: float, out: list[str]) -> None:
        left, bottom = x + mark.x, top - mark.y - mark.height
        self._set_colours(mark.fill, mark.stroke, 0.6, (), out)
        if mark.radius:
            out.append(_rounded(left, bottom, mark.width, mark.height, min(mark.radius, mark.height / 2)))
        else:
            out.append(f"{left:.2f} {bottom:.2f} {mark.width:.2f} {mark.height:.2f} re")
        out.append(_painting(mark.fill, mark.stroke))

    def _path(self, mark: Stroke, x: float, top: float, out: list[str]) -> None:
        self._set_colours(mark.fill, mark.stroke, mark.thickness, mark.dash, out)
        steps = [f"{x + px:.2f} {top - py:.2f} l" for px, py in mark.points]
        out.append(f"{steps[0][:-1]}m {' '.join(steps[1:])}")
        out.append(_painting(mark.fill, mark.stroke))

    def _set_colours(self, fill: str, stroke: str, thickness: float, dash: tuple[float, ...], out: list[str]) -> None:
        if fill:
            self._set_fill(fill, out)
        if not stroke:
            return
        if stroke != self._stroke:
            out.append(f"{_rgb(stroke)} RG")
            self._stroke = stroke
        if thickness != self._thickness:
            out.append(f"{thickness:.2f} w")
            self._thickness = thickness
        if dash != self._dash:
            out.append(f"[{' '.join(f'{part:.2f}' for part in dash)}] 0 d")
            self._dash = dash

    def _set_fill(self, colour: str, out: list[str]) -> None:
        if colour != self._fill:
            out.append(f"{_rgb(colour)} rg")
            self._fill = colour


@lru_cache(maxsize=64)
def _rgb(colour: str) -> str:
    """``#14665F`` as the three numbers of a PDF colour."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


def _painting(fill: str, stroke: str) -> str:
    if fill:
        return "B" if stroke else "f"
    return "S" if stroke else "n"


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners, anticlockwise from the lower left."""
    right, top, reach = x + width, y + height, radius * (1 - _ROUND)
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - reach:.2f} {y:.2f} {right:.2f} {y + reach:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - reach:.2f} {right - reach:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + reach:.2f} {top:.2f} {x:.2f} {top - reach:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l {x:.2f} {y + reach:.2f} {x + reach:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )
