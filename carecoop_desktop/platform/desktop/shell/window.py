"""The main window. It needs only a title and plain data, so that it paints before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QMenuBar, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.shell.menus import Menus
from carecoop_desktop.platform.desktop.shell.plan import RailSection
from carecoop_desktop.platform.desktop.shell.rail import Rail
from carecoop_desktop.platform.desktop.shell.stack import Factory, PageStack
from carecoop_desktop.platform.desktop.shell.status import StatusLine
from carecoop_desktop.platform.desktop.shell.top_bar import TopBar
from carecoop_desktop.platform.desktop.theme import keeper

if TYPE_CHECKING:
    from carecoop_desktop.platform.desktop.command_box import CommandBox, Provider
    from carecoop_desktop.platform.desktop.help import HelpViewer
    from carecoop_desktop.platform.desktop.page.page import Page
    from carecoop_desktop.platform.desktop.tasks import TaskRunner

FRAME = 6
ROOMY = 96
"""In a window of fewer characters across than this, the rail folds into a menu of the top bar."""


class Shell(QMainWindow):
    """Rail, top bar, pages, status line and menus.

    Build it with a title and rail sections, show it, and give it pages, search, undo and status when they are there.
    """

    undo_asked = Signal()
    redo_asked = Signal()
    inspector_asked = Signal()
    opened = Signal(str)
    """The key of the page that came to the front."""
    closing = Signal()

    def __init__(
        self, title: str, sections: Sequence[RailSection], *, office: str = "", practice: bool = False
    ) -> None:
        super().__init__()
        self.setWindowTitle(f"{office} · {title}" if office else title)
        self._name = title
        self._key = ""
        self._commands: CommandBox | None = None
        self._help: HelpViewer | None = None
        self._taken: tuple[QWidget, QWidget] | None = None
        self._strip: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self._then: Callable[[], object] | None = None
        self.rail = Rail(title, sections, office)
        self.top = TopBar()
        self.stack = PageStack()
        self.status = StatusLine()
        self.bar = QMenuBar()
        self.menus = Menus(self, self.bar)
        self._frame = QFrame()
        self._band = QLabel()
        self._right = QVBoxLayout()
        self._lay_out()
        self.menus.set_rooms(self.rail.list.rooms.items())
        self.set_practice(practice)
        self.rail.asked.connect(self.open)
        self.top.inspector_asked.connect(self.inspector_asked)
        self._text_percent = keeper().text_percent
        keeper().changed.connect(self._refit)
        self.resize(1440, 900)

    # what is shown around the pages

    def set_sections(self, sections: Sequence[RailSection]) -> None:
        """The rooms of the rail and of the Go menu."""
        self.rail.set_sections(sections)
        self.menus.set_rooms(self.rail.list.rooms.items())
        self._fold()

    def set_badge(self, key: str, waiting: int) -> None:
        """How many things wait in a room."""
        self.rail.list.rooms.set_badge(key, waiting)
        self._fold()

    def set_office(self, name: str) -> None:
        """Whose office this is, in rail and title."""
        self.rail.set_office(name)
        self.setWindowTitle(f"{name} · {self._name}" if name else self._name)

    def set_foot(self, *lines: str) -> None:
        """The quiet lines at the foot of the rail: tax year and month, version."""
        self.rail.set_foot(*lines)

    def set_status(self, **facts: str) -> None:
        """Some of saved, where, backup, signed_in; the others stay."""
        self.status.say(**facts)

    def tell(self, sentence: str) -> None:
        """Say in the status line what was just done."""
        self.status.tell(sentence)

    def watch(self, runner: TaskRunner) -> None:
        """Show in the status line what a runner is doing, with a Cancel button, once it has lasted 600 ms."""
        runner.busy.connect(self.status.show_progress)
        runner.idle.connect(self.status.hide_progress)
        self.status.cancelled.connect(runner.cancel_all)

    def show_trouble(
        self, trouble: BaseException, parent: QWidget | None = None, again: Callable[[], object] | None = None
    ) -> None:
        """Show a Refusal or a Fault in plain words; anything else is our bug and rises to the crash handler."""
        from carecoop_desktop.platform.desktop.dialogs import show_error

        if not show_error(parent or self, trouble, again):
            raise trouble

    def set_new(
        self, deeds: Sequence[tuple[str, Callable[[], object]]], reasons: Sequence[Callable[[], str]] = ()
    ) -> None:
        """What "+ New" offers: words and deed of each, and what says why one cannot be done."""
        self.top.set_new(deeds, reasons)

    def set_file(self, deeds: Sequence[tuple[str, Callable[[], object], str]]) -> None:
        """The File menu above Exit: words, deed, key."""
        self.menus.set_file(deeds)

    def set_undo(self, undo: str = "", redo: str = "") -> None:
        """Name what would be undone and redone, like "change hours of Ann"; empty when there is nothing."""
        self.menus.set_undo(undo, redo)

    def set_search(self, provider: Provider) -> None:
        """Who finds people, papers and commands for the search box."""
        from carecoop_desktop.platform.desktop.command_box import CommandBox

        if self._commands is not None:
            self._commands.close_down()
        self._commands = CommandBox(self.top.search, self, provider)
        self._commands.left.connect(self._back_into_page)

    def set_practice(self, practice: bool, words: str = "Practice office: nothing here is real") -> None:
        """Put the coloured frame and its words around a practice office, or take them away."""
        self._frame.setProperty("practice", "true" if practice else "false")
        edge = FRAME if practice else 0
        layout = self._frame.layout()
        if layout is not None:
            layout.setContentsMargins(edge, 0, edge, edge)
        self._band.setText(words)
        self._band.setVisible(practice)
        if self.isVisible():  # before that nothing has been polished yet
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)

    def set_strip(self, strip: QWidget | None) -> None:
        """Put a strip above the pages that stays while they change, instead of the one before; or none."""
        old, self._strip = self._strip, strip
        if old is not None:
            self._right.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        if strip is not None:
            self._right.insertWidget(self._right.indexOf(self.stack), strip)

    # pages

    def set_pages(self, factory: Factory) -> None:
        """Who makes the page of a key; pages made so far are dropped."""
        self.stack.forget()
        self.stack.set_factory(factory)

    @property
    def current_key(self) -> str:
        """The key of the open page; empty before the first."""
        return self._key

    @property
    def current_page(self) -> Page | None:
        """The open page."""
        return self.stack.pages().get(self._key)

    def open(self, key: str, **address: object) -> Page | None:
        """Bring a page to the front, made now if need be, and show what the address names.

        Nothing happens while no factory is set, or when the open page does not want to be left.
        """
        if not self.stack.ready or not self._may_leave(key):
            return None
        fresh = key not in self.stack.pages()
        page = self.stack.bring(key)
        if fresh:
            page.told.connect(self.tell)
        self._key = key
        self.rail.set_open(key)
        self._fold()
        if address:
            page.go_to(**address)
        self.opened.emit(key)
        return page

    def open_page(self, key: str, record_id: int | None = None) -> None:
        """Bring a page to the front, on a record if one is named."""
        if record_id is None:
            self.open(key)
        else:
            self.open(key, record=record_id)

    def changed(self, tables: Iterable[str]) -> None:
        """An action touched these tables: visible pages that show them reload, hidden ones when next seen."""
        self.stack.changed(tables)

    def reload(self) -> None:
        """F5: read the open page's data again."""
        if self.current_page is not None:
            self.current_page.mark_stale()

    # keys

    def find_anything(self) -> None:
        """Ctrl+K: into the search box."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def next_part(self) -> None:
        """F6: rail, search box, page, and round again."""
        focus = self.focusWidget()
        inside_rail = focus is not None and (self.rail.isAncestorOf(focus) or focus is self.top.rooms)
        inside_page = focus is not None and self.stack.isAncestorOf(focus)
        if inside_rail:
            self.find_anything()
        elif inside_page:
            self._rooms_control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._into_page()

    def show_help(self) -> None:
        """F1: the help of the open page."""
        from carecoop_desktop.platform.desktop.help import HelpViewer

        if self._help is None:
            self._help = HelpViewer(parent=self)
        self._help.open_topic(self.current_page.topic if self.current_page is not None else "")

    # another room takes the whole window (the inspector's)

    def take_over(self, top: QWidget, page: QWidget, status: str = "") -> None:
        """Replace rail, menus, top bar and pages by one bar and one page, until ``give_back``."""
        self.give_back()
        self._taken = (top, page)
        for part in (self.rail, self.bar, self.top, self.stack):
            part.hide()
        self._right.insertWidget(0, top)
        self._right.insertWidget(1, page, 1)
        top.show()
        page.show()
        self.status.cover(status)

    def give_back(self) -> None:
        """Show the office again after ``take_over``."""
        if self._taken is None:
            return
        for part in self._taken:
            self._right.removeWidget(part)
            part.setParent(None)
            part.deleteLater()
        self._taken = None
        for part in (self.bar, self.top, self.stack):
            part.show()
        self._fold()
        self.status.cover("")

    # a narrow window

    @property
    def folded(self) -> bool:
        """Whether the window is too narrow for the rail beside a page."""
        return self.width() < keeper().theme.sizes.chars(ROOMY)

    @property
    def _rooms_control(self) -> QWidget:
        return self.top.rooms if self.folded else self.rail.list

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail folds away, or comes back."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        rooms = self.rail.list.rooms
        folded = self.folded and bool(rooms.items())
        self.rail.setVisible(not self.folded and self._taken is None)
        now = next((item.label for item in rooms.items() if item.key == self._key), "")
        entries = [(_waiting(item.label, rooms.badges.get(item.key, 0)), partial(self.open, item.key))
                   for item in rooms.items()] if folded else []  # fmt: skip
        self.top.set_rooms(entries, folded, now)

    # inside

    def close_then(self, do: Callable[[], object]) -> None:
        """Close, and do this once it has closed, however long leaving the office takes; not where somebody stays."""
        self._then = do
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when the open page and the program agree."""
        page = self.current_page
        if page is not None and not page.may_leave():
            self._then = None
            event.ignore()
            return
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _may_leave(self, key: str) -> bool:
        page = self.current_page
        return key == self._key or page is None or page.may_leave()

    def _back_into_page(self) -> None:
        """The search box was left: to where the page had the focus, unless what ran has set it."""
        page = self.current_page
        if self.focusWidget() is not None or page is None or not page.isVisible():
            return
        last = page.focusWidget()
        if last is not None and last.isVisible() and last.isEnabled():
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._into_page()

    def _into_page(self) -> None:
        page = self.current_page
        if page is None:
            self._rooms_control.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        page.focusNextPrevChild(True)

    def _refit(self) -> None:
        """Pages that are not looked at are built anew at another text size."""
        self.rail.fit()
        self.top.fit()
        self.status.fit()
        self._fold()
        if keeper().text_percent != self._text_percent:
            self._text_percent = keeper().text_percent
            self.stack.forget(keep=self._key)

    def _lay_out(self) -> None:
        self._frame.setObjectName("practiceFrame")
        self._band.setObjectName("practiceBand")
        self._band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer = QVBoxLayout(self._frame)
        outer.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        self._right.setSpacing(0)
        for part in (self.bar, self.top, self.stack, self.status):
            self._right.addWidget(part, 1 if part is self.stack else 0)
        across.addLayout(self._right, 1)
        outer.addWidget(self._band)
        outer.addLayout(across, 1)
        self.setCentralWidget(self._frame)


def _waiting(label: str, count: int) -> str:
    return f"{label} ({count})" if count else label
