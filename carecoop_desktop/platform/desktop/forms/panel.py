"""A form built from fields: labels with buddies, issues beside the fields, dirty tracking and drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.forms.drafts import DraftStore
from carecoop_desktop.platform.desktop.forms.fields import Field
from carecoop_desktop.platform.desktop.forms.inputs import CheckInput, Input, LineInput, PersonEdit, make_input
from carecoop_desktop.platform.desktop.page.labels import label
from carecoop_desktop.platform.desktop.plain_tip import plain_tip
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Invalid, Issue

DRAFT_AFTER_MS = 700
_WIDTHS = {"date": 14, "time": 8, "money": 14, "hours": 10, "number": 10}


class FormPanel(QWidget):
    """The fields of one record.

    ``values()`` gives what was filled in or raises Invalid with every issue; ``show_issues`` puts issues beside
    their fields. Enter moves on and emits ``finished`` on the last field; Esc emits ``left`` (after a question only
    if something was changed; ``confirm_leave`` asks it). With ``drafts`` and a ``draft_key`` what was typed is kept.
    """

    edited = Signal()
    finished = Signal()
    left = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        drafts: DraftStore | None = None,
        draft_key: str = "",
        today: Callable[[], date] = date.today,
        confirm_leave: Callable[[], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields = [field for field in fields if field.kind != "heading"]
        self._today = today
        self._confirm = confirm_leave or self._ask_leave
        self._inputs: dict[str, Input] = {}
        self._issues: dict[str, QLabel] = {}
        self._rest = label("", "issue", wrap=True)
        self._rest.hide()
        self._drafts = drafts if draft_key else None
        self._draft_key = draft_key
        self._offered = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(DRAFT_AFTER_MS)
        self._clock.timeout.connect(self.keep_draft)
        self._build(fields)
        self._start = self._raws()

    # values

    def input(self, key: str) -> Input:
        """The input of a field."""
        return self._inputs[key]

    def values(self) -> dict[str, Any]:
        """What was filled in, by key; raises Invalid with all issues, which then stand beside their fields."""
        found, issues = self._read()
        self.show_issues(issues)
        if issues:
            raise Invalid(issues)
        return found

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show other values and call the form unchanged."""
        for key, value in values.items():
            if key in self._inputs:
                self._inputs[key].set_value(value)
        self.settle()

    @property
    def dirty(self) -> bool:
        """Whether anything differs from how the form was opened or last saved."""
        return self._raws() != self._start

    def settle(self) -> None:
        """The values are saved now: the form is clean, its draft and issues are gone."""
        self._clock.stop()
        self._start = self._raws()
        self.show_issues(())
        if self._drafts is not None:
            self._drafts.drop(self._draft_key)

    # issues

    def show_issues(self, issues: Iterable[Issue]) -> None:
        """Put every issue beside its field, those of no field of ours under the form, and go to the first."""
        by_field: dict[str, list[Issue]] = {}
        for issue in issues:
            by_field.setdefault(issue.field if issue.field in self._inputs else "", []).append(issue)
        for key, said in self._issues.items():
            self._say(said, by_field.get(key, []), self._inputs[key])
        self._say(self._rest, by_field.get("", []), None)
        first = next((key for key in self._inputs if key in by_field), None)
        if first is not None:
            self._inputs[first].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def issue_text(self, key: str) -> str:
        """What stands beside a field; empty when nothing is wrong. The empty key is the form's own."""
        said = self._rest if key == "" else self._issues[key]
        return "" if said.isHidden() else said.text()

    # drafts

    def keep_draft(self) -> None:
        """Write what stands there to the draft store, now."""
        self._clock.stop()
        if self._drafts is None or not self.dirty:
            return
        raws = self._raws()
        changed = {key: raw for key, raw in raws.items() if raw != self._start[key] and not self._field(key).secret}
        self._drafts.keep(self._draft_key, changed)

    def kept_draft(self) -> tuple[datetime, dict[str, Any]] | None:
        """When and what was typed here and not saved; once asked for, leaving the form untouched does not drop it."""
        found = self._drafts.find(self._draft_key) if self._drafts is not None else None
        at = self._drafts.kept_at(self._draft_key) if self._drafts is not None else None
        self._offered = bool(found) and at is not None
        return (at, found) if found and at is not None else None

    def drop_draft(self) -> None:
        """Forget what was typed before."""
        self._offered = False
        if self._drafts is not None:
            self._drafts.drop(self._draft_key)

    def fill(self, raws: Mapping[str, Any]) -> None:
        """Put what was typed before into the inputs, readable or not; the form counts as changed then."""
        self._offered = False
        for key, raw in raws.items():
            if key in self._inputs:
                self._inputs[key].set_raw(raw)

    # leaving

    def may_leave(self) -> bool:
        """Whether the form can be left: asks only when something was changed; a yes drops the draft."""
        if self.dirty and not self._confirm():
            return False
        self._clock.stop()
        if self._drafts is not None and (self.dirty or not self._offered):
            self._drafts.drop(self._draft_key)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            if self.may_leave():
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, owner: QObject, event: QEvent) -> bool:
        """Enter moves on; Ctrl+Enter finishes from anywhere."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and control:
                self.finished.emit()
                return True
            if enter and not isinstance(owner, QPlainTextEdit) and not _offering(owner):
                self._move_on(owner)
                return True
        return bool(super().eventFilter(owner, event))

    # inside

    def _build(self, fields: Sequence[Field]) -> None:
        sizes = current().sizes
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.units(2))
        grid.setVerticalSpacing(sizes.unit)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            if field.kind == "heading":
                grid.addWidget(label(field.label, "heading"), row, 0, 1, 2)
            else:
                self._add(grid, row, field)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(grid)
        outer.addWidget(self._rest)

    def _add(self, grid: QGridLayout, row: int, field: Field) -> None:
        made = make_input(field, self._today)
        made.set_value(field.value)
        made.edited.connect(self._was_edited)
        self._inputs[field.key] = made
        widget = made.widget
        widget.setAccessibleName(field.label.replace("&", ""))
        widget.installEventFilter(self)
        self._fit(widget, field)
        if not isinstance(made, CheckInput):
            words = QLabel(f"{field.label} *" if field.required else field.label)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setProperty("role", "key")
            words.setBuddy(widget)
            words.setMinimumHeight(current().sizes.button)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        said = label("", "issue", wrap=True)
        said.hide()
        self._issues[field.key] = said
        place = QVBoxLayout()
        place.setSpacing(_gap())
        place.addWidget(widget)
        if field.hint:
            place.addWidget(label(field.hint, "note", wrap=True))
        place.addWidget(said)
        grid.addLayout(place, row, 1)

    def _fit(self, widget: QWidget, field: Field) -> None:
        described = field.why_not or field.hint
        widget.setAccessibleDescription(f"Required. {described}".strip() if field.required else described)
        width = field.width or _WIDTHS.get(field.kind, 0)
        if width:
            widget.setMaximumWidth(current().sizes.chars(width) + current().sizes.units(3))
        if not field.why_not:
            return
        widget.setToolTip(plain_tip(field.why_not))
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            widget.setReadOnly(True)
        else:
            widget.setEnabled(False)

    def _read(self) -> tuple[dict[str, Any], list[Issue]]:
        found: dict[str, Any] = {}
        issues: list[Issue] = []
        for field in self._fields:
            made = self._inputs[field.key]
            try:
                found[field.key] = made.value()
            except ValueError as error:
                issues.append(_unreadable(field, made, error))
                continue
            if field.required and found[field.key] in (None, ""):
                issues.append(Issue(field.key, f"{field.label.replace('&', '')} is needed.", made.accepted))
        return found, issues

    def _say(self, said: QLabel, issues: list[Issue], made: Input | None) -> None:
        said.setText("\n".join(f"{issue.message} {issue.accepted}".strip() for issue in issues))
        said.setVisible(bool(issues))
        if made is None:
            return
        widget = made.widget
        widget.setProperty("wrong", "true" if issues else "false")
        field = self._field(next(key for key, each in self._inputs.items() if each is made))
        widget.setAccessibleDescription(said.text() or (field.why_not or field.hint))
        widget.style().unpolish(widget)
        widget.style().polish(widget)

    def _field(self, key: str) -> Field:
        return next(field for field in self._fields if field.key == key)

    def _raws(self) -> dict[str, Any]:
        return {key: made.raw() for key, made in self._inputs.items()}

    def _was_edited(self) -> None:
        if self._drafts is not None:
            self._clock.start()
        self.edited.emit()

    def _move_on(self, owner: QObject) -> None:
        widgets = [made.widget for made in self._inputs.values() if made.widget.isEnabled()]
        at = next((number for number, widget in enumerate(widgets) if widget is owner), len(widgets))
        if isinstance(owner, QLineEdit):
            owner.editingFinished.emit()
        if at + 1 >= len(widgets):
            self.finished.emit()
            return
        after = widgets[at + 1]
        after.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(after, QLineEdit):
            after.selectAll()

    def _ask_leave(self) -> bool:
        from carecoop_desktop.platform.desktop.dialogs import confirm

        return confirm(
            self.window(), "What you typed has not been saved.", "Leave without saving", danger=True, keep="Stay here"
        )


def _gap() -> int:
    """The gap between a field and what stands under it."""
    return max(2, current().sizes.units(0.35))


def _unreadable(field: Field, made: Input, error: ValueError) -> Issue:
    text = str(made.raw()).strip()
    what = str(error) if not isinstance(made, LineInput) else f"“{text}” cannot be read here."
    return Issue(field.key, what, made.accepted)


def _offering(owner: QObject) -> bool:
    """Enter takes a name while the list of names is open."""
    if not isinstance(owner, PersonEdit):
        return False
    popup = owner.completer().popup()
    return popup is not None and popup.isVisible()
