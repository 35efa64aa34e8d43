"""A form in place of a detail: described plainly, carried out as one action, its issues and conflicts settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import ConflictView, Field, FormPanel
from carecoop_desktop.platform.desktop.forms.stored_words import stored_words
from carecoop_desktop.platform.desktop.page import Card, button, column, label, row, scrolled
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, FieldConflict, Invalid, Refusal
from carecoop_desktop.platform.office.actions import Action, Done

Then = Callable[[Any], None]
REOPEN = "Leave this form and open it again to see what stands there now."
"""Where a form has no way to show both values beside each other."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with what it is given."""

    action: Action[..., Any]
    args: tuple[Any, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filling:
    """A form: ``deed`` names the button, ``submit`` turns what was filled in into the deed.

    ``submit`` is given the values and the version of the record (and may raise Invalid);
    with ``only_changed`` the values that differ from
    what the form opened with. ``fresh`` reads the record's version again after a conflict, in which ``names`` are the
    words for fields that the form does not ask for, ``columns`` what the form calls a stored field that it has under
    another name, and ``shows`` how a stored value reads where it is not what the field itself holds.
    """

    title: str
    deed: str
    fields: tuple[Field, ...]
    submit: Callable[[dict[str, Any], int | None], Deed]
    version: int | None = None
    only_changed: bool = False
    fresh: Callable[[], int] | None = None
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def opening(self) -> dict[str, Any]:
        """The values that the form opens with."""
        return {each.key: each.value for each in self.fields if each.kind != "heading"}

    def asked(self, column: str) -> Field | None:
        """The field of the form that a stored field is changed by, where somebody may change it."""
        key = self.columns.get(column, column)
        return next((each for each in self.fields if each.key == key and not each.why_not), None)

    def place(self, conflict: FieldConflict) -> int:
        """Where a stored field stands in the form; what it does not ask for comes last."""
        keys = [each.key for each in self.fields]
        key = self.columns.get(conflict.field, conflict.field)
        return keys.index(key) if key in keys else len(keys)

    def words(self, column: str, value: Any) -> str:
        """A stored value as this form writes it."""
        shown = self.shows.get(column)
        return stored_words(self.asked(column), value) if shown is None or value is None else shown(value)

    def given(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What of the values goes into the deed."""
        if not self.only_changed:
            return dict(values)
        opening = self.opening
        return {key: value for key, value in values.items() if _plain(value) != _plain(opening.get(key))}


def _plain(value: Any) -> Any:
    """An empty text and nothing are the same answer."""
    return None if value == "" else value


class KeptDraft(QFrame):
    """Says that something was typed here and not saved, and offers it."""

    def __init__(self, at: datetime, use: Callable[[], None], drop: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "offer")
        when = format_moment(at)
        words = label(f"Something was typed here on {when} and not saved.", wrap=True)
        self.use = button("Put it back", lambda: self._done(use), role="small")
        self.drop = button("Throw it away", lambda: self._done(drop), role="small")
        for each in (self.use, self.drop):
            each.setAccessibleName(f"{each.text()}: what was typed here on {when}")
        edge = current().sizes.unit
        row(words, self.drop, self.use, owner=self).setContentsMargins(edge, edge, edge, edge)

    def _done(self, deed: Callable[[], None]) -> None:
        deed()
        self.hide()


class FormCard(Card):
    """``closed`` comes when the form is done with, saved or not.

    What is typed is kept as a draft under ``name``, without one not at all.
    """

    closed = Signal()

    def __init__(self, desk: Desk, name: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._name = name
        self.kept: KeptDraft | None = None
        self._filling: Filling | None = None
        self._then: Then | None = None
        self._version: int | None = None
        self._dropped: dict[str, Any] = {}
        self._insisted: set[str] = set()
        self._found_at: int | None = None
        self.form: FormPanel | None = None
        self.conflict: ConflictView | None = None
        self._inside: QWidget | None = None
        self._title = label("", "title", wrap=True)
        self._note = label("", "context", wrap=True)
        # The form itself takes Ctrl+Enter: a key of the button would save only when its pressed look is over.
        self.save = button("Save", self._save, role="primary", tip="Save (Ctrl+Return)")
        self.cancel = button("Cancel", self.leave, tip="Leave without saving (Esc)")
        self.add(self._title)
        self.add(self._note)
        self.body.addLayout(row(None, self.cancel, self.save))

    def open(
        self, filling: Filling, then: Then | None = None, *, about: object = "", extra: Sequence[QWidget | QLayout] = ()
    ) -> None:
        """Show a form; ``then`` is called with the value of its deed once that is done.

        ``about`` names the record it is about, so that what was typed for one is never offered for another of the
        same name. ``extra`` stands under the fields.
        """
        self._filling, self._then, self._version = filling, then, filling.version
        self._dropped, self._insisted, self.conflict = {}, set(), None
        self._title.setText(filling.title)
        self._note.setText(filling.note)
        self._note.setVisible(bool(filling.note))
        self.save.setText(filling.deed)
        self.form = FormPanel(
            filling.fields,
            drafts=self._desk.drafts if self._name else None,
            draft_key=f"{self._name}:{about}:{filling.title}",
            today=lambda: self._desk.today,
        )
        self.form.finished.connect(self._save)
        self.form.left.connect(self.finish)
        holder = QWidget()
        self._places = column(self.form, *extra, None, owner=holder)
        self._offer(self.form)
        area = scrolled(holder, filling.title)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._show(area)
        first = next((each for each in filling.fields if each.kind != "heading"), None)
        if first is not None:
            self.form.input(first.key).widget.setFocus()
        else:
            self.save.setFocus()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form is not None and self.form.dirty

    def may_leave(self) -> bool:
        """Ask when something was typed that is not saved."""
        return self.form is None or self.form.may_leave()

    def leave(self) -> None:
        """Close the form, after a question if something was typed."""
        if self.may_leave():
            self.finish()

    def finish(self) -> None:
        """Close the form."""
        self.form = None
        self.closed.emit()

    def _offer(self, form: FormPanel) -> None:
        """What was typed here before and never saved, to be taken up or thrown away."""
        found = form.kept_draft()
        self.kept = None
        if found is None:
            return
        at, raws = found
        self.kept = KeptDraft(at, partial(form.fill, raws), form.drop_draft)
        self._places.insertWidget(0, self.kept)

    def _show(self, inside: QWidget) -> None:
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = inside
        self.body.insertWidget(self.body.count() - 1, inside, 1)

    def _save(self) -> None:
        if self.form is None or self._filling is None:
            return
        try:
            values = self._filling.given(self.form.values())
        except Invalid:
            return
        try:
            if self.conflict is not None and not self._settled():
                return
            deed = self._filling.submit(self._kept(values), self._version)
        except (Invalid, Refusal) as trouble:
            self._failed(trouble)
            return
        self._desk.attempt(self._saved, self._failed, deed.action, *deed.args, **deed.inputs)

    def _kept(self, values: dict[str, Any]) -> dict[str, Any]:
        """What is written: without what was given up for theirs, unless it was typed anew, and with what stood there
        before and was chosen over theirs, though nobody typed it."""
        kept = {key: value for key, value in values.items() if key not in self._dropped or value != self._dropped[key]}
        if self._insisted and self.form is not None:
            kept |= {key: value for key, value in self.form.values().items() if key in self._insisted}
        return kept

    def _saved(self, done: Done[Any]) -> None:
        if self.form is not None:
            self.form.settle()
        then = self._then
        self.finish()
        if then is not None:
            then(done.value)

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Invalid) and self.form is not None:
            self.form.show_issues(trouble.issues)
        elif isinstance(trouble, Conflict) and self._may_choose():
            self._show_conflict(trouble)
        elif isinstance(trouble, Conflict):
            self._desk.window.show_trouble(Refusal(trouble.sentence, REOPEN), self)
        else:
            self._desk.window.show_trouble(trouble, self)

    def _may_choose(self) -> bool:
        """A form that writes all of a record would write something else where their value is left out of it."""
        return self._filling is not None and self._filling.fresh is not None and self._filling.only_changed

    def _show_conflict(self, conflict: Conflict) -> None:
        """Both values side by side above the form; saving again keeps what was chosen."""
        filling = self._filling
        if filling is None:
            return
        self._found_at = conflict.version
        columns = {each.field for each in conflict.fields if filling.asked(each.field) is not None}
        names = {each.field: each.field.replace("_", " ").capitalize() for each in conflict.fields} | self._names()
        ordered = Conflict(_said(conflict, names), sorted(conflict.fields, key=filling.place), conflict.version)
        self.conflict = ConflictView(ordered, names=names, show=filling.words, asked=columns)
        self._places.insertWidget(0, self.conflict)
        self.save.setText("Save what I chose" if self.conflict.asks else "Save all the same")

    def _names(self) -> dict[str, str]:
        if self._filling is None:
            return {}
        labels = {each.key: each.label for each in self._filling.fields}
        own = {column: labels[key] for column, key in self._filling.columns.items() if key in labels}
        return {**self._filling.names, **labels, **own}

    def _settled(self) -> bool:
        """Whether every field was chosen for; theirs are then left out of what is written."""
        if self.conflict is None or self.form is None or self._filling is None or self._filling.fresh is None:
            return True
        if not self.conflict.complete():
            self._desk.window.tell("Choose for each field which value to keep.")
            return False
        chosen, typed = self.conflict.choices(), self.form.values()
        for each in self.conflict.asks:
            key = self._filling.columns.get(each.field, each.field)
            if chosen[each.field] == each.mine:
                self._dropped.pop(key, None)
                self._insisted.add(key)
            else:
                self._dropped[key] = typed[key]
                self._insisted.discard(key)
        self._version = self._filling.fresh() if self._found_at is None else self._found_at
        self.conflict.deleteLater()
        self.conflict = None
        return True


def _said(conflict: Conflict, names: Mapping[str, str]) -> str:
    """Who changed what, in the words of the form instead of those that are stored."""
    stored = ", ".join(each.field.replace("_", " ") for each in conflict.fields)
    own = ", ".join(_within(names[each.field]) for each in conflict.fields)
    return conflict.sentence.replace(stored, own, 1) if stored else conflict.sentence


def _within(words: str) -> str:
    """A label as it stands within a sentence; abbreviations keep their letters."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"
