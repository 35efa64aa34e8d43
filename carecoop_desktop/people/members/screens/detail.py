"""One member: head, information needs always in sight, tabs of this room and of the rooms above."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from carecoop_desktop.people.members.actions import (
    CHANGE_MEMBERS,
    remove_information_need,
    review_information_need,
)
from carecoop_desktop.people.members.queries import (
    AskedFor,
    Consent,
    Contact,
    MemberPage,
    MemberRecord,
    Need,
    contacts_of,
    member_page,
    member_record,
    requests_of,
)
from carecoop_desktop.people.members.screens import around_form, member_form
from carecoop_desktop.people.members.screens.overview import Overview
from carecoop_desktop.people.members.screens.plan import SupportPlan
from carecoop_desktop.people.members.screens.voice import MemberHistory, Voice
from carecoop_desktop.people.members.screens.words import head_line, needs_line
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import DetailPanel, Pill, Tabs, allow, button, label, row, scrolled
from carecoop_desktop.platform.desktop.theme import current

MAY_NOT = "Your role may not change members' records."
VOICE_BEFORE = "Documents"
NARROWEST = 46
"""Characters of width below which the detail scrolls instead of squeezing its words."""


class MemberDetail(DetailPanel):
    """Shows one member; ``wanted`` carries a form that somebody asked for."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setMinimumWidth(current().sizes.chars(NARROWEST))
        self._why_not = "" if desk.may(CHANGE_MEMBERS) else MAY_NOT
        self.page: MemberPage | None = None
        self._member_id: int | None = None
        self._shown: dict[int, int] = {}
        self._content: dict[int, QWidget] = {}
        self._higher_buttons = [(self._higher_button(source), source) for _t, source in self._sources("member.buttons")]
        self.more = self.add_button(button("More"))
        self.more.setMenu(QMenu(self.more))
        self.ask = self.add_button(button("Ask for a &change", self.ask_for_change, role="primary"))
        allow(self.ask, self._why_not)
        allow(self.more, self._why_not)
        self.context = label("", "context", wrap=True)
        self.add(self.context)
        self.needs = QWidget()
        self._needs_row = row(None, owner=self.needs)
        self.add(self.needs)
        self._makers = self._tab_makers()
        self.tabs = Tabs([(title, partial(self._make, number)) for number, (title, _m) in enumerate(self._makers)],
                         name="About this member")  # fmt: skip
        self.tabs.moved.connect(lambda _number: self._show_tab())
        self.add(self.tabs, 1)

    # tabs

    def _sources(self, place: str) -> list[tuple[str, Any]]:
        return self._desk.window.panels(place, self._desk)

    def _tab_makers(self) -> list[tuple[str, Callable[[], QWidget]]]:
        own: list[tuple[str, Callable[[], QWidget]]] = [
            ("Overview", lambda: Overview(self._desk, self.answer, self._why_not)),
            ("Support plan", lambda: SupportPlan(self, self._why_not)),
        ]
        higher = [(title, lambda widget=widget: widget) for title, widget in self._sources("member")]
        at = next((n for n, (title, _maker) in enumerate(higher) if title == VOICE_BEFORE), len(higher))
        voice = ("Voice", lambda: Voice(self._desk, self.answer, self._why_not))
        return [*own, *higher[:at], voice, *higher[at:], ("History", lambda: MemberHistory(self._desk))]

    def _make(self, number: int) -> QWidget:
        made = self._makers[number][1]()
        self._content[number] = made
        flat = isinstance(made, (Overview, SupportPlan))
        if not flat:
            return made
        area = scrolled(made, self._makers[number][0])
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area

    def content(self, title: str) -> QWidget:
        """The content of a tab, opened by its title."""
        number = next(n for n, (each, _maker) in enumerate(self._makers) if each == title)
        self.tabs.open(number)
        return self._content[number]

    # showing

    def show_record(self, member_id: int) -> None:
        """Read a member and show them."""
        self._member_id = member_id
        self._desk.read(partial(self._arrived, member_id), member_page, member_id)

    def _arrived(self, member_id: int, page: MemberPage) -> None:
        if member_id != self._member_id:
            return
        self.page = page
        self._shown.clear()
        self.say(page.head.name)
        self.context.setText(head_line(page.head))
        self._show_needs(page)
        self._fill_menu(page)
        for made, source in self._higher_buttons:
            allow(made, source.why_not(member_id))
        self._show_tab()

    def _show_needs(self, page: MemberPage) -> None:
        while (item := self._needs_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        title, tags = needs_line(page)
        self._needs_row.addWidget(label(title, "key"))
        for tag in tags:
            self._needs_row.addWidget(Pill(tag.text, tag.state))
        self._needs_row.addStretch(1)
        self.needs.setAccessibleName(f"{title}: {', '.join(tag.text for tag in tags)}")

    def _show_tab(self) -> None:
        number = self.tabs.bar.currentIndex()
        content: Any = self._content.get(number)
        if self.page is None or content is None or self._shown.get(number) == id(self.page):
            return
        self._shown[number] = id(self.page)
        if hasattr(content, "show_page"):
            content.show_page(self.page)
        else:
            content.show_record(self.page.head.id)

    def _fill_menu(self, page: MemberPage) -> None:
        menu = self.more.menu()
        menu.clear()
        menu.addAction("&Edit record", self.edit)
        menu.addAction("Edit &about me", self.edit_about)
        menu.addSeparator()
        for words, filling in member_form.standing_deeds(page.record, self._record):
            menu.addAction(words, partial(self.wanted.emit, filling))

    def _higher_button(self, source: Any) -> Any:
        return self.add_button(button(source.title, lambda: self.page and source.run(self.page.head.id)))

    # deeds

    def _want(self, make: Callable[[MemberPage], Filling]) -> None:
        if self.page is not None and not self._why_not:
            self.wanted.emit(make(self.page))

    def edit(self) -> None:
        """The form of the record."""
        self._want(lambda page: member_form.changing(page.record, self._fresh))

    def edit_about(self) -> None:
        """The form of the member's own words."""
        self._want(lambda page: member_form.writing_about(page.record, self._fresh))

    def ask_for_change(self) -> None:
        """The form of what the member wants to be different."""
        self._want(lambda page: around_form.asking(page.head, self._desk.today))

    def answer(self, request: AskedFor) -> None:
        """The form that answers a request."""
        self._want(lambda _page: around_form.answering(request, self._desk.today, partial(self._request, request)))

    def add_contact(self) -> None:
        """The form of a new contact."""
        self._want(lambda page: around_form.adding_contact(page.head))

    def edit_contact(self, contact: Contact) -> None:
        """The form of a contact."""
        self._want(lambda page: around_form.changing_contact(page.head, contact, partial(self._contact, page, contact)))

    def end_contact(self, contact: Contact) -> None:
        """The form that ends a contact's role."""
        self._want(lambda page: around_form.ending_contact(contact, partial(self._contact, page, contact)))

    def add_need(self) -> None:
        """The form of a new information need."""
        self._want(lambda page: around_form.recording_need(page.head))

    def review_need(self, need: Need) -> None:
        """The need was looked at and still holds."""
        self._desk.do(self._again, review_information_need, need.id, version=need.version)

    def remove_need(self, need: Need) -> None:
        """The need is gone; Undo brings it back."""
        self._desk.do(self._again, remove_information_need, need.id, need.version)

    def add_consent(self) -> None:
        """The form of a consent."""
        self._want(lambda page: around_form.recording_consent(page, self._desk.today, partial(self._page, page)))

    def withdraw(self, consent: Consent) -> None:
        """The form that withdraws a consent."""
        self._want(lambda _page: around_form.withdrawing(consent, self._desk.today))

    def again(self) -> None:
        """Read the same member anew."""
        if self._member_id is not None:
            self.show_record(self._member_id)

    def _again(self, _done: object) -> None:
        self.again()

    def _request(self, request: AskedFor) -> AskedFor:
        asked = self._desk.read_now(requests_of, request.member_id)
        return next((each for each in asked if each.id == request.id), request)

    def _contact(self, page: MemberPage, contact: Contact) -> Contact:
        around = self._desk.read_now(contacts_of, page.head.id, ended=True)
        return next((each for each in around if each.id == contact.id), contact)

    def _page(self, page: MemberPage) -> MemberPage:
        return self._desk.read_now(member_page, page.head.id)

    def _record(self) -> MemberRecord:
        assert self._member_id is not None
        return self._desk.read_now(member_record, self._member_id)

    def _fresh(self) -> int:
        return self._record().version
