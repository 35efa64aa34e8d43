"""A state as a word on a coloured ground, as a widget and for delegates that paint cells."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from carecoop_desktop.platform.desktop.theme import Theme, current


def pill_font(font: QFont) -> QFont:
    """The type of a pill that stands in text of this font."""
    made = QFont(font)
    made.setPixelSize(round(current().sizes.body * 0.87))
    made.setWeight(QFont.Weight.DemiBold)
    return made


def pill_size(text: str, font: QFont) -> QSize:
    """How much room a pill takes."""
    sizes = current().sizes
    metrics = QFontMetrics(pill_font(font))
    return QSize(metrics.horizontalAdvance(text) + sizes.units(2), metrics.height() + max(2, sizes.units(0.35)))


def paint_pill(painter: QPainter, place: QRect, text: str, state: str, font: QFont) -> None:
    """Paint a pill at the left of ``place``, centred in its height and cut to its width."""
    theme = current()
    size = pill_size(text, font)
    width = min(size.width(), place.width())
    box = QRectF(place.x(), place.y() + (place.height() - size.height()) / 2, width, size.height())
    back, fore = theme.state(state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_edge(theme))
    painter.setBrush(back)
    painter.drawRoundedRect(box, size.height() / 2, size.height() / 2)
    painter.setPen(fore)
    painter.setFont(pill_font(font))
    inner = box.adjusted(theme.sizes.unit, 0, -theme.sizes.unit, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(inner.width()) + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def pill_picture(text: str, state: str, font: QFont, size: tuple[int, int], scale: float) -> QPixmap:
    """A pill as ``paint_pill`` paints it into a place of that size, for who paints the same one many times."""
    width, height = size
    picture = QPixmap(round(width * scale), round(height * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_pill(painter, QRect(0, 0, width, height), text, state, font)
    painter.end()
    return picture


def _edge(theme: Theme) -> QPen:
    """In high contrast every pill has a line around it, since all have one ground."""
    high = theme.colours.name.startswith("contrast")
    return QPen(theme.colour("border")) if high else QPen(Qt.PenStyle.NoPen)


class Pill(QLabel):
    """A word with a state: met, warn, bad, info or quiet."""

    def __init__(self, text: str = "", state: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, state: str) -> None:
        """Change word and state."""
        self.state = state
        self.setText(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word."""
        return pill_size(self.text(), self.font())

    def minimumSizeHint(self) -> QSize:
        """A pill may be cut, with an ellipsis, but not below a few letters."""
        return QSize(min(self.sizeHint().width(), current().sizes.chars(6)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the same pill that table cells paint."""
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self.text(), self.state, self.font())
        painter.end()
