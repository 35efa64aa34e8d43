"""The page of members' accounts: the list at the left, one account or a form at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from carecoop_desktop.money.ledger.permissions import CORRECT_MONEY, POST_MONEY
from carecoop_desktop.money.ledger.queries import AccountLine, Proof, Standing, proof, standings
from carecoop_desktop.money.ledger.queries.lists import account_reader
from carecoop_desktop.money.ledger.screens import account_form
from carecoop_desktop.money.ledger.screens.detail import AccountView
from carecoop_desktop.people.funding.queries import funders
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.desktop.deed_form import Filling, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Card,
    DetailPanel,
    EmptyState,
    Page,
    Pill,
    Split,
    allow,
    button,
    column,
    label,
    row,
)
from carecoop_desktop.platform.desktop.tables.panel import RecordPanel
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.office.reader import Reader

MAY_NOT = "Your role may not enter receipts and payments."
MAY_NOT_CORRECT = "Your role may not correct entries."


def read_overview(reader: Reader) -> tuple[list[Standing], Proof]:
    """The figures under the title and the proof of members' money."""
    return standings(reader), proof(reader)


class AccountsPage(Page):
    """Who holds how much, how long it lasts, and the lines behind it."""

    topic = "accounts"
    shows = frozenset({"posting", "journal", "account", "agreement", "funder", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Member accounts")
        self.desk = desk
        self._member_id: int | None = None
        self._why_not = "" if desk.may(POST_MONEY) else MAY_NOT
        self.pay_button = self.add_action("Pay out...", self.pay, why_not=self._why_not)
        self.receive_button = self.add_action(
            "Receive money...", self.receive, primary=True, key="Ctrl+R", why_not=self._why_not
        )
        self.panel = RecordPanel(account_reader(desk.office), memory=desk.memory)
        self.panel.table.set_empty_text("Accounts appear with the first agreement or the first money that comes in.")
        self.panel.table.current_changed.connect(self._picked)
        self.panel.table.failed.connect(desk.window.show_trouble)
        left = Card(flush=True)
        left.setMinimumWidth(current().sizes.chars(30))
        edge = current().sizes.units(2)
        self.panel.bar.setContentsMargins(edge, edge, edge, 0)
        left.add(self.panel, 1)
        left.add(self._build_proof())
        self.add(Split(left, self._build_right(), shares=(3, 4), key="accounts", memory=desk.memory), 1)

    def _build_proof(self) -> QWidget:
        foot = QWidget()
        self.proof_pill = Pill()
        self.proof_words = label("", "note", wrap=True)
        inside = column(row(label("Members’ money", "strong"), self.proof_pill, None), self.proof_words, owner=foot)
        edge = current().sizes.units(2)
        inside.setContentsMargins(edge, current().sizes.unit, edge, current().sizes.unit)
        return foot

    def _build_right(self) -> QWidget:
        self.detail = DetailPanel()
        self.correct_button = self.detail.add_button(button("&Correct...", self.correct))
        self.open_member = self.detail.add_button(button("Open member", self._open_member))
        self.view = AccountView(self.desk, lines=True)
        self.view.table.chosen.connect(lambda _row: self._grey())
        self.detail.add(self.view, 1)
        self.form = FormCard(self.desk, "accounts")
        self.form.closed.connect(self._close_form)
        self.empty = Card()
        note = "Its balance, how long it lasts and every line behind it."
        self.empty.add(EmptyState("Choose an account", note=note), 1)
        self._right = QStackedWidget()
        for part in (self.empty, self.detail, self.form):
            self._right.addWidget(part)
        return self._right

    # data

    def reload(self) -> None:
        """Read the list, the proof and the open account again."""
        self.panel.table.reload()
        self.desk.read(self._arrived, read_overview)

    def _arrived(self, found: tuple[list[Standing], Proof]) -> None:
        people, proved = found
        self._names = {each.member_id: each.name for each in people}
        self.say("Member accounts", account_form.context_words(people, proved))
        tag = account_form.proof_tag(proved)
        self.proof_pill.say(tag.text, tag.state)
        self.proof_words.setText(account_form.proof_words(proved))
        first = self._member_id or next(iter(self._names), None)
        if first is not None:
            self._show(first)

    def _picked(self, member_id: int | None) -> None:
        if member_id is not None and self._right.currentWidget() is not self.form:
            self._show(member_id)

    def _show(self, member_id: int) -> None:
        self._member_id = member_id
        name = self.desk.read_now(member_names).get(member_id, "")
        self.detail.say(name)
        self.view.show_record(member_id)
        if self._right.currentWidget() is not self.form:
            self._right.setCurrentWidget(self.detail)
        self._grey()

    def _grey(self) -> None:
        may_not = "" if self.desk.may(CORRECT_MONEY) else MAY_NOT_CORRECT
        allow(self.correct_button, may_not or account_form.why_not_correct(self._line()))

    def _line(self) -> AccountLine | None:
        return self.view.chosen_line(self.view.table.currentIndex().row())

    def show_record(self, record_id: int) -> None:
        """Open on one member's account."""
        if self.form.may_leave():
            self._right.setCurrentWidget(self.detail)
            self.panel.table.show_record(record_id)
            self._show(record_id)

    def go_to(self, **address: object) -> None:
        """Open on the account of an address."""
        if isinstance(record := address.get("record"), int):
            self.show_record(record)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self._right.currentWidget() is not self.form or self.form.may_leave()

    # deeds

    def receive(self) -> None:
        """The form of money that came in, for those who may enter it."""
        if self._why_not:
            return
        payers = [(each.id, each.name) for each in self.desk.read_now(funders) if each.kind != "self"]
        self._open(account_form.receiving(self._members(), payers, self._member_id, self.desk.today))

    def pay(self) -> None:
        """The form of a cost that a member's money pays, for those who may enter it."""
        if self._why_not:
            return
        self._open(account_form.paying(self._members(), self._member_id, self.desk.today))

    def correct(self) -> None:
        """The form that takes the chosen line back."""
        line = self._line()
        if line is not None:
            self._open(account_form.correcting(line))

    def _members(self) -> list[tuple[int, str]]:
        return list(self.desk.read_now(member_names).items())

    def _open(self, filling: Filling) -> None:
        if self.may_leave():
            self._right.setCurrentWidget(self.form)
            self.form.open(filling, about=self._member_id)

    def _close_form(self) -> None:
        self._right.setCurrentWidget(self.detail if self._member_id is not None else self.empty)
        self.reload()

    def _open_member(self) -> None:
        if self._member_id is not None:
            self.desk.window.open_page("members", self._member_id)


def make_page(desk: Desk) -> AccountsPage:
    """The page of members' accounts."""
    return AccountsPage(desk)


def receive(desk: Desk) -> None:
    """Open the accounts and the form of money that came in."""
    if (page := _page(desk)) is not None:
        page.receive()


def pay(desk: Desk) -> None:
    """Open the accounts and the form of a cost."""
    if (page := _page(desk)) is not None:
        page.pay()


def _page(desk: Desk) -> AccountsPage | None:
    desk.window.open_page("accounts")
    pages = [w for w in QApplication.allWidgets() if isinstance(w, AccountsPage) and w.desk is desk]
    return pages[0] if pages else None
