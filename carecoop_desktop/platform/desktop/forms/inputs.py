"""The input widgets behind the kinds of field. Each gives its value, or an issue where it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from textwrap import wrap
from typing import Any

from PySide6.QtCore import QObject, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from carecoop_desktop.platform.desktop.forms.fields import Choices, Field, Find
from carecoop_desktop.platform.desktop.forms.parsing import parse_date, parse_number, parse_time
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money, parse_hours, parse_money

FIND_AFTER_MS = 120
_LEAST = 18  # characters of a list that has little room
_TICK = 44  # characters beside a box to tick, before they go on below


class Input(QObject):
    """One input: a widget, its value, and a signal when a person changes it."""

    edited = Signal()
    accepted = ""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def value(self) -> Any:
        """What was filled in; raises ValueError when it cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without calling it an edit."""
        raise NotImplementedError

    def raw(self) -> Any:
        """What is kept in a draft: plain text, a number or a truth, readable or not."""
        raise NotImplementedError

    def set_raw(self, raw: Any) -> None:
        """Show what a draft kept."""
        raise NotImplementedError


class LineInput(Input):
    """A line that is read and written by a pair of functions; empty is None (or '' for text)."""

    def __init__(
        self,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        accepted: str,
        empty: Any = None,
        edit: QLineEdit | None = None,
    ) -> None:
        self.edit = edit or QLineEdit()
        super().__init__(self.edit)
        self._read, self._write, self._empty = read, write, empty
        self.accepted = accepted
        self.edit.textEdited.connect(lambda _text: self.edited.emit())
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """The value read from the text."""
        typed = self.edit.text().strip()
        return self._read(typed) if typed else self._empty

    def set_value(self, value: Any) -> None:
        """The value in the one way it is written."""
        self.edit.setText("" if value is None else self._write(value))

    def raw(self) -> str:
        """The text as it stands."""
        return self.edit.text()

    def set_raw(self, raw: Any) -> None:
        """The text as it stood."""
        self.edit.setText(str(raw))

    def _tidy(self) -> None:
        """Show what was understood; leave what was not for the issue beside it."""
        try:
            value = self.value()
        except ValueError:
            return
        written = "" if value is None else self._write(value)
        if written != self.edit.text():
            self.edit.setText(written)


class DateEdit(QLineEdit):
    """A line for a date: + and - move a day, Page Up and Down a month's worth of four weeks, t is today."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.setPlaceholderText("d/m/y")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The quick keys work while the line is empty, wholly selected or holds a date; else they are letters."""
        step = _DATE_KEYS.get(event.text()) or _DATE_STEPS.get(Qt.Key(event.key()))
        blank = not self.text() or self.selectedText() == self.text()
        if step is None or not (blank or (step != "today" and self._readable())):
            super().keyPressEvent(event)
        else:
            self._move(step)

    def _move(self, step: int | str) -> None:
        day = self._today() if step == "today" or not self._readable() else parse_date(self.text(), self._today())
        if isinstance(step, int):
            day += timedelta(days=step)
        self.setText(format_date(day))
        self.textEdited.emit(self.text())

    def _readable(self) -> bool:
        try:
            return bool(self.text().strip()) and len(self.text()) > 5 and bool(parse_date(self.text(), self._today()))
        except ValueError:
            return False


_DATE_KEYS: dict[str, int | str] = {"+": 1, "=": 1, "-": -1, "t": "today", "T": "today"}
_DATE_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 28, Qt.Key.Key_PageDown: -28}


class TextInput(Input):
    """Several lines; Tab leaves it."""

    def __init__(self, lines: int) -> None:
        self.edit = QPlainTextEdit()
        super().__init__(self.edit)
        self.edit.setTabChangesFocus(True)
        sizes = current().sizes
        self.edit.setFixedHeight(sizes.line * lines + sizes.units(2))
        self.edit.textChanged.connect(self.edited)

    def value(self) -> str:
        """The text without empty ends."""
        return self.edit.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a text without calling it an edit."""
        self.edit.blockSignals(True)
        self.edit.setPlainText(value or "")
        self.edit.blockSignals(False)

    def raw(self) -> str:
        """The text."""
        return self.edit.toPlainText()

    def set_raw(self, raw: Any) -> None:
        """The text."""
        self.set_value(str(raw))


class _Quiet(QComboBox):
    """A list that does not change when the wheel rolls over it on the way down a page, and gives way where a form is
    narrow: the longest of its words need not be seen whole."""

    def minimumSizeHint(self) -> QSize:
        """Wide enough to know the words by."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), current().sizes.chars(_LEAST)), least.height())

    def wheelEvent(self, event: Any) -> None:
        """Let the page scroll."""
        event.ignore()


class ChoiceInput(Input):
    """One of a few; letters jump."""

    def __init__(self, choices: Choices, optional: bool) -> None:
        self.box = _Quiet()
        super().__init__(self.box)
        self._values = ([None] if optional else []) + [value for value, _words in choices]
        if optional:
            self.box.addItem("–")
        for _value, words in choices:
            self.box.addItem(words)
        self.box.activated.connect(lambda _at: self.edited.emit())

    def value(self) -> Any:
        """The value of the chosen words."""
        at = self.box.currentIndex()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose; an unknown value chooses the first."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def raw(self) -> str:
        """The words, since a value need not fit a file."""
        return self.box.currentText()

    def set_raw(self, raw: Any) -> None:
        """Choose by words."""
        at = self.box.findText(str(raw))
        self.box.setCurrentIndex(max(at, 0))


class CheckInput(Input):
    """A box to tick."""

    def __init__(self, words: str) -> None:
        self.box = QCheckBox("\n".join(wrap(words, _TICK)))  # a box does not wrap its words by itself
        super().__init__(self.box)
        self.box.clicked.connect(lambda *_: self.edited.emit())

    def value(self) -> bool:
        """Ticked or not."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or not."""
        self.box.setChecked(bool(value))

    def raw(self) -> bool:
        """Ticked or not."""
        return self.value()

    def set_raw(self, raw: Any) -> None:
        """Tick or not."""
        self.set_value(raw)


class PersonEdit(QLineEdit):
    """A line that looks people up while somebody types."""

    def __init__(self, find: Find) -> None:
        super().__init__()
        self._find = find
        self.found: dict[str, Any] = {}
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._list)
        self.setPlaceholderText("Type a name")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(FIND_AFTER_MS)
        self._clock.timeout.connect(self.look_up)
        self.textEdited.connect(lambda _text: self._clock.start())

    def look_up(self) -> None:
        """Ask for the names that fit what stands there, and offer them."""
        self._clock.stop()
        typed = self.text().strip()
        pairs = list(self._find(typed)) if typed else []
        self.found.update({name: value for value, name in pairs})
        self._names.setStringList([name for _value, name in pairs])
        if pairs and self.hasFocus():
            self._list.complete()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A single match is taken as meant."""
        if self._clock.isActive():
            self.look_up()
        fits = [name for name in self._names.stringList() if name.casefold().startswith(self.text().strip().casefold())]
        if self.text().strip() and self.text() not in self.found and len(fits) == 1:
            self.setText(fits[0])
        super().focusOutEvent(event)


class PersonInput(Input):
    """Somebody, by type-ahead."""

    accepted = "A name from the list."

    def __init__(self, find: Find) -> None:
        self.edit = PersonEdit(find)
        super().__init__(self.edit)
        self.edit.textChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> Any:
        """The id of who stands there."""
        name = self.edit.text().strip()
        if not name:
            return None
        if name not in self.edit.found:
            self.edit.look_up()
        if name not in self.edit.found:
            raise ValueError(f"Nobody here is called {name}.")
        return self.edit.found[name]

    def set_value(self, value: Any) -> None:
        """Show an (id, name) pair."""
        self.edit.blockSignals(True)
        if value is None:
            self.edit.clear()
        else:
            number, name = value
            self.edit.found[name] = number
            self.edit.setText(name)
        self.edit.blockSignals(False)

    def raw(self) -> str:
        """The name."""
        return self.edit.text()

    def set_raw(self, raw: Any) -> None:
        """The name; who it is, is looked up again."""
        self.edit.blockSignals(True)
        self.edit.setText(str(raw))
        self.edit.blockSignals(False)


def _show_time(value: time) -> str:
    return f"{value:%H:%M}"


def make_input(field: Field, today: Callable[[], date]) -> Input:
    """The input for a field, empty."""
    if field.kind == "multiline":
        return TextInput(field.lines)
    if field.kind == "choice":
        return ChoiceInput(field.choices, optional=not field.required)
    if field.kind == "check":
        return CheckInput(field.label)
    if field.kind == "person" and field.find is not None:
        return PersonInput(field.find)
    if field.kind == "date":
        read = lambda typed: parse_date(typed, today())  # noqa: E731 - a local reader with the form's own today
        return LineInput(read, format_date, "A date like 22 Nov 2026, 22/11 or t for today.", edit=DateEdit(today))
    return _plain_line(field)


def _plain_line(field: Field) -> LineInput:
    readers: dict[str, tuple[Callable[[str], Any], Callable[[Any], str], str]] = {
        "money": (parse_money, format_money, "An amount like 12.50 or £1,234.56."),
        "hours": (parse_hours, format_hours, "Hours like 3.5, 3:30 or 45m."),
        "number": (parse_number, str, "A whole number."),
        "time": (parse_time, _show_time, "A time like 14:30, 1430 or 2.30pm."),
    }
    read, write, accepted = readers.get(field.kind, (str, str, ""))
    made = LineInput(read, write, accepted, empty="" if field.kind == "text" else None)
    if field.secret:
        made.edit.setEchoMode(QLineEdit.EchoMode.Password)
    if field.kind in ("money", "hours", "number"):
        made.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made
