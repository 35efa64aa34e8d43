"""Fills the shell with an open office: pages, badges, search, undo, status, and news from other desks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, QTimer
from PySide6.QtWidgets import QWidget

from carecoop_desktop import __version__
from carecoop_desktop.home.settings.look import MODE, TEXT, apply_look
from carecoop_desktop.home.window.drafts import OfficeDrafts
from carecoop_desktop.home.window.news import News, Watched
from carecoop_desktop.home.window.rail import rail_entries, rail_sections
from carecoop_desktop.home.window.search import HouseSearch, why_not
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.forms import FormPanel
from carecoop_desktop.platform.desktop.memory import SessionMemory
from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import LaneOf, Runner
from carecoop_desktop.platform.desktop.theme import keeper
from carecoop_desktop.platform.kernel.dates import LONDON, tax_month, tax_year_of, utc_now
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.features import Command, Feature, Ref
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.reader import Reader

HISTORY = frozenset({"change_set"})
"""Every change adds to the history, though no action names its table."""


class MainWindow(QObject):
    """One office in one shell. Implements what a desk asks of its window."""

    def __init__(
        self, shell: Shell, office: Office, rooms: Sequence[Feature], runner: Runner, memory_folder: Path
    ) -> None:
        super().__init__(shell)
        self.shell = shell
        self.office = office
        self._rooms = tuple(rooms)
        self._entries = rail_entries(rooms)
        self.memory = SessionMemory(memory_folder, office.user.name)
        lane = LaneOf(runner)
        self._news = News(office, lane, self)
        self.desk = Desk(office, Watched(lane, self._news.told), self, self.memory)
        self.desk.runner = runner
        self.desk.drafts = OfficeDrafts(office, memory_folder / "drafts")
        self._links: list[QMetaObject.Connection] = []
        self._clocks: list[QTimer] = []
        self._text_percent = keeper().text_percent
        self._counted = False
        self._apply_look()
        self._fill()

    @property
    def keys(self) -> frozenset[str]:
        """The pages there are."""
        return frozenset(self._entries)

    # -- what pages may ask ----------------------------------------------------------------------------------------

    def open_page(self, key: str, record_id: int | None = None) -> None:
        """Show a page, on a record if one is named. The rail's first counts are read after the first page."""
        if record_id is None:
            self.shell.open(key)
        else:
            self.shell.open(key, record=record_id)
        if not self._counted:
            self.refresh()

    def panels(self, place: str, desk: Desk) -> list[tuple[str, QWidget]]:
        """What higher rooms bring to a place."""
        found = sorted((p for room in self._rooms for p in room.panels if p.place == place), key=lambda p: p.order)
        return [(panel.title, panel.widget.load()(desk)) for panel in found]

    def list_columns(self, place: str) -> list[Any]:
        """The list columns that higher rooms bring."""
        return [c for room in self._rooms if place in room.columns for c in room.columns[place].load()()]

    def tell(self, sentence: str) -> None:
        """Say what was done, and when it was saved."""
        self.shell.tell(sentence)
        self.shell.set_status(saved=f"Saved {utc_now().astimezone(LONDON):%H:%M}")

    def show_trouble(
        self, trouble: Exception, parent: QWidget | None = None, again: Callable[[], None] | None = None
    ) -> None:
        """A Refusal or Fault in plain words; anything else goes to the crash handler."""
        if isinstance(trouble, Fault):
            self._news.told(trouble)
        if not show_error(parent or self.shell, trouble, again):
            raise trouble

    def _apply_look(self) -> None:
        """The colours and the text size that this person chose; pages are built anew at another size."""
        apply_look(self.memory)
        self._text_percent = keeper().text_percent
        self._links.append(keeper().changed.connect(self._refit))

    def _refit(self) -> None:
        self.memory.put(MODE, keeper().mode)
        self.memory.put(TEXT, keeper().text_percent)
        self.memory.save()
        if keeper().text_percent != self._text_percent:
            self._text_percent = keeper().text_percent
            QTimer.singleShot(0, self, self._build_anew)

    def _build_anew(self) -> None:
        key = self.shell.current_key
        self.shell.set_pages(self._make_page)
        if key:
            self.shell.open(key)

    def build_deeds_anew(self) -> None:
        """What may be done has changed: pages are built anew, the open one unless something typed stands on it."""
        key = self.shell.current_key
        page = self.shell.current_page
        typed = page is not None and (page.unsaved or any(form.dirty for form in page.findChildren(FormPanel)))
        if typed:
            self.shell.stack.forget(keep=key)
        else:
            self._build_anew()
        self.refresh()

    # -- filling the shell -----------------------------------------------------------------------------------------

    def _fill(self) -> None:
        shell, office = self.shell, self.office
        name, practice = office.read(_identity)
        shell.set_office(name)
        shell.set_practice(practice)
        shell.set_sections(rail_sections(self._rooms))
        shell.set_pages(self._make_page)
        shell.set_search(HouseSearch(self.desk, self._rooms, self.open_page))
        new = [c for room in self._rooms for c in room.commands if c.title.startswith("New ")]
        deeds = [(c.title.removeprefix("New "), partial(self._run, c)) for c in new]
        shell.set_new(deeds, [partial(why_not, self.desk, c) for c in new])
        today = self.desk.today
        shell.set_foot(
            f"Tax year {tax_year_of(today).replace('-', '–')} · Month {tax_month(today)}", f"Version {__version__}"
        )
        shell.set_status(saved="All changes saved", where=office.database.place, signed_in=self._signed_in())
        self._links += [
            shell.undo_asked.connect(self.desk.undo),
            shell.redo_asked.connect(self.desk.redo),
            shell.inspector_asked.connect(self.inspect),
            shell.closing.connect(self.leave),
        ]
        if shell.current_key in ("", "start"):  # a window that shows Today already stands where it belongs
            self.memory.place_window(shell)
        self.desk.changed.connect(self._changed)
        self._news.changed.connect(self._changed)
        self._news.standing.connect(self._say_standing)
        self._news.broke.connect(self.show_trouble)
        self._news.start()

    def _run(self, command: Command) -> None:
        command.run.load()(self.desk)

    def _signed_in(self) -> str:
        return f"Signed in as {self.office.user.name} ({self.office.user.role.value.capitalize()})"

    def _make_page(self, key: str) -> Page:
        page: Page = self._entries[key].page.load()(self.desk)
        return page

    def _changed(self, tables: frozenset[str]) -> None:
        self.shell.changed(tables | HISTORY)
        self.refresh(tables)

    def refresh(self, tables: frozenset[str] | None = None) -> None:
        """Badges that watch these tables (all of them without), and the names in the Undo menu."""
        self._counted = True
        for key, entry in self._entries.items():
            if entry.badge is not None and (tables is None or tables & set(entry.watches)):
                self.desk.read(partial(self.shell.set_badge, key), _count, entry.badge)
        self.shell.set_undo(_lower(self.office.next_undo()), _lower(self.office.next_redo()))

    def _look_around(self) -> None:
        self._news.look()

    def _say_standing(self, words: str) -> None:
        self.shell.set_status(saved=words or "All changes saved")

    def inspect(self) -> None:
        """Hand the window to an inspector: the button at the top right, and Ctrl+K."""
        from carecoop_desktop.home.inspector.screens.entrance import enter

        enter(self.desk, self.shell)

    def close_down(self) -> None:
        """Stop looking at other desks and let go of the shell; for a window that is thrown away."""
        self._news.stop()
        for clock in self._clocks:
            clock.stop()
        self.shell.set_strip(None)
        self.desk.stand("")
        links, self._links = self._links, []
        for link in links:
            QObject.disconnect(link)

    def stop_on_leaving(self, clock: QTimer) -> None:
        """Something is to happen later, unless the office is left before."""
        self._clocks.append(clock)

    def leave(self) -> None:
        """Keep what is remembered between sessions and stop: the window closes, or another office is opened."""
        self.close_down()
        self.memory.keep_window(self.shell)
        self.memory.put("page", self.shell.current_key)
        self.memory.save()


def _identity(reader: Reader) -> tuple[str, bool]:
    return str(reader.setting(OFFICE_NAME, "")), reader.setting(PRACTICE_DAY) is not None


def _count(reader: Reader, badge: Ref) -> int | None:
    """A badge's count; what counts is imported off the window's thread."""
    counted: int | None = badge.load()(reader)
    return counted


def _lower(sentence: str | None) -> str:
    words = (sentence or "").removeprefix("Undid: ")
    return words[:1].lower() + words[1:]
