"""From an empty window to an open office: the one named or used last, sign-in, or the first-run page."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from carecoop_desktop import __version__
from carecoop_desktop.app import features
from carecoop_desktop.home.safety.keeping import backup_on_leaving
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.screens.watching import look_after
from carecoop_desktop.home.settings.screens.sign_in import SignInPage
from carecoop_desktop.home.settings.screens.welcome import WelcomePage
from carecoop_desktop.home.settings.years import lay_out
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.home.window.places import config_folder, data_folder, known_offices, remember_office
from carecoop_desktop.platform.desktop.crash import CrashHandler
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import LaneOf, Runner, TaskRunner
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office, who_may_sign_in

_SETTLED_MS = 1500
"""After so long Today has been read."""


class Starter(QObject):
    """Leads to an open office and then hands over to the main window."""

    def __init__(self, shell: Shell, named: str | None, runner: Runner | None = None) -> None:
        super().__init__(shell)
        self.shell = shell
        self._named = named
        self.crash = CrashHandler(config_folder() / "crashes", __version__)
        self._runner = runner or TaskRunner(self.crash.handle, self)
        self.window: MainWindow | None = None
        if isinstance(self._runner, TaskRunner):
            shell.watch(self._runner)
        shell.closing.connect(self._end)

    @property
    def settled(self) -> bool:
        """Whether a page is open and everything it asked for has been read."""
        return bool(self.shell.current_key) and getattr(self._runner, "running", 0) == 0

    def begin(self) -> None:
        """Open the office named, or the last one that is still there, or welcome somebody new."""
        self.crash.install()
        place = self._named or next((p for p in known_offices() if "://" in p or Path(p).is_file()), None)
        if place is None:
            self.welcome()
        else:
            self.open(place)

    def welcome(self, sentence: str = "") -> None:
        """The first-run page: make an office, open one, or practise."""
        self._alone(WelcomePage(self.open, self.opened, self._runner, sentence))

    def open(self, place: str, user: str | None = None, password: str | None = None) -> None:
        """Open an office; asks who it is when the office wants to know."""
        try:
            office = open_office(place, features(), user=user, password=password, at_once=False)
        except NotAllowed as refusal:
            self._ask(place, user, refusal if user is not None else None)
        except (Refusal, Fault) as trouble:
            self.welcome(str(trouble))
        else:
            self.opened(office)

    def opened(self, office: Office) -> None:
        """The office is open: fill the window with it."""
        try:
            lay_out(office, data_folder())
        except (Refusal, Fault) as trouble:
            show_error(self.shell, trouble)
        remember_office(str(office.database.address.path or office.database.address.url or ""))
        self.window = MainWindow(self.shell, office, features(), self._runner, config_folder())
        self.shell.set_file([("&Another office...", self.leave, "Ctrl+Shift+O")])
        wanted = self.window.memory.get("page", "today")
        if wanted != "today":
            office.furnish()  # Today needs nothing of what the rooms do, other pages may
        self.window.open_page(wanted if isinstance(wanted, str) and wanted in self.window.keys else "today")
        self._back_into_the_room(office)
        look_after(self.window.desk, LaneOf(self._runner, "other"), self._say_backup, backups_folder())
        QTimer.singleShot(_SETTLED_MS, self, partial(self._furnish, office))

    def _say_backup(self, words: str) -> None:
        self.shell.set_status(backup=words)

    @staticmethod
    def _furnish(office: Office) -> None:
        """Import the rooms' actions beside the window, so that the first deed need not wait for it."""
        threading.Thread(target=office.furnish, name="furnish", daemon=True).start()

    def _back_into_the_room(self, office: Office) -> None:
        """A visit that was never ended (a crash, a power cut) goes on where it was: inside the inspector's room."""
        from carecoop_desktop.home.inspector.queries import open_visit

        visit = office.read(open_visit)
        if visit is not None and self.window is not None:
            from carecoop_desktop.home.inspector.screens.entrance import resume

            resume(self.window.desk, self.shell, visit)

    def leave(self) -> None:
        """Close the office and show the first-run page with the offices known here."""
        page = self.shell.current_page
        if self.window is None or (page is not None and not page.may_leave()):
            return
        window, self.window = self.window, None
        window.leave()
        self._close(window.office)
        self.shell.set_file([])
        self.shell.set_practice(False)
        self.shell.set_office("")
        self.shell.set_undo()
        self.welcome()

    def _end(self) -> None:
        if self.window is not None:
            self._close(self.window.office)
        elif isinstance(self._runner, TaskRunner):
            self._runner.close_down()

    def _close(self, office: Office) -> None:
        """What still runs ends first: nothing may read a closed office."""
        if isinstance(self._runner, TaskRunner):
            self._runner.close_down()
        backup_on_leaving(office, backups_folder())
        office.close()

    def _ask(self, place: str, user: str | None, wrong: NotAllowed | None) -> None:
        try:
            names = who_may_sign_in(place)
        except (Refusal, Fault) as trouble:
            show_error(self.shell, trouble)
            self.welcome()
            return
        self._alone(
            SignInPage(
                names, partial(self.open, place), str(wrong) if wrong else "", name=user or "", other=self.welcome
            )
        )

    def _alone(self, page: Page) -> None:
        """One page and nothing else to go to yet."""
        self.shell.set_sections([])
        self.shell.set_pages(lambda _key: page)
        self.shell.open("start")
