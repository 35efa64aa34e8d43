"""Our own bugs: caught in every thread, reported without names or pay, shown once, saved always."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.crash import CrashDialog, CrashHandler, report
from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.kernel.money import parse_money, share_out

SECRET = "James Hollis is paid 1672.06"


def broken(error: Exception | None = None) -> BaseException:
    """An error that rose inside our package, with somebody's name and pay in its words."""
    try:
        if error is not None:
            raise error
        parse_money(SECRET)
    except (ValueError, KeyError) as caught:
        return caught
    raise AssertionError


class Seen:
    """Collects what would be shown."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.paths: list[Path | None] = []

    def show(self, text: str, path: Path | None) -> None:
        self.texts.append(text)
        self.paths.append(path)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def handler(theme: ThemeKeeper, tmp_path: Path, seen: Seen) -> Iterator[CrashHandler]:
    made = CrashHandler(tmp_path / "crashes", "0.1.0", show=seen.show)
    yield made
    made.deleteLater()


class TestReport:
    """What a report says."""

    def test_kind_place_and_versions(self) -> None:
        text = report(broken(), "0.1.0")
        assert text.startswith("CareCoop 0.1.0\nPython 3.")
        assert "Error: builtins.ValueError" in text
        assert "platform/kernel/money.py:" in text and " parse_money" in text

    def test_no_words_of_the_error_and_no_values(self) -> None:
        text = report(broken(), "0.1.0")
        assert "Hollis" not in text and "1672" not in text
        assert "Hollis" not in report(broken(KeyError(SECRET)), "0.1.0")

    def test_no_path_outside_the_program(self) -> None:
        text = report(broken(), "0.1.0")
        assert "(outside the program)" in text
        assert str(Path.home()) not in text and "test_crash" not in text

    def test_what_led_to_it_is_told(self) -> None:
        try:
            try:
                share_out(1, [])
            except ValueError as first:
                raise RuntimeError(SECRET) from first
        except RuntimeError as error:
            text = report(error, "0.1.0")
        assert text.index("Error: builtins.RuntimeError") < text.index("Led to by: builtins.ValueError")
        assert "share_out" in text

    def test_a_hidden_cause_stays_hidden(self) -> None:
        try:
            try:
                share_out(1, [])
            except ValueError:
                raise RuntimeError from None
        except RuntimeError as error:
            assert "ValueError" not in report(error, "0.1.0")

    def test_qt_is_counted_without_its_words(self) -> None:
        text = report(broken(), "0.1.0", Counter({"QtWarningMsg qt.svg": 3}))
        assert "  3 x QtWarningMsg qt.svg" in text

    def test_errors_that_lead_to_each_other_end(self) -> None:
        one, two = ValueError(), KeyError()
        one.__cause__, two.__cause__ = two, one
        assert len(report(one, "0.1.0").splitlines()) < 400


class TestHandler:
    """What happens."""

    def test_it_is_saved_and_shown(self, handler: CrashHandler, seen: Seen) -> None:
        handler.handle(broken())
        assert len(seen.texts) == 1
        path = seen.paths[0]
        assert path is not None and path.read_text(encoding="utf-8") == seen.texts[0]

    def test_the_work_is_kept_first(self, theme: ThemeKeeper, tmp_path: Path) -> None:
        order: list[str] = []
        made = CrashHandler(
            tmp_path, "0.1.0", before=lambda: order.append("kept"), show=lambda *_: order.append("shown")
        )
        made.handle(broken())
        assert order == ["kept", "shown"]

    def test_keeping_the_work_may_fail_too(self, theme: ThemeKeeper, tmp_path: Path, seen: Seen) -> None:
        made = CrashHandler(tmp_path, "0.1.0", before=lambda: 1 // 0, show=seen.show)
        made.handle(broken())
        reports = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
        assert len(seen.texts) == 1
        assert sorted("ZeroDivisionError" in text for text in reports) == [False, True]

    def test_a_second_error_while_one_is_shown_is_only_saved(self, theme: ThemeKeeper, tmp_path: Path) -> None:
        shown: list[str] = []
        made = CrashHandler(tmp_path, "0.1.0", show=lambda text, path: (shown.append(text), made.handle(broken())))
        made.handle(broken())
        assert len(shown) == 1
        assert len(list(tmp_path.iterdir())) == 2

    def test_a_disk_that_refuses_still_shows_it(self, theme: ThemeKeeper, tmp_path: Path, seen: Seen) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("", encoding="utf-8")
        CrashHandler(blocked, "0.1.0", show=seen.show).handle(broken())
        assert seen.paths == [None]

    def test_it_catches_in_the_window_and_in_threads(
        self, handler: CrashHandler, seen: Seen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        before = (sys.excepthook, threading.excepthook)
        handler.install()
        try:
            error = broken()
            sys.excepthook(type(error), error, error.__traceback__)
            thread = threading.Thread(target=parse_money, args=(SECRET,))
            thread.start()
            thread.join()
            qtbot.waitUntil(lambda: len(seen.texts) == 2, timeout=3000)
        finally:
            handler.remove()
        assert all("parse_money" in text for text in seen.texts)
        assert (sys.excepthook, threading.excepthook) == (handler._old[0], handler._old[1])
        assert before[0] is not None

    def test_qt_messages_are_counted_and_passed_on(self, handler: CrashHandler) -> None:
        passed: list[str] = []
        handler._old_qt = lambda kind, context, message: passed.append(message)
        handler._qt_said(QtMsgType.QtWarningMsg, QMessageLogContext(), "cannot open /home/priya/x.svg")
        handler._qt_said(QtMsgType.QtWarningMsg, QMessageLogContext(), "again")
        assert dict(handler.qt_messages) == {"QtWarningMsg default": 2}
        assert passed == ["cannot open /home/priya/x.svg", "again"]

    def test_a_fatal_qt_message_leaves_a_report(self, handler: CrashHandler, tmp_path: Path) -> None:
        handler._old_qt = lambda *_: None
        handler._qt_said(QtMsgType.QtFatalMsg, QMessageLogContext(), "gone")
        saved = list((tmp_path / "crashes").iterdir())
        assert len(saved) == 1
        assert "QtFatalMsg" in saved[0].read_text(encoding="utf-8")


class TestDialog:
    """What the user sees."""

    def test_it_shows_the_report_and_can_copy_it(self, theme: ThemeKeeper, qtbot: QtBot, tmp_path: Path) -> None:
        dialog = CrashDialog("the report", tmp_path / "crash.txt")
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.text.toPlainText() == "the report"
        copy = next(each for each in dialog.findChildren(QPushButton) if "Copy" in each.text())
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
        assert QApplication.clipboard().text() == "the report"
        assert unnamed_controls(dialog) == []

    def test_the_user_carries_on(self, theme: ThemeKeeper, qtbot: QtBot, tmp_path: Path) -> None:
        handler = CrashHandler(tmp_path, "0.1.0")
        found: list[str] = []

        def carry_on() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, CrashDialog)
            found.append(dialog.text.toPlainText())
            next(each for each in dialog.findChildren(QPushButton) if "Carry" in each.text()).click()

        QTimer.singleShot(0, carry_on)
        handler.handle(broken())
        assert len(found) == 1 and "parse_money" in found[0]


def test_places_in_a_frozen_program_are_told_too() -> None:
    """Its files are named from the package on, wherever it was built."""
    frozen = compile("def deed():\n    raise KeyError('secret')\n", "carecoop_desktop/work/deeds.py", "exec")
    names: dict[str, Any] = {}
    exec(frozen, names)
    try:
        names["deed"]()
    except KeyError as error:
        told = report(error, "1.0")
    assert "  work/deeds.py:2 deed" in told and "secret" not in told
