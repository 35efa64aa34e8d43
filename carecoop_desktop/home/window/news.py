"""News from other desks, as it happens where a server tells it, else by looking; and a server that went away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from carecoop_desktop.platform.desktop.desk import Lane
from carecoop_desktop.platform.kernel.dates import LONDON, utc_now
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.office import Office

if TYPE_CHECKING:
    from carecoop_desktop.platform.database.listening import Listening

LOOK_MS = 2000
HEARD_MS = 30_000
"""Where a server tells what happens, looking by the clock only makes sure."""
LONGEST_MS = 30_000


class News(QObject):
    """``changed`` carries the tables that other desks touched, ``standing`` words for the status bar.

    While the office does not answer it is tried again, less and less often; the window stays as it is and nothing
    typed is lost. ``broke`` carries trouble that no waiting mends.
    """

    changed = Signal(frozenset)
    standing = Signal(str)
    broke = Signal(object)
    _heard = Signal()

    def __init__(self, office: Office, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._lane = lane
        self._away_since: datetime | None = None
        self._wait = LOOK_MS
        self._looking = self._again = self._ended = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.look)
        self._heard.connect(self.look)
        self._listening: Listening | None = None

    def start(self) -> None:
        """Begin to listen and to look."""
        if self._office.database.address.url is not None:
            from carecoop_desktop.platform.database.listening import Listening

            self._listening = Listening(self._office.database.address, self._heard.emit)
        self._clock.start(self._pause)

    def stop(self) -> None:
        """Look and listen no longer."""
        self._ended = True
        self._clock.stop()
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.close()

    @property
    def away(self) -> bool:
        """Whether the office does not answer."""
        return self._away_since is not None

    @property
    def _pause(self) -> int:
        if self.away:
            return self._wait
        return HEARD_MS if self._listening is not None and self._listening.alive else LOOK_MS

    def look(self) -> None:
        """Look now; a look that is under way is followed by another."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        self._clock.stop()
        self._lane.run(self._office.look_around, self._seen, self._failed)

    def told(self, trouble: Exception | None) -> None:
        """How some other work at the office ended: where that is news, look now and not when the clock says so."""
        if not self._ended and isinstance(trouble, Fault) != self.away:
            self.look()

    def _seen(self, tables: frozenset[str]) -> None:
        if self.away:
            self._away_since, self._wait = None, LOOK_MS
            self.standing.emit("")
        self._next()
        if tables:
            self.changed.emit(tables)

    def _failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Fault):
            self._looking = False
            self.broke.emit(trouble)
            return
        self._wait = min(2 * self._wait, LONGEST_MS) if self.away else LOOK_MS
        self._away_since = self._away_since or utc_now()
        since = self._away_since.astimezone(LONDON)
        self.standing.emit(f"The office does not answer since {since:%H:%M}; trying again")
        self._next()

    def _next(self) -> None:
        self._looking = False
        if self._again and not self.away:
            self._clock.start(0)
        else:
            self._clock.start(self._pause)


class Watched:
    """A lane whose work tells the news how it ended: the first deed that fails shows at once that a server is gone."""

    def __init__(self, lane: Lane, told: Callable[[Exception | None], None]) -> None:
        self._lane, self._told = lane, told

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], text: str = ""
    ) -> None:
        """As the lane does."""

        def ended(result: Any) -> None:
            self._told(None)
            done(result)

        def broke(trouble: Exception) -> None:
            self._told(trouble)  # before anything is shown that waits for an answer
            failed(trouble)

        self._lane.run(call, ended, broke, text)
