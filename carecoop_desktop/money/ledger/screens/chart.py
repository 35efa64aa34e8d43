"""An account over time: the line of month-ends, dashed ahead, over the band of the contingency."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from carecoop_desktop.money.ledger.queries import Series
from carecoop_desktop.money.ledger.screens.account_form import chart_words, month_words
from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.theme import current

_LINES = 6
"""The chart's height in lines of text."""


class AccountChart(QWidget):
    """Paints a series; everything it shows is also said in its accessible text."""

    def __init__(self) -> None:
        super().__init__()
        self._series: Series | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Account over time")
        self.setVisible(False)

    def show_series(self, series: Series | None) -> None:
        """Show an account, or nothing."""
        self._series = series
        self.setVisible(series is not None)
        words = chart_words(series) if series else ""
        self.setAccessibleDescription(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, a few lines of text high."""
        sizes = current().sizes
        return QSize(sizes.chars(48), sizes.line * _LINES)

    def minimumSizeHint(self) -> QSize:
        """Narrow places still show the line."""
        return QSize(current().sizes.chars(16), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Band, line, dashes, and the first and last month below."""
        if self._series is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(current().sizes.small)
        painter.setFont(font)
        self._paint(painter, self._series)
        painter.end()

    def _paint(self, painter: QPainter, series: Series) -> None:
        text = painter.fontMetrics().height()
        plot = QRectF(4, 4, self.width() - 8, self.height() - text - 10)
        values = [*series.known, *series.ahead]
        low, high = min(0, *values), max(series.contingency, *values, 1)

        def at(number: int, value: int) -> QPointF:
            across = plot.width() * number / max(1, len(values) - 1)
            return QPointF(plot.left() + across, plot.bottom() - plot.height() * (value - low) / (high - low))

        self._band(painter, plot, at(0, series.contingency).y(), at(0, 0).y())
        turn = len(series.known) - 1
        points = [at(number, value) for number, value in enumerate(values)]
        pen = QPen(current().colour("accent_text"), max(1.6, current().sizes.unit / 4))
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points[: turn + 1]))
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setWidthF(pen.widthF() * 0.75)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points[turn:]))
        painter.setPen(current().colour("secondary"))
        below = QRectF(0, plot.bottom() + 4, self.width(), text)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, month_words(series.months[0]))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, month_words(series.months[-1]))

    def _band(self, painter: QPainter, plot: QRectF, top: float, bottom: float) -> None:
        if bottom - top < 1:
            return
        ground, ink = current().state("warn")
        band = QRectF(plot.left(), top, plot.width(), bottom - top)
        painter.fillRect(band, ground)
        painter.setPen(ink)
        if band.height() >= painter.fontMetrics().height():
            inside = band.adjusted(0, 0, -current().sizes.unit, 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, "4-week contingency")
