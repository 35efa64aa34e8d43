"""The same marks drawn with ReportLab's own calls, as plain code would that knows where everything goes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from carecoop_desktop.platform.paper.fonts import Face, metrics
from carecoop_desktop.platform.paper.marks import Box, Mark, Stroke, Text
from carecoop_desktop.platform.paper.page import Page

Drawn = Sequence[Sequence[tuple[tuple[Mark, ...], float, float]]]


def draw_bare(page: Page, pages: Drawn) -> bytes:
    """The pages as a PDF in memory, with the same fonts embedded."""
    buffer = io.BytesIO()
    fonts = {face: metrics(face).font.fontName for face in Face}
    canvas = Canvas(buffer, pagesize=(page.width, page.height), pageCompression=1)
    for groups in pages:
        for marks, x, y in groups:
            for mark in marks:
                _draw(canvas, fonts, mark, x, page.height - y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, fonts: dict[Face, str], mark: Mark, x: float, top: float) -> None:
    if isinstance(mark, Text):
        canvas.setFillColor(HexColor(mark.colour))
        canvas.setFont(fonts[mark.face], mark.size)
        canvas.drawString(x + mark.x, top - mark.y, mark.text)
    elif isinstance(mark, Box):
        _box(canvas, mark, x + mark.x, top - mark.y - mark.height)
    else:
        _stroke(canvas, mark, x, top)


def _box(canvas: Canvas, mark: Box, left: float, bottom: float) -> None:
    if mark.fill:
        canvas.setFillColor(HexColor(mark.fill))
    if mark.stroke:
        canvas.setStrokeColor(HexColor(mark.stroke))
    painted = {"stroke": int(bool(mark.stroke)), "fill": int(bool(mark.fill))}
    if mark.radius:
        canvas.roundRect(left, bottom, mark.width, mark.height, mark.radius, **painted)
    else:
        canvas.rect(left, bottom, mark.width, mark.height, **painted)


def _stroke(canvas: Canvas, mark: Stroke, x: float, top: float) -> None:
    if mark.stroke:
        canvas.setStrokeColor(HexColor(mark.stroke))
        canvas.setLineWidth(mark.thickness)
    if mark.fill:
        canvas.setFillColor(HexColor(mark.fill))
    path = canvas.beginPath()
    path.moveTo(x + mark.points[0][0], top - mark.points[0][1])
    for across, down in mark.points[1:]:
        path.lineTo(x + across, top - down)
    canvas.drawPath(path, stroke=int(bool(mark.stroke)), fill=int(bool(mark.fill)))
