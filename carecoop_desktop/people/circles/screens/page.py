"""The page of circles: the list at the left, one circle with its members and PAs at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.people.circles.actions import (
    add_circle,
    change_circle,
    leave_circle,
    place_member,
    remove_circle,
)
from carecoop_desktop.people.circles.permissions import CHANGE_CIRCLES
from carecoop_desktop.people.circles.queries import CircleView, Person, circles, without_circle
from carecoop_desktop.people.circles.screens.circle_form import (
    STATUS_TAGS,
    circle_fields,
    circle_line,
    circle_rows,
    context_line,
    member_rows,
    place_fields,
)
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import Field, FormPanel
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    DetailPanel,
    Do,
    EmptyState,
    Page,
    RowsTable,
    Split,
    allow,
    button,
    column,
    label,
    row,
)
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.actions import Done
from carecoop_desktop.platform.office.reader import Reader

MAY_NOT = "Your role may not change circles."
Submit = Callable[[dict[str, Any]], tuple[Any, ...]]


def circles_page(reader: Reader) -> tuple[list[CircleView], list[Person]]:
    """Everything the page shows."""
    return circles(reader), without_circle(reader)


class CirclesPage(Page):
    """Groups & circles."""

    topic = "circles"
    shows = frozenset({"circle", "circle_member", "member", "support_link", "assistant"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Groups & circles")
        self._desk = desk
        self._why_not = "" if desk.may(CHANGE_CIRCLES) else MAY_NOT
        self._circles: list[CircleView] = []
        self._without: list[Person] = []
        self._open_id: int | None = None
        self.new = self.add_action("Add a circle", self.add_circle, primary=True, key="Ctrl+N", why_not=self._why_not)
        self.table = RowsTable(
            [Column("Circle", stretch=True), Column("Members", "number"), Column("PAs", "number"), Column("Size")],
            name="Circles",
        )  # fmt: skip
        self.table.chosen.connect(self._chosen)
        listed = Card(flush=True)
        listed.setMinimumWidth(current().sizes.chars(34))
        listed.setMinimumHeight(current().sizes.line * 18)
        listed.add(self.table, 1)
        self.add(Split(listed, self._build_right(), shares=(2, 3), key="circles", memory=desk.memory), 1)

    def _build_right(self) -> QWidget:
        self.detail = DetailPanel()
        self.context_label = label("", "context", wrap=True)
        self.detail.add(self.context_label)
        self.edit = self.detail.add_button(button("Edit", self.edit_circle))
        self.drop = self.detail.add_button(button("Remove", self.remove_circle))
        self.place = self.detail.add_button(button("Place a member", self.place_member))
        for each in (self.edit, self.drop, self.place):
            allow(each, self._why_not)
        self.members = RowsTable(
            [Column("Member", stretch=True), Column("Status"), Column("In it since"), Column("")], name="Members"
        )
        self.members.opened.connect(self._open_member)
        self.assistants = RowsTable([Column("PA", stretch=True), Column("Status")], name="PAs")
        self.assistants.opened.connect(self._open_assistant)
        self.detail.add(label("Members", "heading"))
        self.detail.add(self.members, 3)
        self.detail.add(label("PAs around them", "heading"))
        self.detail.add(self.assistants, 2)
        note = "A circle is a few members who live near each other, with their PAs. They meet and help each other."
        self.empty = Card()
        self.empty.add(EmptyState("Circles will appear here", "Add a circle", self.add_circle, note=note), 1)
        self._form_card = Card()
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self._form_card):
            self._right.addWidget(part)
        self.form: FormPanel | None = None
        return self._right

    # data

    def reload(self) -> None:
        """Read the circles again."""
        self._desk.read(self._arrived, circles_page)

    def _arrived(self, found: tuple[list[CircleView], list[Person]]) -> None:
        self._circles, self._without = found
        self.say("Groups & circles", context_line(*found))
        if self._open_id is None and self._circles:
            self._open_id = self._circles[0].id
        self.table.blockSignals(True)
        self.table.set_rows(circle_rows(self._circles))
        at = next((n for n, circle in enumerate(self._circles) if circle.id == self._open_id), None)
        if at is not None:
            self.table.choose(at)
        self.table.blockSignals(False)
        if self.form is None:
            self._show_open()

    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._circles) and self.form is None:
            self._open_id = self._circles[number].id
            self._show_open()

    @property
    def current(self) -> CircleView | None:
        """The circle that is open."""
        return next((circle for circle in self._circles if circle.id == self._open_id), None)

    def _show_open(self) -> None:
        circle = self.current
        if circle is None:
            self._right.setCurrentWidget(self.empty)
            return
        self.detail.say(circle.name)
        self.context_label.setText(circle_line(circle))
        self.members.set_rows([
            [*cells, Do("Leaves", lambda person=person: self._leave(person), self._why_not)]  # type: ignore[misc]
            for cells, person in zip(member_rows(circle), circle.members, strict=True)
        ])  # fmt: skip
        self.assistants.set_rows([[each.name, _tag(each)] for each in circle.assistants])
        allow(self.drop, self._why_not or ("It has members; they leave it first." if circle.members else ""))
        allow(self.place, self._why_not or ("" if self._candidates() else "Every member is in it."))
        self._right.setCurrentWidget(self.detail)

    def show_record(self, circle_id: int) -> None:
        """Open on one circle."""
        self._open_id = circle_id
        self.reload()

    def go_to(self, **address: object) -> None:
        """Open on the record of an address."""
        record = address.get("record", address.get("circle"))
        if isinstance(record, int):
            self.show_record(record)

    def _open_member(self, number: int) -> None:
        if self.current is not None:
            self._desk.window.open_page("members", self.current.members[number].id)

    def _open_assistant(self, number: int) -> None:
        if self.current is not None:
            self._desk.window.open_page("assistants", self.current.assistants[number].id)

    # deeds

    def add_circle(self) -> None:
        """The form of a new circle."""
        if not self._why_not:
            self._show_form("New circle", "Add circle", circle_fields(None),
                            lambda v: (add_circle, v["name"], v["area"], v["meets"]), self.show_record)  # fmt: skip

    def edit_circle(self) -> None:
        """The form of the open circle."""
        circle = self.current
        if circle is not None:
            known = (circle.id, circle.version)
            self._show_form(
                f"Edit {circle.name}",
                "Save",
                circle_fields(circle),
                lambda v: (change_circle, *known, v["name"], v["area"], v["meets"]),
            )

    def remove_circle(self) -> None:
        """Take the open circle away; Undo brings it back."""
        if self.current is not None:
            self._desk.do(lambda _done: self._forget(), remove_circle, self.current.id)

    def place_member(self) -> None:
        """The form that brings a member in."""
        circle = self.current
        if circle is not None:
            self._show_form(f"Into {circle.name}", "Place member", place_fields(self._candidates()),
                            lambda v: (place_member, v["member"], circle.id, v["since"]))  # fmt: skip

    def _candidates(self) -> list[Person]:
        """Those in no circle first, then those in another."""
        others = [person for circle in self._circles if circle.id != self._open_id for person in circle.members]
        return [*self._without, *sorted(others, key=lambda person: person.name)]

    def _leave(self, person: Person) -> None:
        self._desk.do(lambda _done: self.reload(), leave_circle, person.id)

    def _forget(self) -> None:
        self._open_id = None
        self.reload()

    def _show_form(self, title: str, deed: str, fields: Sequence[Field], submit: Submit,
                   then: Callable[[Any], None] | None = None) -> None:  # fmt: skip
        """A form in place of the detail."""
        self.form = FormPanel(fields, today=lambda: self._desk.today)
        self.save = button(deed, lambda: self._submit(submit, then), role="primary", key="Ctrl+Return")
        self.form.finished.connect(lambda: self._submit(submit, then))
        self.form.left.connect(self._close_form)
        holder = QWidget()
        buttons = row(None, button("Cancel", self._close_form), self.save)
        column(label(title, "title", wrap=True), self.form, None, buttons, owner=holder)
        while (item := self._form_card.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._form_card.body.addWidget(holder)
        self._right.setCurrentWidget(self._form_card)
        self.form.input(fields[0].key).widget.setFocus()

    def _submit(self, submit: Submit, then: Callable[[Any], None] | None) -> None:
        if self.form is None:
            return
        try:
            deed, *inputs = submit(self.form.values())
        except Invalid:
            return

        def done(result: Done[Any]) -> None:
            self._close_form()
            if then is not None:
                then(result.value)

        self._desk.attempt(done, self._failed, deed, *inputs)

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, Invalid) and self.form is not None:
            self.form.show_issues(trouble.issues)
        else:
            self._desk.window.show_trouble(trouble, self)

    def _close_form(self) -> None:
        self.form = None
        self.reload()
        self._show_open()


def _tag(person: Person) -> Any:
    return STATUS_TAGS.get(person.status, STATUS_TAGS["active"])
