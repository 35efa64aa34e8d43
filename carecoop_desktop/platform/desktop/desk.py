"""What every page is given: the open office, a way to run work off the window's thread, and the window's services."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.page.buttons import stand_still
from carecoop_desktop.platform.desktop.tasks import InlineRunner, Runner
from carecoop_desktop.platform.kernel.errors import LOOK_AGAIN, Conflict, Fault, Refusal
from carecoop_desktop.platform.office.actions import Action, Done, changes_records
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Permission
from carecoop_desktop.platform.office.reader import Reader

if TYPE_CHECKING:
    from carecoop_desktop.platform.desktop.forms.drafts import DraftStore

P = ParamSpec("P")
R = TypeVar("R")


class Lane(Protocol):
    """Runs a call off the window's thread and hands its result, or the trouble it met, back on it."""

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], text: str = ""
    ) -> None:
        """Run ``call``; then ``done(result)`` or ``failed(trouble)`` on the window's thread."""


class Window(Protocol):
    """What pages may ask of the main window."""

    def open_page(self, key: str, record_id: int | None = None) -> None:
        """Show the page of a rail entry, on a record if one is named."""

    def panels(self, place: str, desk: Desk) -> list[tuple[str, QWidget]]:
        """What higher rooms bring to a place: titles and fresh widgets, each with ``show_record(id)``."""

    def list_columns(self, place: str) -> list[Any]:
        """The list columns that higher rooms bring to a lower room's list."""

    def tell(self, sentence: str) -> None:
        """Say something in the status bar."""

    def show_trouble(
        self, trouble: Exception, parent: QWidget | None = None, again: Callable[[], None] | None = None
    ) -> None:
        """Show a Refusal or a Fault in plain words, the latter with a way to try again."""

    def inspect(self) -> None:
        """Hand the window to an inspector."""


class Desk(QObject):
    """One window's place at the office. Pages read and do everything through it."""

    changed = Signal(frozenset)
    """Names of the tables that an action here, or another desk, has touched."""

    def __init__(self, office: Office, lane: Lane, window: Window, memory: Any = None) -> None:
        super().__init__()
        self.office = office
        self.lane = lane
        self.window = window
        self.memory = memory
        self.runner: Runner = InlineRunner()
        """What runs long work beside the database, with progress and a cancel button; the window brings its own."""
        self.drafts: DraftStore | None = None
        """Where forms keep what is typed until it is saved; the window says where that is."""
        self.today = office.today
        self.standing = ""
        """Why nothing at all can be changed here just now; empty where things can be."""

    def stand(self, reason: str) -> None:
        """From now on nothing can be changed here, for this reason; or, with none, everything can again."""
        self.standing = reason
        stand_still(reason)

    def may(self, permission: Permission) -> bool:
        """Whether the signed-in person has a permission (for greying a button; actions check for themselves).

        While nothing can be changed here nobody may do what changes something.
        """
        return self.office.user.may(permission) and not (self.standing and changes_records(permission))

    def read_now(self, query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a query that answers at once (a page's worth); trouble is raised."""
        return self.office.read(query, *args, **kwargs)

    def reading(self, job: Callable[[Any], R]) -> R:
        """Run a job on a read-only database connection: what the lists over SQL ask for."""
        return self.office.read(lambda reader: job(reader.connection))

    def read(
        self, then: Callable[[R], None], query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Run a query off the window's thread, then call ``then`` with its result."""
        self.lane.run(lambda: self.office.read(query, *args, **kwargs), then, self.window.show_trouble)

    def do(
        self, then: Callable[[Done[R]], None] | None, action: Action[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Carry out an action off the window's thread; says what was done, tells the pages, then calls ``then``.

        Refusals and faults are shown by the window; use ``attempt`` where a form wants them itself.
        """
        self.attempt(then, None, action, *args, **kwargs)

    def attempt(
        self,
        then: Callable[[Done[R]], None] | None,
        failed: Callable[[Exception], None] | None,
        action: Action[P, R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """As ``do``, but trouble (Invalid, Conflict, ...) goes to ``failed`` when it is given."""

        def done(result: Done[R]) -> None:
            self.finished(result)
            if then is not None:
                then(result)

        def trouble(error: Exception) -> None:
            if failed is not None and isinstance(error, (Refusal, Fault)):
                failed(error)
            else:
                if isinstance(error, Conflict):  # a button asks for no values: there are none to choose between
                    error = Refusal(error.sentence, LOOK_AGAIN)
                self.window.show_trouble(error, None, lambda: self.attempt(then, failed, action, *args, **kwargs))

        self.lane.run(lambda: self.office.do(action, *args, **kwargs), done, trouble, action.title)

    def finished(self, result: Done[Any]) -> None:
        """Say what an action did and tell every page which tables it touched."""
        self.window.tell(result.sentence)
        if result.tables:
            self.changed.emit(result.tables)

    def undo(self) -> None:
        """Take back the last action."""
        self.lane.run(self.office.undo, self.finished, self.window.show_trouble, "Undo")

    def redo(self) -> None:
        """Put it forward again."""
        self.lane.run(self.office.redo, self.finished, self.window.show_trouble, "Redo")
