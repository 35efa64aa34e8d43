"""The page of statements: a month, its members with their closing balances, and what one statement says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from carecoop_desktop.money.statements.actions import issue_statements
from carecoop_desktop.money.statements.permissions import ISSUE_STATEMENTS
from carecoop_desktop.money.statements.queries import Statement, statements
from carecoop_desktop.money.statements.screens import statements_form as words
from carecoop_desktop.money.statements.screens.printing import print_all, print_one
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    Column,
    DetailPanel,
    EmptyState,
    KeyValue,
    Page,
    RowsTable,
    Split,
    allow,
    button,
    label,
    scrolled,
)
from carecoop_desktop.platform.desktop.page import column as stack
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import month_end


class StatementsPage(Page):
    """One month at a time; the figures are those of the paper."""

    topic = "statements"
    shows = frozenset({"posting", "journal", "statement", "timesheet_line", "agreement", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Statements")
        self._desk = desk
        self._first = words.month_to_open(desk.today)
        self._made: list[Statement] = []
        self._member_id: int | None = None
        self.month = QComboBox()
        self.month.setAccessibleName("Month")
        for first, name in words.months_to_choose(desk.today):
            self.month.addItem(name, first)
        self.month.setCurrentIndex([first for first, _name in words.months_to_choose(desk.today)].index(self._first))
        self.month.activated.connect(self._choose_month)
        self.add_tool(self.month)
        self.issue_button = self.add_action("Issue and print", self.issue, primary=True, key="Ctrl+Return")
        self.table = RowsTable([Column("Member", stretch=True), Column("At the end", "money"), Column("State")],
                               name="Statements")  # fmt: skip
        self.table.chosen.connect(self._picked)
        left = Card(flush=True)
        left.setMinimumWidth(current().sizes.chars(30))
        left.add(self.table, 1)
        self._split = Split(left, self._build_right(), shares=(3, 4), key="statements", memory=desk.memory)
        self._empty = EmptyState(
            "No statements yet",
            note="A member’s statement appears here with their first money or hours in a month.",
        )
        self._layers = QStackedWidget()
        self._layers.addWidget(self._split)
        self._layers.addWidget(self._empty)
        self.add(self._layers, 1)

    def _build_right(self) -> QWidget:
        self.detail = DetailPanel()
        self.print_button = self.detail.add_button(button("&Print...", self.print_chosen))
        self.glance = KeyValue()
        self.needs = label("", "issue", wrap=True)
        self.money = RowsTable(
            [Column("Money", stretch=True), Column("Expected", "money"), Column("In and out", "money")],
            name="Money in and out",
            fit=True,
        )
        self.aside = RowsTable([Column("Set aside"), Column("", stretch=True), Column("Amount", "money")],
                               name="Set aside", fit=True)  # fmt: skip
        self.how = label("", "note", wrap=True)
        inside = QWidget()
        stack(self.glance, self.needs, self.money, self.aside, self.how, None, owner=inside)
        self.detail.add(scrolled(inside, "What the statement says"), 1)
        return self.detail

    # data

    def reload(self) -> None:
        """Read the month again."""
        self._desk.read(self._arrived, statements, self._first, month_end(self._first))

    def _arrived(self, made: list[Statement]) -> None:
        wanted, self._made = self._member_id, made
        self.say(f"Statements · {self._first:%B %Y}", words.context_words(made) if made else "")
        self._layers.setCurrentWidget(self._split if made else self._empty)
        self.table.set_rows(words.list_rows(made))  # type: ignore[arg-type]
        count = len(words.to_issue(made))
        self.issue_button.setText(words.issue_words(count))
        allow(self.issue_button, words.why_not_issue(self._desk.may(ISSUE_STATEMENTS), made, self._desk.today))
        numbers = [each.member_id for each in made]
        if made:
            at = numbers.index(wanted) if wanted in numbers else 0
            self.table.choose(at)
            self._show(made[at])

    def _picked(self, number: int) -> None:
        if 0 <= number < len(self._made):
            self._show(self._made[number])

    def _show(self, found: Statement) -> None:
        self._member_id = found.member_id
        self.detail.say(found.name, words.state_words(found))
        self.glance.show_facts(words.glance(found))
        self.needs.setText("\n".join(found.needs_you))
        self.needs.setVisible(bool(found.needs_you))
        self.money.set_rows(words.money_rows(found))  # type: ignore[arg-type]
        self.aside.set_rows(words.set_aside_rows(found))  # type: ignore[arg-type]
        how = "; ".join(found.information_needs)
        self.how.setText(f"How information reaches {found.called}: {how or 'nothing recorded'}.")

    def _choose_month(self, number: int) -> None:
        self._first = self.month.itemData(number)
        self.reload()

    def go_to(self, **address: object) -> None:
        """Open on one member's statement."""
        if isinstance(record := address.get("record"), int):
            self._member_id = record
            self.reload()

    # deeds

    def issue(self) -> None:
        """Ask for a folder, keep what the statements say, and write those that are new."""
        folder = QFileDialog.getExistingDirectory(self, "Where the statements are written")
        if folder:
            self.issue_to(Path(folder))

    def issue_to(self, folder: Path) -> None:
        """Issue the month's statements and write the new ones into a folder."""
        last = month_end(self._first)
        self._desk.do(
            lambda done: print_all(self._desk, folder, self._desk.read_now(statements, self._first, last, done.value)),
            issue_statements,
            self._first,
            last,
        )

    def print_chosen(self) -> None:
        """Write the chosen statement where the user says."""
        found = next((each for each in self._made if each.member_id == self._member_id), None)
        if found is not None:
            print_one(self._desk, self, found)


def make_page(desk: Desk) -> StatementsPage:
    """The page of statements."""
    return StatementsPage(desk)
