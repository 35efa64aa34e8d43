"""Settings: the office, its people, the look of the program, the law at hand, the history, and the program itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from carecoop_desktop.home.safety.screens.tab import SafetyTab
from carecoop_desktop.home.servers.screens.homes_tab import HomesTab
from carecoop_desktop.home.settings.screens.history import HistoryTab
from carecoop_desktop.home.settings.screens.look import LookTab
from carecoop_desktop.home.settings.screens.office import OfficeTab
from carecoop_desktop.home.settings.screens.people import PeopleTab
from carecoop_desktop.home.settings.screens.program import ProgramTab
from carecoop_desktop.home.settings.screens.tax_years import TaxYearsTab
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Page, Tabs
from carecoop_desktop.work.payroll.bank.screens.settings import BankTab

TABS: tuple[tuple[str, Any], ...] = (
    ("Office", OfficeTab),
    ("People", PeopleTab),
    ("Where it lives", HomesTab),
    ("Look", LookTab),
    ("Tax years", TaxYearsTab),
    ("Bank files", BankTab),
    ("Safety", SafetyTab),
    ("History", HistoryTab),
    ("This program", ProgramTab),
)
LAST = "settings.tab"


class SettingsPage(Page):
    """Tabs; each reads what it shows when it is first looked at."""

    topic = "settings"
    shows = frozenset({"setting", "user_account", "change_set"})

    def __init__(self, desk: Desk) -> None:
        super().__init__("Settings")
        self.desk = desk
        self._shown = False
        self.tabs = Tabs([(title, partial(self._make, kind)) for title, kind in TABS], name="Settings")
        self.add(self.tabs, 1)
        self.tabs.moved.connect(self._moved)
        kept = desk.memory.get(LAST) if desk.memory is not None else None
        if isinstance(kept, str) and kept in dict(TABS):
            self.open_tab(kept)

    def _make(self, kind: Any) -> QWidget:
        made: QWidget = kind(self.desk)
        return made

    def open_tab(self, title: str) -> Any:
        """Show a tab by its title and give its content."""
        return self.tabs.open([name for name, _kind in TABS].index(title))

    def show_record(self, record_id: int) -> None:
        """An action of the history by its number."""
        self.open_tab("History").show_record(record_id)

    def reload(self) -> None:
        """Read the open tab again; the others when they are next looked at."""
        self._read(self.tabs.bar.currentIndex())

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        made: list[Any] = [self.tabs.made(number) for number in range(len(TABS))]
        return all(tab.may_leave() for tab in made if hasattr(tab, "may_leave"))

    def _moved(self, number: int) -> None:
        if self.desk.memory is not None:
            self.desk.memory.put(LAST, TABS[number][0])
        if self.isVisible():
            self._read(number)

    def _read(self, number: int) -> None:
        tab: Any = self.tabs.made(number)
        if tab is not None:
            tab.reload()
