"""The program's icons: one set of line drawings, tinted in the colour of the text."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from carecoop_desktop.platform.desktop.theme.keeper import current
from carecoop_desktop.platform.kernel.resources import resource


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon of the set in a colour of the theme; an empty icon where the set has no such drawing."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        return QIcon()
    from PySide6.QtSvg import QSvgRenderer

    tint = getattr(current().colours, colour)
    drawing = QSvgRenderer(QByteArray(path.read_text(encoding="utf-8").replace("currentColor", tint).encode()))
    made = QIcon()
    for side in (16, 24, 32, 48, 128):
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
