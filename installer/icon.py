"""Draws the program's icon from its SVG into a Windows .ico."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIDES = (16, 24, 32, 48, 64, 128, 256)


def write_icon(drawing: Path, target: Path) -> Path:
    """Every size of the icon is drawn by itself, so that the small ones are sharp."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(["icon"])
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise SystemExit(f"{drawing} is no drawing")
    pictures = []
    for side in SIDES:
        canvas = QImage(side, side, QImage.Format.Format_RGBA8888)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        renderer.render(painter)
        painter.end()
        pictures.append(Image.frombytes("RGBA", (side, side), bytes(canvas.constBits())))
    pictures[-1].save(target, format="ICO", sizes=[(side, side) for side in SIDES], append_images=pictures[:-1])
    del app
    return target


if __name__ == "__main__":
    write_icon(Path(sys.argv[1]), Path(sys.argv[2]))
