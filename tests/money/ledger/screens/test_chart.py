"""The chart paints what the series says, and says it too."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QColor

from carecoop_desktop.money.ledger.queries import Series
from carecoop_desktop.money.ledger.screens.chart import AccountChart
from carecoop_desktop.platform.desktop.theme import current

MONTHS = tuple(date(2026, month, 1) for month in range(1, 6))


def _colours(chart: AccountChart) -> set[str]:
    image = chart.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(image.height())}


def _chart(qtbot, series: Series | None) -> AccountChart:
    chart = AccountChart()
    qtbot.addWidget(chart)
    chart.resize(400, 120)
    chart.show_series(series)
    return chart


def test_line_and_band_are_painted(qtbot) -> None:
    chart = _chart(qtbot, Series(MONTHS, (90_000, 50_000, 70_000), (60_000, 50_000), 40_000, 1, 2))
    colours = _colours(chart)
    assert current().state("warn")[0].name() in colours
    assert current().colour("accent_text").name() in colours
    assert "As it goes now it would hold £500.00 at the end of May 2026" in chart.accessibleDescription()


def test_without_a_budget_there_is_no_band(qtbot) -> None:
    chart = _chart(qtbot, Series(MONTHS, (90_000, -50_000, 70_000), (60_000, 50_000), 0, 1, 2))
    assert current().state("warn")[0].name() not in _colours(chart)


def test_one_month_and_nothing_at_all(qtbot) -> None:
    assert _colours(_chart(qtbot, Series(MONTHS[:1], (0,), (), 0, 0, 0)))
    chart = _chart(qtbot, None)
    assert chart.isHidden()
    assert chart.accessibleDescription() == ""
    assert chart.minimumSizeHint().height() == chart.sizeHint().height() > 0
