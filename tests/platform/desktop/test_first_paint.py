from PySide6.QtWidgets import QLabel, QWidget

from carecoop_desktop.platform.desktop.first_paint import after_first_paint


class _Noting(QLabel):
    def __init__(self, parent: QWidget, seen: list[str]) -> None:
        super().__init__("x", parent)
        self._seen = seen

    def paintEvent(self, event):
        self._seen.append("child")
        super().paintEvent(event)


def test_it_is_called_once_when_the_children_are_painted_too(qtbot):
    seen: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    _Noting(window, seen)
    after_first_paint(window, lambda: seen.append("then"))
    assert seen == []
    window.show()
    qtbot.waitUntil(lambda: "then" in seen)
    assert seen[0] == "child"
    window.repaint()
    qtbot.wait(20)
    assert seen.count("then") == 1


def test_a_window_that_is_never_shown_calls_nothing(qtbot):
    seen: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    after_first_paint(window, lambda: seen.append("then"))
    qtbot.wait(20)
    assert seen == []
