"""Takes the pen, keeps it alive, proves that it is still ours, and lets it go."""

from __future__ import annotations

import platform
import secrets
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from carecoop_desktop.platform.database.pen.lease import Lease, Request
from carecoop_desktop.platform.database.pen.machine import is_dead, machine, process, ticks
from carecoop_desktop.platform.database.pen.notes import Notes
from carecoop_desktop.platform.database.pen.oslock import OsLock
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one's own: between two beats; without a renewal before nothing is saved any more; of silence until
    another desk counts as dead; and for which a pen that was handed over waits for whom it was handed to."""

    beat: float = 4
    renewed: float = 20
    dead: float = 60
    offered: float = 20


class PenLost(Fault):
    """Somebody else has the pen, so this desk may not save. What was typed is still where it was typed."""


class Pen:
    """One desk's hold on a shared office. Its beats come from a thread of their own; everything here is safe for that.

    No other computer's clock is ever trusted: a holder is dead when its note did not change for so many of our own
    seconds, or when its process on this very computer has ended.
    """

    def __init__(self, office: Path, who: str = "", timing: Timing | None = None) -> None:
        self.notes = Notes(office)
        self.timing = timing or Timing()
        self.lost = False
        self.seen: Lease | None = None
        self.generation = 0
        self.floor = 0
        """The generation that the office file itself is known to carry."""
        self._lease: Lease | None = None
        self._lock = OsLock(self.notes.lock)
        self._who, self._token = who, secrets.token_hex(8)
        self._asking: Request | None = None
        self._guard = threading.RLock()
        self._raw, self._changed = b"", ticks()
        self._renewed = ticks()

    # -- looking ---------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """See who holds the pen now, and for how long nothing has moved."""
        with self._guard:
            generation, raw, lease = self.notes.newest()
            if (generation, raw) != (self.generation, self._raw):
                self._changed = ticks()
            self.generation, self._raw = generation, raw
            if lease is not None or generation == 0:
                self.seen = lease

    @property
    def mine(self) -> bool:
        """Whether this desk holds it."""
        return self._lease is not None and not self.lost

    @property
    def lease(self) -> Lease | None:
        """This desk's own note, while it holds the pen."""
        return self._lease

    @property
    def mark(self) -> tuple[int, int]:
        """Which pen and which revision the last look saw: what a copy is named after."""
        return self.generation, self.seen.revision if self.seen is not None else 0

    @property
    def silence(self) -> float:
        """For how many of our own seconds the holder's note has not changed."""
        return ticks() - self._changed

    @property
    def sign(self) -> tuple[int, bytes]:
        """The holder's note as the last look saw it: each sign of life is another."""
        return self.generation, self._raw

    @property
    def lives_here(self) -> bool:
        """Whether the holder is a process of this computer that still runs: there is no need to wait and see."""
        seen = self.seen
        if seen is None or seen.free or seen.machine != machine():
            return False
        return not is_dead(seen.machine, seen.process, seen.started)

    @property
    def available(self) -> bool:
        """Whether it could be taken, as far as the notes tell."""
        if self.generation == 0:
            return True
        seen = self.seen
        if seen is not None and seen.token == self._token:
            return True
        if seen is not None and seen.free:
            mine = seen.offered in ("", self._token)
            return mine or self.silence >= self.timing.offered
        if seen is not None and is_dead(seen.machine, seen.process, seen.started):
            return True
        return self.silence >= self.timing.dead

    # -- taking ----------------------------------------------------------------------------------------------------

    def take(self) -> bool:
        """Take the pen if nobody has it; then ``clean`` says whether the one before put it down in order."""
        with self._guard:
            self.look()
            if not self.available or not self._lock.take():
                return False
            seen = self.seen
            clean = self.generation == 0 or (seen is not None and seen.free and seen.clean)
            lease = Lease(max(self.generation, self.floor) + 1, self._token, self._who, platform.node() or "a computer",
                          utc_now().isoformat(timespec="seconds"), machine(), *process(),
                          revision=seen.revision + 1 if seen is not None else 1, clean=clean)  # fmt: skip
            if not self.notes.claim(lease):
                self._lock.let_go()
                return False
            self._lease, self.lost, self._renewed = lease, False, ticks()
            self._clear_older(lease.generation)
            return True

    def _clear_older(self, generation: int) -> None:
        """The holder before finds out now. A file that is being read at this moment is tried again."""
        for attempt in range(20):
            try:
                self.notes.clear_below(generation)
                return
            except OSError as error:
                if attempt == 19:
                    self.let_go(clean=False)
                    raise Fault("The pen of the desk before could not be put away.", "Try again.") from error
                time.sleep(0.1)

    def settled(self) -> None:
        """The file is known to be whole and ours: whoever comes next need not look at all of it."""
        self._write(clean=True)

    def introduce(self, who: str) -> None:
        """Who works at this desk, once that is known."""
        with self._guard:
            self._who = who
            if self._lease is not None:
                self._write(who=who)
            if self._asking is not None:
                self._asking = replace(self._asking, who=who)

    # -- keeping ---------------------------------------------------------------------------------------------------

    def beat(self) -> None:
        """Say that we live. OSError passes on while the folder is away; a pen that was taken from us is lost."""
        with self._guard:
            if self._lease is not None and not self.lost:
                self._write(beat=self._lease.beat + 1)
            if self._asking is not None:
                self._asking = replace(self._asking, beat=self._asking.beat + 1)
                self.notes.ask(self._asking)

    def saved(self) -> None:
        """Something was saved: the other desks copy anew."""
        with self._guard:
            if self._lease is not None:
                self._write(revision=self._lease.revision + 1)

    def _write(self, **changes: object) -> None:
        with self._guard:
            if self._lease is None:
                return
            fresh: Lease = replace(self._lease, **changes)  # type: ignore[arg-type]
            try:
                # Only a note that is still ours is written over: another desk may have cleared it and begun anew.
                if not self.notes.holds(self._lease):
                    raise FileNotFoundError
                self.notes.rewrite(fresh)
            except FileNotFoundError:
                self.lost = True
                return
            self._lease, self._renewed = fresh, ticks()

    def prove(self) -> None:
        """Raise PenLost unless the pen is ours at this moment, and Fault where the folder does not answer."""
        with self._guard:
            lease = self._lease
            try:
                if lease is not None and not self.lost and ticks() - self._renewed > self.timing.renewed:
                    self.beat()
                if lease is None or self.lost or not self.notes.holds(lease):
                    self.lost = lease is not None
                    raise PenLost("This desk no longer holds the pen, so nothing was saved.",
                                  "What you typed is still here: ask for the pen, then save again.")  # fmt: skip
            except OSError as error:
                raise Fault("The shared folder does not answer, so nothing was saved.",
                            "What you typed is still here: check the network, then try again.") from error  # fmt: skip

    # -- giving ----------------------------------------------------------------------------------------------------

    def let_go(self, offered: str = "", *, clean: bool | None = None) -> None:
        """Put the pen down, for one who asked or for anybody."""
        with self._guard:
            if self._lease is not None and not self.lost:
                given = self._lease.clean if clean is None else clean
                with suppress(OSError):
                    self._write(free=True, offered=offered, clean=given)
            self._lease, self.lost = None, False
            self._lock.let_go()

    def ask(self) -> None:
        """Ask the holder for the pen; the request lasts while the beats go on."""
        with self._guard:
            self._asking = Request(self._token, self._who, platform.node() or "a computer")
            self.notes.ask(self._asking)

    def withdraw(self) -> None:
        """Ask no longer."""
        with self._guard:
            self._asking = None
            self.notes.withdraw(self._token)

    @property
    def asking(self) -> bool:
        """Whether this desk has asked."""
        return self._asking is not None
