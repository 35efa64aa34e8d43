"""Our own bugs: work is kept, and a report without names or pay is shown and saved."""

from __future__ import annotations

import platform
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page.buttons import button
from carecoop_desktop.platform.desktop.page.labels import label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.reporting import kinds_and_places


def report(error: BaseException, version: str, qt_messages: Counter[str] | None = None) -> str:
    """What went wrong, as kinds of error and places in our own code; no words and no values."""
    lines = [f"CareCoop {version}", f"Python {platform.python_version()} · Qt {qVersion()} · PySide6 {pyside_version}"]
    lines.append(f"{platform.system()} {platform.release()} {platform.machine()}")
    lines += kinds_and_places(error)
    if qt_messages:
        lines += ["", "Qt said:", *(f"  {count} x {kind}" for kind, count in sorted(qt_messages.items()))]
    return "\n".join(lines) + "\n"


class CrashDialog(QDialog):
    """Says that the fault is ours, that the work is kept, and shows the report to read, copy or leave."""

    def __init__(self, text: str, saved_at: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("A mistake in CareCoop")
        sizes = current().sizes
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        where = f"It was saved as {saved_at}." if saved_at is not None else "It could not be saved to a file."
        layout = QVBoxLayout(self)
        edge = sizes.units(3)
        layout.setContentsMargins(edge, edge, edge, sizes.units(2))
        layout.addWidget(label("CareCoop made a mistake. Everything that was saved is safe.", "heading", wrap=True))
        layout.addWidget(label(f"This report holds no names and no pay. {where} Nothing is sent.", wrap=True))
        layout.addWidget(self.text, 1)
        across = QHBoxLayout()
        across.addWidget(button("&Copy report", self._copy))
        across.addStretch(1)
        across.addWidget(button("Carry &on", self.accept, role="primary"))
        layout.addLayout(across)
        self.resize(sizes.chars(80), sizes.line * 26)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())


class CrashHandler(QObject):
    """Catches what nothing else caught, in any thread, and in Qt. ``before`` keeps drafts; it must not fail."""

    _caught = Signal(object)

    def __init__(
        self,
        folder: Path,
        version: str,
        *,
        before: Callable[[], object] = lambda: None,
        show: Callable[[str, Path | None], object] | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._version = version
        self._before = before
        self._show = show or self._dialog
        self._showing = False
        self.qt_messages: Counter[str] = Counter()
        self._old = (sys.excepthook, threading.excepthook)
        self._old_qt: Callable[..., None] | None = None
        self._caught.connect(self.handle, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        """From now on nothing dies unseen."""
        sys.excepthook = lambda _kind, error, _trace: self._caught.emit(error)
        threading.excepthook = lambda args: self._caught.emit(args.exc_value)
        self._old_qt = qInstallMessageHandler(self._qt_said)

    def remove(self) -> None:
        """Put back what stood there before."""
        sys.excepthook, threading.excepthook = self._old
        qInstallMessageHandler(self._old_qt)

    def handle(self, error: BaseException) -> None:
        """Keep the work, write the report, show it; a second error while one is shown is only written."""
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        try:
            self._before()
        except Exception as second:  # noqa: BLE001 - the crash handler is one of three places allowed to
            self._save(report(second, self._version))
        text = report(error, self._version, self.qt_messages)
        saved_at = self._save(text)
        if self._showing:
            return
        self._showing = True
        try:
            self._show(text, saved_at)
        finally:
            self._showing = False

    def _save(self, text: str) -> Path | None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"crash-{datetime.now(UTC):%Y-%m-%d-%H%M%S-%f}.txt"
            path.write_text(text, encoding="utf-8")
        except OSError:
            return None
        return path

    def _dialog(self, text: str, saved_at: Path | None) -> None:
        dialog = CrashDialog(text, saved_at, QApplication.activeWindow())
        dialog.exec()
        dialog.deleteLater()

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        """Only kind and category are kept: a message may name a file. The old handler still gets the words."""
        self.qt_messages[f"{kind.name} {context.category or 'default'}"] += 1
        if kind == QtMsgType.QtFatalMsg:
            self._save(report(SystemError(), self._version, self.qt_messages))
        if self._old_qt is not None:
            self._old_qt(kind, context, message)
        elif sys.stderr is not None:
            sys.stderr.write(f"{message}\n")
