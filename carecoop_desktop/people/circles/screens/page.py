"""The page of circles: the list at the left, one circle with its members and PAs at the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
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
from carecoop_desktop.people.circles.queries import circle as one_circle
from carecoop_desktop.people.circles.screens.circle_form import (
    STATUS_TAGS,
    circle_fields,
    circle_line,
    circle_rows,
    context_line,
    member_rows,
    place_fields,
)
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard, Then
from carecoop_desktop.platform.desktop.desk import Desk
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
    label,
)
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.office.reader import Reader

MAY_NOT = "Your role may not change circles."


@dataclass(frozen=True, slots=True)
class Circles:
    """Everything the page shows; ``mark`` is the last change before it was read."""

    mark: int
    circles: list[CircleView]
    without: list[Person]


def circles_page(reader: Reader) -> Circles:
    """Everything the page shows."""
    return Circles(reader.mark, circles(reader), without_circle(reader))


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
        self._mark = 0
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
        self._split = Split(listed, self._build_right(), shares=(2, 3), key="circles", memory=desk.memory)
        self.add(self._split, 1)

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
        self.form = FormCard(self._desk, "circles")
        self.form.closed.connect(self._close_form)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    # data

    def reload(self) -> None:
        """Read the circles again."""
        self._desk.read(self._arrived, circles_page)

    def _arrived(self, found: Circles) -> None:
        self._circles, self._without, self._mark = found.circles, found.without, found.mark
        self.say("Groups & circles", context_line(found.circles, found.without))
        if self._open_id is None and self._circles:
            self._open_id = self._circles[0].id
        self.table.blockSignals(True)
        self.table.set_rows(circle_rows(self._circles))
        at = next((n for n, circle in enumerate(self._circles) if circle.id == self._open_id), None)
        if at is not None:
            self.table.choose(at)
        self.table.blockSignals(False)
        if not self._filling_in:
            self._show_open()

    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._circles) and not self._filling_in:
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
            adding = Filling("New circle", "Add circle", circle_fields(None),
                             lambda v, _version: Deed(add_circle, (v["name"], v["area"], v["meets"])))  # fmt: skip
            self._show_form(adding, self.show_record)

    def edit_circle(self) -> None:
        """The form of the open circle."""
        circle = self.current
        if circle is not None:
            changing = changing_whole(
                f"Edit {circle.name}", "Save", circle, partial(self._now, circle.id), circle_fields,
                lambda v, version: Deed(change_circle, (circle.id, version, v["name"], v["area"], v["meets"])),
            )  # fmt: skip
            self._show_form(changing, about=circle.id)

    def _now(self, circle_id: int) -> CircleView:
        return self._desk.read_now(one_circle, circle_id)

    def remove_circle(self) -> None:
        """Take the open circle away; Undo brings it back."""
        if self.current is not None:
            self._desk.do(lambda _done: self._forget(), remove_circle, self.current.id, self.current.version)

    def place_member(self) -> None:
        """The form that brings a member in."""
        circle = self.current
        if circle is not None:
            placing = Filling(
                f"Into {circle.name}", "Place member", place_fields(self._candidates()),
                lambda v, seen: Deed(place_member, (v["member"], circle.id, v["since"], seen)), self._mark,
            )  # fmt: skip
            self._show_form(placing, about=circle.id)

    def _candidates(self) -> list[Person]:
        """Those in no circle first, then those in another."""
        others = [person for circle in self._circles if circle.id != self._open_id for person in circle.members]
        return [*self._without, *sorted(others, key=lambda person: person.name)]

    def _leave(self, person: Person) -> None:
        self._desk.do(lambda _done: self.reload(), leave_circle, person.id, None, self._mark)

    def _forget(self) -> None:
        self._open_id = None
        self.reload()

    def _show_form(self, filling: Filling, then: Then | None = None, *, about: object = "") -> None:
        """A form in place of the detail."""
        if self.may_leave():
            self._right.setCurrentWidget(self.form)
            self.form.open(filling, then, about=about)
            self._split.reveal(self._right)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return not self._filling_in or self.form.may_leave()

    @property
    def _filling_in(self) -> bool:
        return self._right.currentWidget() is self.form

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail)
        self.reload()
        self._show_open()


def _tag(person: Person) -> Any:
    return STATUS_TAGS.get(person.status, STATUS_TAGS["active"])
