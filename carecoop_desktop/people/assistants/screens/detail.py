"""One PA: head, deeds and tabs of this room and of the rooms above."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS, CHANGE_PAY, RECORD_CHECKS
from carecoop_desktop.people.assistants.queries import (
    AssistantPage,
    AssistantRecord,
    ReferenceLine,
    SupportLink,
    assistant_page,
    assistant_record,
    item_held,
)
from carecoop_desktop.people.assistants.rules.schedule3 import HeldItem
from carecoop_desktop.people.assistants.screens import checks_form, forms, tabs, tax_forms, words
from carecoop_desktop.people.members.queries import find_members
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import DetailPanel, Tabs, allow, button, scrolled

_OWN: tuple[tuple[str, type[tabs.Tab]], ...] = (
    ("Overview", tabs.Overview),
    ("Contract & pay", tabs.ContractPay),
    ("Bank & tax", tabs.BankTax),
    ("Vetting", tabs.Vetting),
    ("Training", tabs.Training),
    ("Members", tabs.Members),
)


class AssistantDetail(DetailPanel):
    """Shows one PA; ``wanted`` carries a form that somebody asked for."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.why_not_change = "" if desk.may(CHANGE_ASSISTANTS) else words.MAY_NOT_CHANGE
        self.why_not_pay = "" if desk.may(CHANGE_PAY) else words.MAY_NOT_PAY
        self.why_not_check = "" if desk.may(RECORD_CHECKS) else words.MAY_NOT_CHECK
        self.page: AssistantPage | None = None
        self._assistant_id: int | None = None
        self._shown: dict[int, int] = {}
        self._content: dict[int, QWidget] = {}
        self.more = self.add_button(button("More"))
        self.more.setMenu(QMenu(self.more))
        self.record = self.add_button(button("Record &check", role="primary"))
        self.record.setMenu(QMenu(self.record))
        allow(self.more, self.why_not_change)
        allow(self.record, self.why_not_check)
        self._makers = self._tab_makers()
        made = [(title, partial(self._make, number)) for number, (title, _maker) in enumerate(self._makers)]
        self.tabs = Tabs(made, name="About this PA")
        self.tabs.moved.connect(lambda _number: self._show_tab())
        self.add(self.tabs, 1)

    # tabs

    def _tab_makers(self) -> list[tuple[str, Callable[[], QWidget]]]:
        own: list[tuple[str, Callable[[], QWidget]]] = [
            (title, partial(kind, self._desk, self)) for title, kind in _OWN
        ]
        higher = self._desk.window.panels("assistant", self._desk)
        history = partial(tabs.History, self._desk, self)
        return [*own, *((title, lambda widget=widget: widget) for title, widget in higher), ("History", history)]

    def _make(self, number: int) -> QWidget:
        made = self._makers[number][1]()
        self._content[number] = made
        flat = isinstance(made, tabs.Tab) and not isinstance(made, tabs.History)
        return scrolled(made, self._makers[number][0]) if flat else made

    def content(self, title: str) -> Any:
        """The content of a tab, opened by its title."""
        number = next(n for n, (each, _maker) in enumerate(self._makers) if each == title)
        self.tabs.open(number)
        return self._content[number]

    # showing

    def show_record(self, assistant_id: int) -> None:
        """Read a PA and show them."""
        self._assistant_id = assistant_id
        self._desk.read(partial(self._arrived, assistant_id), assistant_page, assistant_id)

    def again(self) -> None:
        """Read the PA that is shown once more."""
        if self._assistant_id is not None:
            self.show_record(self._assistant_id)

    def _arrived(self, assistant_id: int, page: AssistantPage) -> None:
        if assistant_id != self._assistant_id:
            return
        self.page = page
        self._shown.clear()
        self.say(page.record.name, words.head_line(page, self._desk.today))
        self._fill_menus(page)
        self._show_tab()

    def _show_tab(self) -> None:
        number = self.tabs.bar.currentIndex()
        content: Any = self._content.get(number)
        if self.page is None or content is None or self._shown.get(number) == id(self.page):
            return
        self._shown[number] = id(self.page)
        if isinstance(content, tabs.Tab):
            content.show_page(self.page)
        else:
            content.show_record(self.page.record.id)

    def _fill_menus(self, page: AssistantPage) -> None:
        more, record = self.more.menu(), self.record.menu()
        more.clear()
        more.addAction("&Edit record", self.edit)
        if page.record.status != "left":
            more.addAction("They &leave", self.leave)
        record.clear()
        for title, filling in self._checks(page):
            record.addAction(title, partial(self.wanted.emit, filling))
        record.addSeparator()
        record.addAction("Training", self.record_training)
        record.addAction("Supervision", self.record_supervision)

    # deeds

    def _want(self, make: Callable[[AssistantPage], Filling]) -> None:
        if self.page is not None:
            self.wanted.emit(make(self.page))

    def _now(self, record: AssistantRecord) -> AssistantRecord:
        return self._desk.read_now(assistant_record, record.id)

    def _checks(self, page: AssistantPage) -> list[tuple[str, Filling]]:
        user, fresh = self._desk.office.user.name, partial(self._again, page)
        return checks_form.checks(page, self._desk.today, user, fresh, partial(self._item, page))

    def _item(self, page: AssistantPage, item: str) -> HeldItem | None:
        return self._desk.read_now(item_held, page.record.id, item)

    def _link(self, page: AssistantPage, link: SupportLink) -> SupportLink:
        return next((each for each in self._again(page).supports if each.id == link.id), link)

    def _again(self, page: AssistantPage) -> AssistantPage:
        return self._desk.read_now(assistant_page, page.record.id)

    def edit(self) -> None:
        """The form of who the PA is."""
        self._want(lambda page: forms.changing(page, lambda: self._now(page.record).version))

    def leave(self) -> None:
        """The form of the last day."""
        self._want(lambda page: forms.leaving(page, self._desk.today, partial(self._now, page.record)))

    def set_contract(self) -> None:
        """The form of new terms."""
        self._want(lambda page: forms.contract(page, self._desk.today, partial(self._again, page)))

    def set_rate(self) -> None:
        """The form of a rate."""
        self._want(lambda page: forms.pay_rate(page, self._desk.today, partial(self._again, page)))

    def set_bank(self) -> None:
        """The form of bank details."""
        fits = self._desk.read_now(account_check)
        self._want(lambda page: forms.bank(page, self._desk.today, partial(self._again, page), fits))

    def set_tax(self) -> None:
        """The form of tax details."""
        self._want(lambda page: forms.tax(page, self._desk.today, partial(self._again, page)))

    def start_with_papers(self) -> None:
        """The form of a starter's P45 or checklist."""
        self._want(lambda page: tax_forms.starting(page, self._desk.today))

    def take_notice(self) -> None:
        """The form of a P6, P9 or other notice."""
        self._want(lambda page: tax_forms.noticing(page, self._desk.today, partial(self._again, page)))

    def record_item(self) -> None:
        """The form of an item of the staff file."""
        user = self._desk.office.user.name
        self._want(lambda page: checks_form.vetting_item(page, self._desk.today, user, partial(self._item, page)))

    def answer_reference(self, held: ReferenceLine) -> None:
        """The form of a reference that stands."""
        self._want(lambda page: checks_form.reference(page, held, partial(self._again, page)))

    def record_training(self) -> None:
        """The form of a course."""
        self._want(lambda page: checks_form.training(page, self._desk.today))

    def record_supervision(self) -> None:
        """The form of a supervision."""
        self._want(lambda page: checks_form.supervision(page, self._desk.today, self._desk.office.user.name))

    def match(self) -> None:
        """The form of a match."""
        find, today = self._find_members, self._desk.today
        self._want(lambda page: forms.matching(page, find, today, partial(self._again, page)))

    def rematch(self, link: SupportLink) -> None:
        """The form of other hours."""
        self._want(lambda page: forms.rematching(page, link, self._desk.today, partial(self._again, page)))

    def unmatch(self, link: SupportLink) -> None:
        """The form of a match's last day."""
        self._want(lambda page: forms.unmatching(link, self._desk.today, partial(self._link, page, link)))

    def open_member(self, member_id: int) -> None:
        """Go to a member's page."""
        self._desk.window.open_page("members", member_id)

    def _find_members(self, typed: str) -> list[tuple[int, str]]:
        return [(found[0], found[1]) for found in self._desk.read_now(find_members, typed)]
