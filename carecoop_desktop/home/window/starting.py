"""From an empty window to an open office: the one named or used last, sign-in, or the first-run page.

Everything that needs the database library stands in ``opening`` and is imported off the window's thread, beside a
window that asks for the password already, or shows what the office kept of Today.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from carecoop_desktop import __version__
from carecoop_desktop.home.window.looking import Asked, look_into
from carecoop_desktop.home.window.places import config_folder, known_offices
from carecoop_desktop.platform.database.library import import_library
from carecoop_desktop.platform.desktop.crash import CrashHandler
from carecoop_desktop.platform.desktop.first_paint import after_first_paint
from carecoop_desktop.platform.desktop.tasks import LaneOf, Runner, TaskRunner
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal

if TYPE_CHECKING:
    from carecoop_desktop.home.today.kept import Kept
    from carecoop_desktop.home.window.closing import Closing
    from carecoop_desktop.home.window.early import EarlyToday
    from carecoop_desktop.home.window.locking import Lock
    from carecoop_desktop.home.window.main_window import MainWindow
    from carecoop_desktop.platform.desktop.page import Page
    from carecoop_desktop.platform.desktop.shell import Shell
    from carecoop_desktop.platform.office.office import Office

_SETTLED_MS = 1500
"""After so long Today has been read."""
_importing = threading.Lock()
_BREATH_MS = 15
"""Between Today's first painting and the imports, so that a click that waits already is served first."""


class Starter(QObject):
    """Leads to an open office and then hands over to the main window."""

    def __init__(self, shell: Shell, named: str | None, runner: Runner | None = None) -> None:
        super().__init__(shell)
        self.shell = shell
        self._named = named
        self.crash = CrashHandler(config_folder() / "crashes", __version__)
        self._runner = runner or TaskRunner(self.crash.handle, self)
        self.window: MainWindow | None = None
        self._lock: Lock | None = None
        self._early: EarlyToday | None = None
        self._early_painted = False
        self._closing: Closing | None = None
        self._ended = False
        self._furnishing: threading.Thread | None = None
        self.warming: threading.Thread | None = None
        if isinstance(self._runner, TaskRunner):
            shell.watch(self._runner)
        shell.may_close = self._may_close
        shell.closing.connect(self._end)

    @property
    def settled(self) -> bool:
        """Whether a page is open and everything it asked for has been read."""
        return self._early is None and bool(self.shell.current_key) and getattr(self._runner, "running", 0) == 0

    @property
    def rested(self) -> bool:
        """Whether everything that starting sets off has ended: the office is open, read, and the rooms imported."""
        furnished = self._furnishing is not None and not self._furnishing.is_alive()
        return self.window is not None and self.settled and furnished

    @property
    def filled(self) -> bool:
        """Whether Today can be worked with: it has been read, or what was kept of it is as the office stands."""
        read = self._early is None and getattr(self.shell.current_page, "read", False)
        return self.settled or bool(read) or self._kept_is_true

    @property
    def _kept_is_true(self) -> bool:
        return self._early_painted and self._early is not None and self._early.kept.fresh

    def begin(self) -> None:
        """Open the office named, or the last one that is still there, or welcome somebody new."""
        self.crash.install()
        place = self._named or next((p for p in known_offices() if "://" in p or Path(p).is_file()), None)
        if place is None:
            self.welcome()
        else:
            LaneOf(self._runner).run(partial(look_into, place), partial(self._looked, place), self.crash.handle)

    def _looked(self, place: str, found: Kept | Asked | None) -> None:
        """What is there to be seen comes before what makes it slow to appear."""
        if self._ended:
            return
        if isinstance(found, tuple):
            page = self._ask_who(place, found)
            after_first_paint(page, self._warm_up)
            return
        if found is not None:
            self._show_early(found)
        if self._early is None:
            self.open(place)
        else:
            after_first_paint(self._early.page, partial(self._go_on, place))

    def _warm_up(self) -> None:
        """Import what opens an office while somebody types a password."""
        self.warming = threading.Thread(target=_import_opening, name="warm-up", daemon=True)
        self.warming.start()

    def _go_on(self, place: str) -> None:
        if self._ended:
            return
        self._early_painted = True
        QTimer.singleShot(_BREATH_MS, self, partial(self.open, place))

    def welcome(self, sentence: str = "", tried: str = "") -> None:
        """The first-run page: make an office, open one, or practise."""
        from carecoop_desktop.home.settings.screens.welcome import WelcomePage

        self._alone(WelcomePage(self.open, self.founded, self._runner, sentence, tried))

    def open(self, place: str, user: str | None = None, password: str | None = None) -> None:
        """Open an office; asks who it is when the office wants to know."""

        def failed(trouble: Exception) -> None:
            if isinstance(trouble, NotAllowed):
                self._ask(place, user, trouble if user is not None else None)
            elif isinstance(trouble, (Refusal, Fault)):
                self._shut_out(place, trouble)
            else:
                raise trouble

        LaneOf(self._runner).run(partial(_open, place, user, password), self.opened, failed, "Opening the office")

    def founded(self, office: Office) -> None:
        """A new office: one that is encrypted has its recovery sheet printed first."""
        from carecoop_desktop.home.window.shut_out import sheet_page

        page = sheet_page(office, partial(self.opened, office))
        if page is None:
            self.opened(office)
        else:
            self._alone(page)

    def _shut_out(self, place: str, trouble: Refusal | Fault) -> None:
        """An office that does not open: what is needed, what can be rescued, or the first-run page that says why."""
        from carecoop_desktop.home.window.shut_out import page_for

        page = page_for(trouble, partial(self.open, place), self.open, self.welcome, self._runner)
        if page is None:
            self.welcome(str(trouble), place)
        else:
            self._alone(page)

    def opened(self, office: Office) -> None:
        """The office is open: fill the window with it."""
        from carecoop_desktop.home.window import opening

        early, self._early, asked = self._early, None, self.shell.current_key
        if self._ended:
            office.close()
            return
        self.window = opening.fill(self.shell, office, self._runner)
        self._lock = opening.lock_of(self.window)
        self.shell.set_file([
            ("&Lock", self._lock.lock_now, "Ctrl+L"), ("&Another office...", self.leave, "Ctrl+Shift+O"),
        ])  # fmt: skip
        opening.open_first_page(self.window, early, asked)
        opening.back_into_the_room(self.window)
        after = partial(self._look_after, self.window)
        LaneOf(self._runner).run(opening.import_the_rest, after, self.crash.handle)  # its turn is after Today's
        QTimer.singleShot(_SETTLED_MS, self, partial(self._furnish, office))

    def _look_after(self, window: MainWindow, _imported: None) -> None:
        """What an open office needs besides its first page."""
        from carecoop_desktop.home.window import opening

        if self.window is window and not self._ended:
            opening.look_after_rights(window)
            opening.look_after_backups(window)
            opening.look_for_updates(window)

    def _furnish(self, office: Office) -> None:
        """Import the rooms' actions beside the window, so that the first deed need not wait for it."""
        if self.window is not None and self.window.office is office and not self._ended:
            self._furnishing = threading.Thread(target=_settle_in, args=(office,), name="furnish", daemon=True)
            self._furnishing.start()

    def leave(self) -> None:
        """Close the office and show the first-run page with the offices known here."""
        page = self.shell.current_page
        if self.window is None or (page is not None and not page.may_leave()):
            return
        self._put_away(self._left)

    def _left(self) -> None:
        self.shell.set_file([])
        self.shell.set_practice(False)
        self.shell.set_office("")
        self.shell.set_undo()
        self.welcome()

    def _may_close(self) -> bool:
        """A window with an office in it closes when that has been backed up and closed, which needs no waiting here."""
        if self.window is not None:
            self._put_away(self._close_window)
        return self._closing is None

    def _close_window(self) -> None:
        QTimer.singleShot(0, self, lambda: self.shell.close() if self.shell.isVisible() else None)

    def _end(self) -> None:
        self._ended = True
        if isinstance(self._runner, TaskRunner):
            self._runner.close_down()
        if self.warming is not None:
            self.warming.join()

    def _put_away(self, then: Callable[[], object]) -> None:
        """Leave the office; what still runs ends first, for nothing may read a closed one."""
        from carecoop_desktop.home.window.closing import Closing

        assert self.window is not None
        window, self.window = self.window, None
        furnishing, self._furnishing = self._furnishing, None
        window.leave()
        if self._lock is not None:
            self._lock.end()
            self._lock = None

        def put_away() -> None:
            self._closing = None
            then()

        self._closing = Closing(window.office, self._runner, self._alone, put_away)
        self._closing.begin(furnishing)

    def _show_early(self, kept: Kept) -> None:
        """Show what the office kept of Today, while it is being opened."""
        from carecoop_desktop.home.window.early import show_early

        self._early = show_early(self.shell, kept, config_folder())

    def _ask(self, place: str, user: str | None, wrong: NotAllowed | None) -> None:
        from carecoop_desktop.platform.desktop.dialogs import show_error
        from carecoop_desktop.platform.office.opening import who_may_sign_in

        try:
            names = who_may_sign_in(place)
        except (Refusal, Fault) as trouble:
            show_error(self.shell, trouble)
            self.welcome()
            return
        self._ask_who(place, names, str(wrong) if wrong else "", user or "")

    def _ask_who(self, place: str, names: Sequence[str], wrong: str = "", name: str = "") -> Page:
        from carecoop_desktop.home.settings.screens.sign_in import SignInPage

        forgotten = partial(self._forgotten, place)
        page = SignInPage(names, partial(self.open, place), wrong, name=name, other=self.welcome, forgotten=forgotten)
        self._alone(page)
        return page

    def _forgotten(self, place: str) -> None:
        from carecoop_desktop.home.window.shut_out import forgotten_page

        self._alone(forgotten_page(place, partial(self.open, place), partial(self.open, place)))

    def _alone(self, page: Page) -> None:
        """One page and nothing else to go to yet."""
        self._early = None
        self.shell.set_sections([])
        self.shell.set_pages(lambda _key: page)
        self.shell.open("start")


def _open(place: str, user: str | None, password: str | None) -> Any:
    _import_opening()
    from carecoop_desktop.home.window.opening import open_place

    return open_place(place, user, password)


def _import_opening() -> None:
    """One thread imports; another that comes meanwhile waits for it."""
    with _importing:
        import_library()
        import_module("carecoop_desktop.home.window.opening")
        import_module("carecoop_desktop.home.today.queries")


def _settle_in(office: Office) -> None:
    """What can wait until the first page is there: the rooms' actions, and Today for a start after a power cut."""
    from carecoop_desktop.home.today.keeping import keep_today

    office.furnish()
    keep_today(office)
