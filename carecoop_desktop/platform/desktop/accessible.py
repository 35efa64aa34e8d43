"""Finds the controls of a page that a screen reader could not name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QWidget


def unnamed_controls(inside: QWidget) -> list[str]:
    """Every control that Tab can reach but that has no accessible name: its class and what it stands in."""
    return [_where(each) for each in [inside, *inside.findChildren(QWidget)] if _reachable(each) and not _name(each)]


def _reachable(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    if widget.objectName().startswith("qt_") or widget.focusProxy() is not None or not widget.isEnabled():
        return False
    return bool(widget.focusPolicy().value & tab) and not _is_list_of_choice(widget)


def _is_list_of_choice(widget: QWidget) -> bool:
    """The list that drops down from a choice; Qt tells screen readers the choice's own name for it."""
    frame = widget.parentWidget()
    return frame is not None and isinstance(frame.parentWidget(), QComboBox)


def _name(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def _where(widget: QWidget) -> str:
    path = [type(widget).__name__]
    above = widget.parentWidget()
    while above is not None:
        path.append(type(above).__name__)
        above = above.parentWidget()
    return " in ".join(path[:5])
