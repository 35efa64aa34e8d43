"""Pictures of widgets as they look in the program, for the handbook and for checking the design."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.theme import keeper
from carecoop_desktop.platform.desktop.theme.keeper import Mode

SETTLE_MS = 350
_TURNS = 10


def grab(
    widget: QWidget,
    path: Path,
    size: tuple[int, int] = (1440, 900),
    *,
    scale: float = 1.0,
    text_percent: int | None = None,
    theme: Mode | None = None,
) -> Path:
    """Save a picture of a widget at a size; ``scale`` 2 doubles the pixels. Theme and text size stay set afterwards.

    Sizes that a page took from the text when it was built do not change: set the theme first, then build.
    """
    if theme is not None or text_percent is not None:
        keeper().apply(theme, text_percent)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
    widget.resize(QSize(*size))
    widget.show()
    _settle()
    image = QImage(QSize(*size) * scale, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"the picture could not be written to {path}")
    return path


def _settle() -> None:
    """Let the window come to rest as it would before somebody looks: layouts, children added late, short timers.

    On a busy computer layouts may still wait when the time is over; a few turns more let them be done.
    """
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
    for _ in range(_TURNS):
        QTimer.singleShot(0, loop.quit)
        loop.exec()
