"""The open office: the one way in for actions, queries, undo and sign-in."""

from __future__ import annotations

import getpass
import platform
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, select

from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.migrating import check_current
from carecoop_desktop.platform.database.notices import tell_others
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.garbage import undisturbed
from carecoop_desktop.platform.office import undo as undoing
from carecoop_desktop.platform.office import users
from carecoop_desktop.platform.office.actions import ACTIONS, Action, Done
from carecoop_desktop.platform.office.history import Change, Heading, write_set
from carecoop_desktop.platform.office.permissions import UNDO
from carecoop_desktop.platform.office.reader import PRACTICE_DAY as PRACTICE_DAY
from carecoop_desktop.platform.office.reader import Reader, User
from carecoop_desktop.platform.office.searching import reindex
from carecoop_desktop.platform.office.tables import ChangeSetRow, SettingRow
from carecoop_desktop.platform.office.work import Work

P = ParamSpec("P")
R = TypeVar("R")
Changed = Callable[[frozenset[str]], None]
Furniture = tuple[Mapping[type, Sequence[Any]], Mapping[str, tuple[str, Any]]]
"""Who listens to which events, and what is searched: what the rooms bring to an office that is changed."""
_SETTINGS, _SETS = SettingRow.__table__, ChangeSetRow.__table__


class Office:
    """An office with somebody signed in. Safe to use from one thread at a time per call."""

    def __init__(
        self,
        database: Database,
        user: User,
        *,
        listeners: Mapping[type, Sequence[Any]] | None = None,
        searches: Mapping[str, tuple[str, Any]] | None = None,
        furnishing: Callable[[], Furniture] | None = None,
    ) -> None:
        self.database = database
        self.user = user
        self.desk = _desk()
        self.on_change: list[Changed] = []
        self._listeners = dict(listeners or {})
        self._searches = dict(searches or {})
        self._furnishing = furnishing
        self._furnish_once = threading.Lock()
        self._seen = self._last_set()
        self._sitting = undoing.Sitting(user.name, self.desk, self._seen)
        self._settings_turn = 0
        self._practice_day: tuple[int, date | None] | None = None

    def furnish(self) -> None:
        """Import what the rooms do, if that was put off: an office that is only read needs none of it."""
        with self._furnish_once:
            if self._furnishing is not None:
                listeners, searches = self._furnishing()
                self._listeners.update(listeners)
                self._searches.update(searches)
                self._furnishing = None

    # -- reading ---------------------------------------------------------------------------------------------------

    def read(self, query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a query in one consistent read-only view."""
        with self.database.reading() as connection:
            return query(Reader(connection, self.user, self._day(connection)), *args, **kwargs)

    @property
    def today(self) -> date:
        """The office's date: today, or a practice office's own day."""
        with self.database.reading() as connection:
            return self._day(connection)

    def _day(self, connection: Connection) -> date:
        """The office's date without asking the database each time; asked again once a setting has changed."""
        turn, known = self._settings_turn, self._practice_day
        if known is None or known[0] != turn:
            known = self._practice_day = (turn, _practice_day(connection))
        return known[1] or _clock_day()

    def _reader(self, connection: Connection) -> Reader:
        """For changes: what another desk has just set counts already."""
        return Reader(connection, self.user, _practice_day(connection) or _clock_day())

    # -- changing --------------------------------------------------------------------------------------------------

    def do(self, action: Action[P, R], *args: P.args, **kwargs: P.kwargs) -> Done[R]:
        """Carry out an action: permission, one transaction, history, listeners, commit; says what changed.

        Raises Refusal, Invalid, Conflict, NotAllowed or Fault; then nothing was written.
        """
        self.furnish()
        with undisturbed(), self.database.writing() as connection:
            check_current(connection)
            work = Work(connection, self._reader(connection), self._listeners)
            work.reader.require(action.permission)
            value = action.run(work, *args, **kwargs)
            changes, summary = work.changes, work.summary or action.title
            heading = self._heading(action.name, "do", summary, work.reason, action.undoable)
            number = self._record(connection, heading, changes)
        return self._told(value, summary, changes, number, heading)

    def undo(self) -> Done[int]:
        """Take back the last action done here. Refusal when nothing can be taken back."""
        return self._turn(undoing.last_undoable, "undo", "Undid", "There is nothing to undo.")

    def redo(self) -> Done[int]:
        """Put forward again what was last taken back."""
        return self._turn(undoing.last_redoable, "redo", "Did again", "There is nothing to redo.")

    def undo_set(self, number: int) -> Done[int]:
        """Take back one particular action from the history, by its number."""

        def this(connection: Connection, _sitting: undoing.Sitting) -> Any:
            found = connection.execute(select(_SETS).where(_SETS.c.id == number)).first()
            if found is None or not found.undoable or found.undone_by is not None:
                raise Refusal("This change cannot be taken back.", "It is part of something issued, or undone already.")
            return found

        return self._turn(this, "undo", "Undid", "")

    def next_undo(self) -> str | None:
        """What Undo would take back, in the words it was told with, or None."""
        return self._peek(undoing.last_undoable)

    def next_redo(self) -> str | None:
        """What Redo would put forward, or None."""
        return self._peek(undoing.last_redoable)

    def _peek(self, find: Callable[[Connection, undoing.Sitting], Any]) -> str | None:
        with self.database.reading() as connection:
            found = find(connection, self._sitting)
            return None if found is None else found.summary

    def _turn(
        self, find: Callable[[Connection, undoing.Sitting], Any], kind: str, word: str, nothing: str
    ) -> Done[int]:
        self.furnish()
        with self.database.writing() as connection:
            check_current(connection)
            self._reader(connection).require(UNDO)
            found = find(connection, self._sitting)
            if found is None:
                raise Refusal(nothing)
            if (deed := ACTIONS.get(found.action)) is not None:  # who may not do it may not take it back either
                self._reader(connection).require(deed.permission)
            changes = self._reversed(connection, found)
            told = found.summary.removeprefix("Undid: ")
            heading = self._heading(
                found.action, kind, told if kind == "redo" else f"{word}: {told}", "", True, found.id
            )
            number = self._record(connection, heading, changes)
        return self._told(found.id, f"{word}: {told}", changes, number, heading)

    @staticmethod
    def _reversed(connection: Connection, found: Any) -> list[Change]:
        """The change set taken back; a refusal names the deed that it is about."""
        try:
            return undoing.reverse(connection, found.id)
        except Refusal as refusal:
            sentence = f"“{found.summary}” cannot be taken back: {refusal.sentence[:1].lower()}{refusal.sentence[1:]}"
            raise Refusal(sentence, refusal.remedy) from refusal

    # -- what both share -------------------------------------------------------------------------------------------

    def _heading(
        self, action: str, kind: str, summary: str, reason: str, undoable: bool, undoes: int | None = None
    ) -> Heading:
        return Heading(utc_now(), self.user.name, self.desk, action, kind, summary, reason, undoable, undoes)

    def _record(self, connection: Connection, heading: Heading, changes: list[Change]) -> int | None:
        if not changes:
            return None
        reindex(connection, self._reader(connection), self._searches, changes)
        tell_others(connection)
        return write_set(connection, heading, changes)

    def _told(
        self, value: Any, sentence: str, changes: Iterable[Change], number: int | None, heading: Heading
    ) -> Done[Any]:
        tables = frozenset(change.table for change in changes)
        if number is not None:
            self._seen = max(self._seen, number)
            self._sitting.did(number)
        self._tell(tables)
        return Done(value, sentence, tables, number, heading.at)

    def _tell(self, tables: frozenset[str]) -> None:
        if "setting" in tables:
            self._settings_turn += 1
        if tables:
            for listener in list(self.on_change):
                listener(tables)

    # -- other desks -----------------------------------------------------------------------------------------------

    def look_around(self) -> frozenset[str]:
        """The tables that other desks changed since the last look; listeners are told too."""
        with self.database.reading() as connection:
            rows = connection.execute(select(_SETS.c.id, _SETS.c.tables).where(_SETS.c.id > self._seen)).all()
        if not rows:
            return frozenset()
        self._seen = max(row.id for row in rows)
        tables = frozenset(name for row in rows for name in row.tables)
        self._tell(tables)
        return tables

    def _last_set(self) -> int:
        with self.database.reading() as connection:
            return connection.execute(select(_SETS.c.id).order_by(_SETS.c.id.desc()).limit(1)).scalar() or 0

    def close(self) -> None:
        """Leave the office."""
        self.database.close()


def sign_in(database: Database, name: str | None = None, password: str | None = None) -> User:
    """Who signs in; wrong passwords are counted. Raises NotAllowed."""
    try:
        with database.reading() as connection:
            user = users.sign_in(connection, name, password)
    except users.WrongPassword as wrong:
        if not database.read_only:
            with database.writing() as connection:
                users.count_failure(connection, wrong.user_name)
        raise
    if password is not None and not database.read_only:
        with database.writing() as connection:
            users.clear_failures(connection, user.name)
    return user


def _practice_day(connection: Connection) -> date | None:
    day = connection.execute(select(_SETTINGS.c.value).where(_SETTINGS.c.key == PRACTICE_DAY)).scalar()
    return date.fromisoformat(day) if day else None


def _clock_day() -> date:
    return date.today()  # noqa: DTZ011 - the office's own civil day


def _desk() -> str:
    who = ""
    with suppress(OSError, KeyError, ImportError):
        who = getpass.getuser()
    return f"{platform.node() or 'this computer'}{f' ({who})' if who else ''}"
