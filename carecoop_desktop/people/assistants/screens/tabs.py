"""The tabs of one PA: overview, contract and pay, bank and tax, staff file, training, members, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.people.assistants.queries import AssistantPage, HistoryLine, SupportLink, assistant_history
from carecoop_desktop.people.assistants.queries.files import ReferenceLine
from carecoop_desktop.people.assistants.rules import words as codes
from carecoop_desktop.people.assistants.screens import words
from carecoop_desktop.people.assistants.screens.tax_forms import why_no_notice
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import (
    Column,
    Do,
    KeyValue,
    Pill,
    RowsTable,
    Tag,
    allow,
    button,
    column,
    flow,
    label,
    row,
)
from carecoop_desktop.platform.kernel.dates import format_date, format_moment


class Deeds(Protocol):
    """What the tabs ask of the detail: each opens a form; the reasons say why a role may not."""

    why_not_change: str
    why_not_pay: str
    why_not_check: str

    def set_contract(self) -> None: ...
    def set_rate(self) -> None: ...
    def set_bank(self) -> None: ...
    def set_tax(self) -> None: ...
    def start_with_papers(self) -> None: ...
    def take_notice(self) -> None: ...
    def record_item(self) -> None: ...
    def answer_reference(self, held: ReferenceLine) -> None: ...
    def record_training(self) -> None: ...
    def record_supervision(self) -> None: ...
    def match(self) -> None: ...
    def rematch(self, link: SupportLink) -> None: ...
    def unmatch(self, link: SupportLink) -> None: ...
    def open_member(self, member_id: int) -> None: ...


class Tab(QWidget):
    """A tab that is filled from the page's data."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__()
        self._desk, self._deeds = desk, deeds
        self._layout = column(space=1, owner=self)

    def _bar(self, title: str, words_: str, do: Callable[[], object], why_not: str, *before: QPushButton) -> None:
        """A heading with the deed that belongs to it; ``before`` are further deeds, to its left."""
        made = button(words_, do, role="small")
        made.setAccessibleName(f"{words_}: {title}")
        allow(made, why_not)
        if self._layout.count():
            self._layout.addSpacing(self._layout.spacing())
        if before:  # side by side with the heading they would be wider than a narrow window
            self._layout.addWidget(label(title, "heading"))
            self._layout.addLayout(flow(*before, made))
        else:
            self._layout.addLayout(row(label(title, "heading"), None, made))

    def _table(self, name: str, *columns: Column) -> RowsTable:
        table = RowsTable(columns, name=name, fit=True)
        self._layout.addWidget(table)
        return table

    def _note(self, text: str = "") -> Any:
        note = label(text, "note", wrap=True)
        self._layout.addWidget(note)
        return note

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        raise NotImplementedError


class Overview(Tab):
    """Facts and the members supported now."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self.facts = KeyValue()
        self._layout.addWidget(self.facts)
        self._bar("Supports", "Match with a member", deeds.match, deeds.why_not_change)
        self.members = self._table("Members supported now", Column("Member", stretch=True), Column("Hours/wk", "hours"),
                                   Column("Match"))  # fmt: skip
        self.members.opened.connect(self._open)
        self.nobody = self._note("Nobody yet. Matches with members will stand here.")
        self._layout.addStretch(1)
        self._links: tuple[SupportLink, ...] = ()

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        today = self._desk.today
        self.facts.show_facts(words.overview_facts(page, today))
        self._links = page.supported_on(today)
        self.members.set_rows([[link.member, link.weekly_minutes, link.match or "–"] for link in self._links])
        self.members.setVisible(bool(self._links))
        self.nobody.setVisible(not self._links)

    def _open(self, place: int) -> None:
        self._deeds.open_member(self._links[place].member_id)


class ContractPay(Tab):
    """Terms and rates, each from a day on."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self._bar("Contract", "New contract", deeds.set_contract, deeds.why_not_change)
        self.contracts = self._table("Contracts", Column("From"), Column("Contract", stretch=True), Column("Paid"),
                                     Column("Hours/wk", "hours"), Column("Until"))  # fmt: skip
        self._bar("Pay rates", "New rate", deeds.set_rate, deeds.why_not_pay)
        self.rates = self._table("Pay rates", Column("Kind of work", stretch=True), Column("Rate", "money"),
                                 Column("From"), Column("State"))  # fmt: skip
        self.hidden = self._note(words.HIDDEN_TAX)
        self._layout.addStretch(1)

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        self.contracts.set_rows([
            [format_date(one.since), codes.CONTRACTS.get(one.kind, one.kind),
             codes.FREQUENCIES.get(one.pay_frequency, one.pay_frequency), one.weekly_minutes or None,
             words.day_words(one.until)]
            for one in page.contracts
        ])  # fmt: skip
        self.hidden.setVisible(page.rates is None)
        self.rates.setVisible(page.rates is not None)
        self.rates.set_rows(words.rate_rows(page.rates or (), self._desk.today))


class BankTax(Tab):
    """Bank and tax details for those who may see them; for others, who may."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self.starter = button("Starter...", deeds.start_with_papers, role="small")
        self.notice = button("Code notice...", deeds.take_notice, role="small")
        self.starter.setAccessibleName("Starter with a P45 or the starter checklist")
        self.notice.setAccessibleName("Tax code by a P6, P9 or other notice")
        title = "Tax, National Insurance and pension"
        self._bar(title, "New tax details", deeds.set_tax, deeds.why_not_pay, self.starter, self.notice)
        self.tax = KeyValue()
        self._layout.addWidget(self.tax)
        self.tax_note = self._note()
        self._bar("Bank", "New bank details", deeds.set_bank, deeds.why_not_pay)
        self.bank = KeyValue()
        self._layout.addWidget(self.bank)
        self.bank_note = self._note()
        self._layout.addStretch(1)

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        _show_or_say(self.tax, self.tax_note, words.tax_facts(page), page.tax is None, words.HIDDEN_TAX,
                     "No tax details yet: this PA cannot be paid.")  # fmt: skip
        allow(self.starter, self._deeds.why_not_pay)
        allow(self.notice, self._deeds.why_not_pay or why_no_notice(page))
        _show_or_say(self.bank, self.bank_note, self._bank_facts(page), page.bank is None, words.HIDDEN_BANK,
                     "No bank details yet: this PA cannot be paid.")  # fmt: skip

    def _bank_facts(self, page: AssistantPage) -> list[words.Fact]:
        return words.bank_facts(page.bank, self._desk.read_now(account_check)) if page.bank else []


def _show_or_say(facts: KeyValue, note: Any, found: list[words.Fact], hidden: bool, reason: str, empty: str) -> None:
    facts.show_facts(found)
    facts.setVisible(bool(found))
    note.setText(reason if hidden else empty)
    note.setVisible(not found)


class Vetting(Tab):
    """Schedule 3 as an inspector reads it, with the references behind it."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self.complete = Pill("", "quiet")
        edit = button("Record item", deeds.record_item, role="small")
        allow(edit, deeds.why_not_check)
        self._layout.addLayout(row(label("Schedule 3 file", "heading"), self.complete, None, edit))
        self.items = self._table(
            "Schedule 3 file", Column("Item", width=25), Column("Held", stretch=True), Column("Checked"), Column("By")
        )
        self._layout.addSpacing(self._layout.spacing())
        self._layout.addWidget(label("References", "heading"))
        self.references = self._table("References", Column("From", stretch=True), Column("Relation"),
                                      Column("Asked"), Column("Received"), Column(""))  # fmt: skip
        self.no_references = self._note("None asked for yet.")
        self._layout.addStretch(1)

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        complete = page.file.complete
        self.complete.say("complete" if complete else "not complete", "met" if complete else "warn")
        self.items.set_rows([words.item_row(cell) for cell in page.file.items])
        self.references.set_rows([self._reference(one) for one in page.references])
        self.references.setVisible(bool(page.references))
        self.no_references.setVisible(not page.references)

    def _reference(self, held: ReferenceLine) -> list[str | Do | Tag]:
        due = "Edit" if held.received else "Received..."
        return [held.referee, held.relation or "–", words.day_words(held.asked), words.day_words(held.received),
                Do(due, lambda: self._deeds.answer_reference(held), self._deeds.why_not_check)]  # fmt: skip


class Training(Tab):
    """Courses with their renewal, and supervision."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self._bar("Training", "Record training", deeds.record_training, deeds.why_not_check)
        self.courses = self._table("Training", Column("Course", stretch=True), Column("Done"), Column("Renew by"),
                                   Column("State"))  # fmt: skip
        self._bar("Supervision", "Record supervision", deeds.record_supervision, deeds.why_not_check)
        self.supervisions = self._table("Supervision", Column("On"), Column("What"), Column("With"),
                                        Column("Agreed", stretch=True))  # fmt: skip
        self.none = self._note("None recorded yet.")
        self._layout.addStretch(1)

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        self.courses.set_rows([words.course_row(course) for course in page.file.training])
        self.supervisions.set_rows([
            [format_date(one.held), codes.SUPERVISIONS.get(one.kind, one.kind), one.by or "–", one.note]
            for one in page.supervisions
        ])  # fmt: skip
        self.supervisions.setVisible(bool(page.supervisions))
        self.none.setVisible(not page.supervisions)


class Members(Tab):
    """Everybody this PA supports or has supported."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self._bar("Members", "Match with a member", deeds.match, deeds.why_not_change)
        self.links = self._table("Members", Column("Member", stretch=True), Column("Hours/wk", "hours"),
                                 Column("Match"), Column("Since"), Column("State"), Column(""), Column(""))  # fmt: skip
        self.nobody = self._note("Nobody yet. Matches with members will stand here.")
        self._layout.addStretch(1)

    def show_page(self, page: AssistantPage) -> None:
        """Show a PA."""
        self.links.set_rows([self._line(link) for link in page.supports])
        self.links.setVisible(bool(page.supports))
        self.nobody.setVisible(not page.supports)

    def _line(self, link: SupportLink) -> list[str | int | Tag | Do]:
        facts = words.support_row(link, self._desk.today)
        if link.until is not None:
            return [*facts, "", ""]
        why_not = self._deeds.why_not_change
        return [*facts, Do("Change", lambda: self._deeds.rematch(link), why_not),
                Do("End", lambda: self._deeds.unmatch(link), why_not)]  # fmt: skip


class History(Tab):
    """Who set what, the newest first."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk, deeds)
        self.nothing = self._note("Nothing has changed, or your role does not show the history.")
        self.table = RowsTable(
            [
                Column("When"),
                Column("Who"),
                Column("Of"),
                Column("What"),
                Column("Before"),
                Column("After", stretch=True),
            ],
            name="History of this PA",
        )
        self._layout.addWidget(self.table, 1)

    def show_page(self, page: AssistantPage) -> None:
        """Read the history of a PA."""
        self._desk.read(self._show, assistant_history, page.record.id)

    def _show(self, lines: list[HistoryLine]) -> None:
        self.nothing.setVisible(not lines)
        self.table.set_rows([
            [format_moment(line.at), line.user, line.of, line.field, _value(line.before), _value(line.after)]
            for line in lines
        ])  # fmt: skip


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "–" if value in (None, "") else str(value)
