"""What opening an office in the window needs of the database library and of the rooms; imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from carecoop_desktop.app import features
from carecoop_desktop.home.inspector.queries import open_visit
from carecoop_desktop.home.settings.years import lay_out
from carecoop_desktop.home.today.screens.page import TodayView
from carecoop_desktop.home.window.locking import Lock
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.home.window.one_window import hold
from carecoop_desktop.home.window.places import config_folder, data_folder, remember_office
from carecoop_desktop.platform.database.server_keys import keep_password
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import Runner
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office

if TYPE_CHECKING:
    from carecoop_desktop.home.window.early import EarlyToday
    from carecoop_desktop.platform.database.engine import Database


def open_place(place: str, user: str | None, password: str | None) -> Office:
    """The office in a place, for whoever signs in. What Today does not need is imported later."""
    if "://" in place:
        from carecoop_desktop.home.servers.serving import wake

        wake(place)
    return open_office(place, features(), user=user, password=password, at_once=False, before_upgrade=_back_up_before)


def _back_up_before(database: Database) -> None:
    from carecoop_desktop.home.safety.keeping import backup_before_upgrade

    backup_before_upgrade(database)


def fill(shell: Shell, office: Office, runner: Runner) -> MainWindow:
    """Put an open office into the window, and remember its place."""
    try:
        lay_out(office, data_folder())
    except (Refusal, Fault) as trouble:
        show_error(shell, trouble)
    address = office.database.address
    if address.url is not None:
        keep_password(address.url)
    place = address.remembered
    remember_office(place)
    hold(shell, place)
    window = MainWindow(shell, office, features(), runner, config_folder())
    if office.database.has_pen:
        office.furnish()  # which permissions are to change something is known by the actions only
        from carecoop_desktop.home.servers.screens.pen import keep_pen

        keep_pen(window)
    return window


def open_first_page(window: MainWindow, early: EarlyToday | None = None, asked: str = "") -> None:
    """The page that was open last, or the one ``asked`` for meanwhile; Today goes on from what was kept of it."""
    wanted, record = window.memory.get("page", "today"), None
    if early is not None:
        wanted, record = asked, early.records.get(asked)
    if wanted != "today":
        window.office.furnish()  # Today needs nothing of what the rooms do, other pages may
    window.open_page(wanted if isinstance(wanted, str) and wanted in window.keys else "today", record)
    page = window.shell.current_page
    if early is not None and isinstance(page, TodayView):
        page.show_today_first(early.kept.shown, early.kept.day)


def back_into_the_room(window: MainWindow) -> None:
    """A visit that was never ended (a crash, a power cut) goes on where it was: inside the inspector's room."""
    visit = window.office.read(open_visit)
    if visit is not None:
        from carecoop_desktop.home.inspector.screens.entrance import resume

        resume(window.desk, window.shell, visit)


def lock_of(window: MainWindow) -> Lock:
    """What locks this window."""
    return Lock(window.shell, window.office, window)


def import_the_rest() -> None:
    """Import what looks after an open office, beside a window that shows its first page."""
    import_module("carecoop_desktop.home.safety.screens.watching")
    import_module("carecoop_desktop.home.updates.screens.watching")


def look_after_backups(window: MainWindow) -> None:
    """The day's backup, and the status bar's words about the last one."""
    from carecoop_desktop.home.safety.places import backups_folder
    from carecoop_desktop.home.safety.screens.watching import look_after

    def say(words: str) -> None:
        window.shell.set_status(backup=words)

    window.stop_on_leaving(look_after(window.desk, say, backups_folder()))


def look_after_rights(window: MainWindow) -> None:
    """An office server's roles get the rights of a newer version from the first owner's desk that has it."""
    if window.office.database.address.is_file:
        return
    from carecoop_desktop.home.servers.renewing import settle_rights

    def told(words: str) -> None:
        if words:
            window.tell(words)

    window.desk.lane.run(lambda: settle_rights(window.office), told, window.show_trouble)


def look_for_updates(window: MainWindow) -> None:
    """What became of a newer version, and the day's question for one where the office allows it."""
    from carecoop_desktop.home.updates.screens.watching import watch_for_updates

    window.stop_on_leaving(watch_for_updates(window.desk))


def leave(office: Office, going: Callable[[], object] = lambda: None) -> str:
    """Close the office: Today is kept for the next start, and what was done is backed up unless ``going`` raises.

    Gives a sentence where a backup failed.
    """
    from carecoop_desktop.home.safety.keeping import NO_BACKUP, backup_on_leaving
    from carecoop_desktop.home.safety.places import backups_folder
    from carecoop_desktop.home.today.keeping import keep_today

    try:
        if not office.database.read_only:
            keep_today(office)
        going()
        said = backup_on_leaving(office, backups_folder(), going)
        return said if said.startswith(NO_BACKUP) else ""
    finally:
        office.close()
