"""What every Qt test has: the theme at 100% in light, a Qt warning as a failure, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

from carecoop_desktop.platform.desktop.theme import ThemeKeeper, keeper

_HERE = Path(__file__).parent
HARMLESS = ("propagateSizeHints", "This plugin does not support")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A Qt warning fails the test it came from."""
    for item in items:
        if _HERE in item.path.parents and "qapp" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*HARMLESS, extend=True))


@pytest.fixture(autouse=True)
def tidy(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with Qt: no window, no override cursor and no running job is left."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    before = set(app.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [each for each in app.topLevelWidgets() if each not in before and each.isVisible()]
    for each in left:
        each.close()
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not left, f"windows left behind: {[(type(w).__name__, w.windowTitle()) for w in left]}"
    assert app.overrideCursor() is None
    assert QThreadPool.globalInstance().activeThreadCount() == 0


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[ThemeKeeper]:
    """The theme keeper, light at 100% before and after."""
    found = keeper()
    found.apply("light", 100)
    yield found
    found.apply("light", 100)


@pytest.fixture
def today() -> Callable[[], date]:
    """A Sunday that stands still."""
    return lambda: date(2026, 11, 22)


@pytest.fixture
def place(qtbot: object, theme: ThemeKeeper) -> Callable[[QWidget], QWidget]:
    """Shows a widget, and closes it after the test."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)  # type: ignore[attr-defined]
        widget.show()
        return widget

    return show
