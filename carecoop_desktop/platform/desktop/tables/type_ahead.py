"""Going to a row by typing how it begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest, ListShape

TYPING = 1000
"""Milliseconds between two keys of one word."""


class TypeAhead:
    """Puts keys that follow each other together."""

    def __init__(self, parent: QObject) -> None:
        self._typed = ""
        self._waiting = QTimer(parent, singleShot=True, interval=TYPING)

    def add(self, keys: str) -> str:
        """Everything typed without a pause, these keys included."""
        self._typed = self._typed + keys if self._waiting.isActive() else keys
        self._waiting.start()
        return self._typed

    def rest(self) -> None:
        """Let the next key begin anew."""
        self._waiting.stop()


def searched_column(shape: ListShape, request: ListRequest, shown: Sequence[int]) -> str | None:
    """The column that typing looks in: the one sorted by if it holds text, else the first in sight that does."""
    sort = request.sort or shape.default_sort
    texts = [shape.headings[place].key for place in shown if shape.headings[place].kind is Kind.TEXT]
    if sort and sort[0].column in texts:
        return sort[0].column
    return texts[0] if texts else None
