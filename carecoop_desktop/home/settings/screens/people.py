"""Who may come into the office, and what each role may do there."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from carecoop_desktop.home.settings.queries import Allowance, permission_matrix
from carecoop_desktop.home.settings.words import ROLES, role_words
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import check, choice, text
from carecoop_desktop.platform.desktop.page import Card, Column, RowsTable, Tag, allow, button, label, row
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.browsing import OfficeUser, own_user, user_list
from carecoop_desktop.platform.office.permissions import MANAGE_USERS, Role
from carecoop_desktop.platform.office.users import MIN_PASSWORD, add_user, set_password, set_role

MAY_NOT = "Only an owner may add people or set their roles."
NONE_CHOSEN = "Choose somebody in the list first."
HINT = f"{MIN_PASSWORD} characters or more; three random words do well."


class PeopleTab(QWidget):
    """The people at the left, a form or the permission matrix at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._why_not = "" if desk.may(MANAGE_USERS) else MAY_NOT
        self._people: list[OfficeUser] = []
        self.matrix = Matrix()
        self.form = FormCard(desk, "people")
        self._right = QStackedWidget()
        self.form.closed.connect(lambda: self._right.setCurrentWidget(self.matrix))
        self._right.addWidget(self.matrix)
        self._right.addWidget(self.form)
        across = row(self._build_people(), self._right, space=2, owner=self)
        across.setStretch(0, 1)
        across.setStretch(1, 2)

    def _build_people(self) -> Card:
        self.table = RowsTable([Column("Name", stretch=True), Column("Role"), Column("Sign-in")],
                               name="People of the office")  # fmt: skip
        self.table.chosen.connect(lambda _row: self._grey())
        self.table.opened.connect(lambda _row: self.change_role())
        self.add_button = button("Add...", self.add_person, role="primary")
        self.role_button = button("Role...", self.change_role)
        self.password_button = button("Password...", self.change_password)
        self.note = label("", "note", wrap=True)
        card = Card("People")
        card.setMinimumWidth(current().sizes.chars(34))
        card.add(self.table, 1)
        card.add(self.note)
        card.add(row(self.role_button, self.password_button, None, self.add_button, space=0.5))
        return card

    def reload(self) -> None:
        """Read who may come in; somebody who may not see that sees themselves."""
        if self._why_not:
            self._desk.read(lambda me: self._show([me]), own_user)
        else:
            self._desk.read(self._show, user_list)

    def _show(self, people: list[OfficeUser]) -> None:
        self._people = people
        self.table.set_rows([(person.name, role_words(person.role), _sign_in(person)) for person in people])
        if self.table.currentIndex().row() < 0 and people:
            self.table.choose(0)
        open_ = any(p.active and not p.has_password for p in people)
        self.note.setText("Somebody here has no password: whoever can open this file can come in as them."
                          if open_ and not self._why_not else "")  # fmt: skip
        self.note.setVisible(bool(self.note.text()))
        self._grey()

    @property
    def chosen(self) -> OfficeUser | None:
        """Whoever is chosen in the list."""
        at = self.table.currentIndex().row()
        return self._people[at] if 0 <= at < len(self._people) else None

    def _grey(self) -> None:
        person = self.chosen
        own = person is not None and person.name == self._desk.office.user.name
        allow(self.add_button, self._why_not)
        allow(self.role_button, self._why_not or ("" if person else NONE_CHOSEN))
        allow(self.password_button, NONE_CHOSEN if person is None else "" if own else self._why_not)

    # forms

    def add_person(self) -> None:
        """The form of somebody new."""
        if self._why_not:
            return
        self._open(Filling(
            "Add somebody to the office", "Add",
            (text("name", "Name", required=True, hint="As it should stand in the history."),
             choice("role", "Role", ROLES, Role.OFFICE, required=True),
             text("password", "First password", secret=True, hint=f"{HINT} They can change it under Settings."),
             text("again", "Password again", secret=True)),
            lambda values, _v: Deed(add_user, (values["name"], values["role"], same_twice(values) or None)),
        ))  # fmt: skip

    def change_role(self) -> None:
        """The form of somebody's role, or that they no longer come in."""
        person = self.chosen
        if person is None or self._why_not:
            return
        self._open(changing_whole(
            f"Role of {person.name}", "Set the role", person, partial(self._now, person),
            lambda now: (
                choice("role", "Role", ROLES, Role(now.role), required=True),
                check("active", "May sign in", now.active, hint="Untick it when somebody has left; history stays."),
            ),
            lambda values, version: Deed(set_role, (person.name, values["role"], values["active"], version)),
        ))  # fmt: skip

    def _now(self, person: OfficeUser) -> OfficeUser:
        return next((each for each in self._desk.read_now(user_list) if each.name == person.name), person)

    def change_password(self) -> None:
        """The form of a new password."""
        person = self.chosen
        if person is None:
            return
        self._open(Filling(
            f"Password of {person.name}", "Set the password",
            (text("password", "New password", required=True, secret=True, hint=HINT),
             text("again", "New password again", required=True, secret=True)),
            lambda values, version: Deed(set_password, (person.name, same_twice(values), version)), person.version,
            note="It cannot be read by anybody afterwards. Write it down where only its owner finds it.",
        ))  # fmt: skip

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    def _open(self, filling: Filling) -> None:
        self._right.setCurrentWidget(self.form)
        self.form.open(filling, self._done)

    def _done(self, _value: Any) -> None:
        self.reload()


def same_twice(values: dict[str, Any]) -> str:
    """The password that was typed twice; two that differ are refused beside the second."""
    if values["password"] != values["again"]:
        raise Invalid([Issue("again", "The two passwords differ.", "Type the same one twice.")])
    return str(values["password"])


def _sign_in(person: OfficeUser) -> Tag:
    if not person.active:
        return Tag("closed", "quiet")
    return Tag("password", "met") if person.has_password else Tag("no password", "warn")


class Matrix(Card):
    """What each role may do, read from the register; the deeds behind the chosen line stand below it."""

    def __init__(self) -> None:
        super().__init__("What each role may do")
        self._lines: list[Allowance] = permission_matrix()
        columns = [Column("May", stretch=True), *(Column(word) for _role, word in ROLES)]
        self.table = RowsTable(columns, [_cells(line) for line in self._lines], name="What each role may do")
        self.table.chosen.connect(self._chosen)
        self.deeds = label("Choose a line to see the deeds behind it.", "note", wrap=True)
        self.add(self.table, 1)
        self.add(self.deeds)

    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._lines):
            deeds = self._lines[number].deeds
            self.deeds.setText(f"Deeds: {', '.join(deeds)}." if deeds else "Only looking; no deed asks for it.")


def _cells(line: Allowance) -> tuple[str | Tag, ...]:
    marks = (Tag("yes", "met") if role in line.roles else "–" for role, _word in ROLES)
    return (line.title, *marks)
