"""The support plan: the member's own words, how information reaches them, who is around them, what they agreed to."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carecoop_desktop.people.members.queries import Consent, Contact, MemberPage, Need
from carecoop_desktop.people.members.screens.words import contact_line
from carecoop_desktop.platform.desktop.page import (
    Column,
    Do,
    Pill,
    RowsTable,
    Tag,
    allow,
    button,
    label,
    row,
)
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.dates import format_date


class Deeds(Protocol):
    """What the page that holds this tab can do for it."""

    def edit_about(self) -> None: ...
    def add_contact(self) -> None: ...
    def edit_contact(self, contact: Contact) -> None: ...
    def end_contact(self, contact: Contact) -> None: ...
    def add_need(self) -> None: ...
    def review_need(self, need: Need) -> None: ...
    def remove_need(self, need: Need) -> None: ...
    def add_consent(self) -> None: ...
    def withdraw(self, consent: Consent) -> None: ...


class SupportPlan(QWidget):
    """Everything that a PA has to know before the first visit."""

    def __init__(self, deeds: Deeds, why_not: str) -> None:
        super().__init__()
        self._deeds, self._why_not = deeds, why_not
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, current().sizes.unit, 0)
        layout.setSpacing(current().sizes.unit)
        self.state = Pill("", "quiet")
        self.words = label("", "note", wrap=True)
        layout.addLayout(self._bar("In their own words", "Write", deeds.edit_about))
        said = row(self.state, self.words)
        said.setStretch(1, 1)
        layout.addLayout(said)
        self._texts = {title: label("", wrap=True, selectable=True) for title in _TITLES}
        self._heads = {title: label(title, "strong") for title in _TITLES}
        for title in _TITLES:
            layout.addWidget(self._heads[title])
            layout.addWidget(self._texts[title])
        self.needs = self._table(layout, "How information reaches them", "Add need", deeds.add_need, _NEED_COLUMNS)
        self.contacts = self._table(layout, "People around them", "Add contact", deeds.add_contact, _CONTACT_COLUMNS)
        self.consents = self._table(layout, "Consent", "Record consent", deeds.add_consent, _CONSENT_COLUMNS)
        layout.addStretch(1)

    def _bar(self, title: str, words: str, do: object) -> QHBoxLayout:
        made = button(words, do, role="small")  # type: ignore[arg-type]
        made.setAccessibleName(f"{words}: {title}")
        allow(made, self._why_not)
        return row(label(title, "heading"), None, made)

    def _table(self, layout: QVBoxLayout, title: str, words: str, do: object, columns: list[Column]) -> RowsTable:
        layout.addSpacing(current().sizes.unit)
        layout.addLayout(self._bar(title, words, do))
        table = RowsTable(columns, name=title, fit=True)
        layout.addWidget(table)
        return table

    def show_page(self, page: MemberPage) -> None:
        """Show a member."""
        record = page.record
        written = f"Written on {format_date(record.about_written)}. " if record.about_written else ""
        again = f"To be looked at again on {format_date(record.plan_review)}." if record.plan_review else ""
        self.state.say(page.plan.word, page.plan.tone)
        self.words.setText(written + again or "Nothing is written down yet.")
        for title, text in zip(
            _TITLES, (record.about_me, record.important_to_me, record.how_to_support_me), strict=True
        ):
            self._texts[title].setText(text)
            self._texts[title].setVisible(bool(text))
            self._heads[title].setVisible(bool(text))
        self.needs.set_rows([self._need(need) for need in page.needs])
        self.contacts.set_rows([self._contact(contact) for contact in page.contacts])
        self.consents.set_rows([self._consent(consent) for consent in page.consents])

    def _need(self, need: Need) -> list[str | Tag | Do]:
        return [need.words, format_date(need.recorded), Tag(need.state.word, need.state.tone),
                Do("Reviewed", lambda: self._deeds.review_need(need), self._why_not),
                Do("Remove", lambda: self._deeds.remove_need(need), self._why_not)]  # fmt: skip

    def _contact(self, contact: Contact) -> list[str | Tag | Do]:
        return [contact.who, contact.role_word, contact_line(contact),
                Do("Edit", lambda: self._deeds.edit_contact(contact), self._why_not),
                Do("End", lambda: self._deeds.end_contact(contact), self._why_not)]  # fmt: skip

    def _consent(self, consent: Consent) -> list[str | Tag | Do]:
        given = f"{consent.given_by}; {consent.basis_word.lower()}"
        return [consent.subject_word, "Yes" if consent.given else "No", given,
                format_date(consent.recorded), Tag(consent.state.word, consent.state.tone),
                Do("Withdraw", lambda: self._deeds.withdraw(consent), self._why_not)]  # fmt: skip


_TITLES = ("About me", "What matters to me", "How best to support me")
_NEED_COLUMNS = [Column("Need", stretch=True), Column("Asked"), Column("Review"), Column(""), Column("")]
_CONTACT_COLUMNS = [Column("Name", stretch=True), Column("Role"), Column("Reached by"), Column(""), Column("")]
_CONSENT_COLUMNS = [Column("About", stretch=True), Column("Answer"), Column("Given by"), Column("On"), Column("State"),
                    Column("")]  # fmt: skip
