"""Locks the window: by Ctrl+L, or after some minutes without a key or the mouse; the password opens it again."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from carecoop_desktop.home.safety.queries import has_password, lock_minutes
from carecoop_desktop.home.window.cover import Cover
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office, sign_in

LOOK_MS = 5_000
_INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
})  # fmt: skip
_HELD_BACK = _INPUT | {
    QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter, QEvent.Type.Drop,
}  # fmt: skip
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Lock(QObject):
    """Watches for the last key or mouse of one office's window, and covers the window when it is long ago."""

    def __init__(self, shell: Shell, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell, self._office = shell, office
        self._covers: list[Cover] = []
        self._covering = False
        self._focus: QWidget | None = None
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._app().focusWindowChanged.connect(self._watch)
        self._watch(shell.windowHandle())

    @property
    def locked(self) -> bool:
        """Whether the window is covered."""
        return bool(self._covers)

    def idle_seconds(self) -> float:
        """How long nobody touched a key or the mouse in our windows."""
        return time.monotonic() - self._last

    def touched(self) -> None:
        """Somebody is there."""
        self._last = time.monotonic()

    def look(self) -> None:
        """Lock when it is time; a setting of 0 minutes never locks, nor an office that asks nobody for a password."""
        if self.locked:
            return
        try:
            minutes = self._office.read(lock_minutes)
            if minutes and self.idle_seconds() >= minutes * 60 and self._office.read(has_password):
                self._cover()
        except (Refusal, Fault):
            return  # the office cannot be read just now; the window says so elsewhere

    def lock_now(self) -> None:
        """Ctrl+L: cover the window at once, if there is a password to open it again."""
        if self.locked:
            return
        if not self._office.read(has_password):
            self._shell.tell("You have no password to unlock it with: set one under Settings, People.")
            return
        self._cover()

    def end(self) -> None:
        """The office is left: nothing is watched any more."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self._app().focusWindowChanged.disconnect(self._watch)
        self._uncover()

    def _app(self) -> QGuiApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    def _watch(self, window: QWindow | None) -> None:
        """Keys and mouse reach a window before anything in it: watching those few events costs the pages nothing."""
        if window is not None:
            window.installEventFilter(self)  # a window that has us already keeps us once; Qt lets go by itself
            if self.locked:
                self._cover_more()

    def _cover(self) -> None:
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._cover_more()
        self._app().installEventFilter(self)
        front = QApplication.activeModalWidget() or self._shell
        next((c for c in self._covers if c.parentWidget() is front), self._covers[0]).box.setFocus()

    def _cover_more(self) -> None:
        if self._covering:
            return
        self._covering = True  # a cover that appears moves the focus, and that calls us again
        covered = {cover.parentWidget() for cover in self._covers}
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window not in covered and window.windowType() not in _PASSING:
                self._covers.append(Cover(window, self._office.user.name, self._try))
        self._covering = False

    def _try(self, password: str) -> str:
        """Empty where the password was right."""
        try:
            sign_in(self._office.database, self._office.user.name, password)
        except (Refusal, Fault) as trouble:
            return str(trouble)
        self._uncover()
        return ""

    def _uncover(self) -> None:
        if not self._covers:
            return
        self._app().removeEventFilter(self)
        covers, self._covers = self._covers, []
        for cover in covers:
            cover.take_away()
        self.touched()
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note activity; while locked, let nothing through to what lies underneath."""
        kind = event.type()
        if kind in _INPUT:
            self.touched()
        if not self._covers or isinstance(watched, QWindow):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # a key belongs to the password, never to a menu
            return True
        if kind == QEvent.Type.Shortcut:
            return not self._over(watched)
        if kind == QEvent.Type.Close and watched is self._shell:
            event.ignore()
            return True
        if kind == QEvent.Type.Resize:
            self._fill(watched)
        return kind in _HELD_BACK and isinstance(watched, QWidget) and not self._over(watched)

    def _fill(self, window: QObject) -> None:
        """Let the cover of a window that has another size cover it again."""
        for cover in self._covers:
            if cover.parentWidget() is window:
                cover.fill()

    def _over(self, part: QObject) -> bool:
        """Whether this is a cover or stands on one."""
        return isinstance(part, QWidget) and any(cover is part or cover.isAncestorOf(part) for cover in self._covers)
