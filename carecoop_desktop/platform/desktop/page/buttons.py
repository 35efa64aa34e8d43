"""Push buttons named after their deed, and grey ones that say why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolTip

from carecoop_desktop.platform.desktop.plain_tip import plain_tip


def button(
    text: str,
    do: Callable[[], object] | None = None,
    *,
    role: str = "",
    key: str = "",
    tip: str = "",
) -> QPushButton:
    """A button with its deed. ``role`` is primary, danger, small or link; ``key`` a shortcut like ``Ctrl+Return``."""
    made = _Keyed(text, key) if key else QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if key:
        tip = tip or f"{text.replace('&', '')} ({key})"
    if tip:
        made.setToolTip(plain_tip(tip))
    if do is not None:
        made.clicked.connect(lambda *_: do())
    return made


class _Keyed(QPushButton):
    """A button that keeps its key when its words change; Qt takes the key away together with the old words."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text)
        self.setShortcut(QKeySequence(key))

    def setText(self, text: str) -> None:
        """Change the words only."""
        key = self.shortcut()
        super().setText(text)
        self.setShortcut(key)


class _Reason(QObject):
    """Keeps a greyed button from firing but leaves it focusable, so that the reason can be found by keyboard."""

    def __init__(self, owner: QPushButton, reason: str) -> None:
        super().__init__(owner)
        self.reason = reason
        self.old = (owner.toolTip(), owner.statusTip(), owner.accessibleDescription())
        owner.installEventFilter(self)

    def eventFilter(self, owner: QObject, event: QEvent) -> bool:
        """Swallow what would press the button; show the reason instead."""
        if event.type() in _PRESSES and not _passes_on(event):
            _show(owner, self.reason)
            return True
        return bool(super().eventFilter(owner, event))


_PRESSES = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyPress,
    QEvent.Type.Shortcut,
}
_PRESS_KEYS = {0x20, 0x01000004, 0x01000005}  # Space, Return, Enter


def _passes_on(event: QEvent) -> bool:
    """Keys that only move the focus go through."""
    key = getattr(event, "key", None)
    return event.type() == QEvent.Type.KeyPress and callable(key) and int(key()) not in _PRESS_KEYS


def _show(owner: QObject, reason: str) -> None:
    if isinstance(owner, QPushButton):
        QToolTip.showText(owner.mapToGlobal(owner.rect().bottomLeft()), plain_tip(reason), owner)
        window = owner.window()
        tell = getattr(window, "tell", None)
        if callable(tell):
            tell(reason)


_standing = ""


def stand_still(reason: str) -> None:
    """While nothing can be changed anywhere, every button that is greyed gives this one reason; empty ends that."""
    global _standing
    _standing = reason


def grey(owner: QPushButton, reason: str) -> None:
    """Grey a button and say why in tooltip, status tip and for screen readers; it keeps the focus it may have."""
    reason = _standing or reason
    found = _reason_of(owner)
    if found is None:
        found = _Reason(owner, reason)
    found.reason = reason
    owner.setToolTip(plain_tip(reason))
    owner.setStatusTip(reason)
    owner.setAccessibleDescription(reason)
    _mark(owner, True)


def ungrey(owner: QPushButton) -> None:
    """Make a greyed button work again."""
    found = _reason_of(owner)
    if found is None:
        return
    owner.removeEventFilter(found)
    tip, status, description = found.old
    owner.setToolTip(tip)
    owner.setStatusTip(status)
    owner.setAccessibleDescription(description)
    found.setParent(None)
    found.deleteLater()
    _mark(owner, False)


def why_grey(owner: QPushButton) -> str:
    """The reason why a button is greyed; empty when it works."""
    found = _reason_of(owner)
    return found.reason if found else ""


def allow(owner: QPushButton, why_not: str = "") -> None:
    """Grey the button when there is a reason, let it work when there is none."""
    if why_not:
        grey(owner, why_not)
    else:
        ungrey(owner)


def _reason_of(owner: QPushButton) -> _Reason | None:
    return next((child for child in owner.children() if isinstance(child, _Reason)), None)


def _mark(owner: QPushButton, greyed: bool) -> None:
    owner.setProperty("greyed", "true" if greyed else "false")
    owner.style().unpolish(owner)
    owner.style().polish(owner)
