"""An office in a shared folder: written by the desk that holds the pen, read from a copy by all others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.cipher import key_of
from carecoop_desktop.platform.database.engine import Database, sqlite_engine
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.database.pen.copies import new_copy
from carecoop_desktop.platform.database.pen.copying import copy_settled, remove
from carecoop_desktop.platform.database.pen.fencing import Behind, fence_in, mend_in_place
from carecoop_desktop.platform.database.pen.holding import Pen, PenLost, Timing
from carecoop_desktop.platform.database.pen.machine import ticks
from carecoop_desktop.platform.database.pen.state import Asker, PenState
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_ASKING_LASTS = 30
"""Beats of ours after which a request that did not move counts for nothing."""


class SharedDatabase(Database):
    """As any office's database, over a file in a shared folder.

    It opens with the pen where that is free, else over a copy, which follows the file. ``hand_over`` and ``ask`` move
    the pen; ``state`` says where it is. A beat in a thread of its own keeps all this true.
    """

    has_pen = True

    patient: Callable[[str], object] | None = None
    """For a desk that is but one command: it waits for a holder that may be dead, and tells this why."""

    def __init__(
        self, address: Address, *, read_only: bool = False, who: str = "", timing: Timing | None = None
    ) -> None:
        assert address.path is not None
        self.address, self._path = address, address.path
        self.key = key_of(self._path, address.key)
        self.read_only = True
        self.pen = Pen(self._path, who, timing)
        self._never = read_only
        self._gate = threading.RLock()
        self._writer: Engine | None = None
        self._copy: Path | None = None
        self._copied: object = None
        self._left: list[Path] = []
        self._askers: dict[str, tuple[int, float]] = {}
        self._away = False
        self.on_pen: list[Callable[[], object]] = []
        """Called from the beat's thread, or from whoever moves the pen, when it has moved."""
        if read_only or not self._take():
            self._read_copy()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._live, name="pen", daemon=True)
        self._thread.start()

    # -- the two ways in ---------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """As everywhere, by the holder of the pen only; proved when it begins, before it commits and after."""
        with self._gate:
            self._must_hold()
            with super().writing() as connection:
                yield connection
            self._saved()

    @contextmanager
    def bare(self) -> Iterator[Connection]:
        """For migrations: each of its transactions is proved as well."""
        with self._gate:
            self._must_hold()
            with super().bare() as connection:
                yield connection
            self._saved()

    def _must_hold(self) -> None:
        if self._writer is None and self.patient is not None and not self._never:
            self._wait_and_see(self.patient)
        if self._writer is None:
            raise Refusal(self.state.sentence or "This office is open for reading only.", "Ask for the pen.")

    def _wait_and_see(self, say: Callable[[str], object]) -> None:
        """Take the pen of a holder at another computer that gives no sign of life for as long as it takes to be dead.

        Ends without it at the first sign, and where the system's lock says that the silent one lives. Who runs for one
        command only has watched nobody before.
        """
        with told(str(self.address)):
            self.pen.look()
            before, said = self.pen.sign, False
            longest = self.pen.timing.dead + 2 * self.pen.timing.beat
            while not self.pen.lives_here and self.pen.sign == before and not self.take_now():
                if self.pen.silence > longest:
                    return
                if not said and self.pen.sign == before:
                    said = True
                    say(f"{self.state.sentence} Waiting for a sign of life from there, a minute at most.")
                time.sleep(self.pen.timing.beat / 8)
                self.pen.look()

    def _saved(self) -> None:
        try:
            self.pen.prove()
        except (PenLost, Fault) as trouble:
            raise Fault(
                "The pen was lost in the moment of saving: the change may or may not be in the office.",
                "What you typed is still here. Look whether it is there before you save it again.",
                retry=False,
            ) from trouble
        with suppress(OSError):
            self.pen.saved()

    def another_reader(self) -> Database:
        """A second connection that cannot write: to the file where it is ours, else to the copy at hand."""
        return Database(Address(path=self._copy), read_only=True) if self._copy else super().another_reader()

    @property
    def place(self) -> str:
        """The kind of place in the words of the status bar."""
        return "Shared folder, encrypted" if self.key is not None else "Shared folder"

    # -- the pen -----------------------------------------------------------------------------------------------------

    @property
    def state(self) -> PenState:
        """Who holds the pen, as far as this desk knows. Reads nothing."""
        pen, seen = self.pen, self.pen.seen
        if self._writer is not None and pen.mine:
            since = pen.lease.since if pen.lease is not None else ""
            return PenState(True, "", since, self._asking_now(), away=self._away)
        held = seen is not None and not seen.free and not pen.available
        holder = f"{seen.who or 'Somebody'} at {seen.pc}" if held and seen is not None else ""
        return PenState(False, holder, seen.since if seen is not None else "", asked=pen.asking, away=self._away)

    @property
    def held_elsewhere(self) -> str:  # type: ignore[override]
        """Which other desk holds the pen; empty where none does, or where reading is all that was asked for."""
        return "" if self._never else self.state.sentence

    def introduce(self, who: str) -> None:
        """Who signed in here: the other desks read it."""
        with suppress(OSError):
            self.pen.introduce(who)

    def ask(self) -> None:
        """Ask for the pen, or take it at once where nobody has it. It comes at a later beat; ``on_pen`` tells."""
        if self._never:
            raise Refusal("This office was opened for reading only.")
        with told(str(self.address)):
            if not self.take_now():
                self.pen.ask()

    def withdraw(self) -> None:
        """Ask no longer."""
        self.pen.withdraw()

    def take_now(self) -> bool:
        """Take the pen if it is free; the office can be written from then on."""
        with self._gate:
            if self._writer is None and self._take():
                self.pen.withdraw()
                self._tell()
        return self._writer is not None

    def hand_over(self, token: str = "") -> None:
        """Let a change that is under way end, close the file, and give the pen to one who asked, or to anybody."""
        if self._writer is None:
            return
        try:
            with self._gate:
                self._give(token)
        finally:
            self._tell()

    def _give(self, token: str) -> None:
        if self._writer is None:
            return
        self._drop_writer()
        try:
            self._read_copy()
        finally:  # who cannot copy the file now cannot write to it any more either; a later beat copies it
            self.pen.let_go(token)
        self.pen.look()

    def _asking_now(self) -> tuple[Asker, ...]:
        fresh = {token for token, (_beat, seen) in self._askers.items() if ticks() - seen < _ASKING_LASTS}
        with suppress(OSError):
            return tuple(
                Asker(r.token, f"{r.who or 'Somebody'} at {r.pc}") for r in self.pen.notes.requests()
                if r.token in fresh
            )  # fmt: skip
        return ()

    # -- changing sides ----------------------------------------------------------------------------------------------

    def _take(self) -> bool:
        """Take the pen, make sure that nobody else can write any more, and open the file."""
        with told(str(self.address)):
            try:
                return self._take_once()
            except Behind as behind:
                self.pen.floor = behind.generation
                return self._take_once()

    def _take_once(self) -> bool:
        if not self.pen.take():
            return False
        with ExitStack() as unless_open:
            unless_open.callback(self.pen.let_go)
            unless_open.callback(self._drop_writer)
            lease = self.pen.lease
            assert lease is not None
            if not lease.clean and self._path.exists():
                mend_in_place(self._path, lease.generation)
            self._open_file(lease.generation)
            self.pen.settled()
            unless_open.pop_all()
        return True

    def _open_file(self, generation: int) -> None:
        writer = sqlite_engine(self._path, self.key, writes=True, journal="DELETE")
        with ExitStack() as unless_fenced:
            unless_fenced.callback(writer.dispose)
            fence_in(writer, generation, self.pen.prove)
            unless_fenced.pop_all()
        old, self._writer = getattr(self, "_reader", None), writer
        self._reader = sqlite_engine(self._path, self.key, writes=False)
        self.read_only = False
        self._leave_copy(old)

    def _read_copy(self) -> None:
        """Read from a new copy; what is being read from the one before ends there."""
        path = new_copy(self._path)
        self._copied = copy_settled(self._path, path, self._mark)
        old_engine, old_copy = getattr(self, "_reader", None), self._copy
        self._reader, self._copy = sqlite_engine(path, self.key, writes=False), path
        if old_copy is not None:
            self._left.append(old_copy)
        self._clear(old_engine)

    def _mark(self) -> tuple[int, int]:
        self.pen.look()
        return self.pen.mark

    def _leave_copy(self, engine: Engine | None) -> None:
        if self._copy is not None:
            self._left.append(self._copy)
            self._copy = None
        self._clear(engine)

    def _clear(self, engine: Engine | None) -> None:
        if engine is not None:
            engine.dispose()
        for path in self._left:
            remove(path)
        self._left = [path for path in self._left if path.exists()]

    def _drop_writer(self) -> None:
        if self._writer is not None:
            self._writer.dispose()
            self._reader.dispose()
            self._writer, self.read_only = None, True

    # -- the beat ----------------------------------------------------------------------------------------------------

    def _live(self) -> None:
        while not self._stop.wait(self.pen.timing.beat):
            before = self.state
            try:
                self._beat()
                self._away = False
            except (OSError, Fault, Refusal):
                self._away = True  # the next beat tries again; until then nothing can be saved
            if self.state != before:
                self._tell()

    def _beat(self) -> None:
        self.pen.beat()
        self._hear()
        if self.pen.lost:
            self._go_back_to_reading()
        elif self._writer is None:
            self._follow()

    def _hear(self) -> None:
        """Who still asks: those whose request goes on moving."""
        for request in self.pen.notes.requests():
            if self._askers.get(request.token, (-1, 0.0))[0] != request.beat:
                self._askers[request.token] = (request.beat, ticks())

    def _go_back_to_reading(self) -> None:
        with self._gate:
            self._drop_writer()
            self.pen.let_go()
            self._read_copy()

    def _follow(self) -> None:
        """As a reader: take the pen if it was handed to us, else copy what is new."""
        self.pen.look()
        if self.pen.asking and self.pen.available and self.take_now():
            return
        if self.pen.mark != self._copied:
            with self._gate:
                if self._writer is None:
                    self._read_copy()

    def _tell(self) -> None:
        for listener in list(self.on_pen):
            listener()

    # -- the end -----------------------------------------------------------------------------------------------------

    def open_again(self) -> None:
        """Connect anew, to a file that has been replaced by one with another key. Only the holder of the pen may."""
        with self._gate:
            self._must_hold()
            self.key = key_of(self._path)
            self._drop_writer()
            lease = self.pen.lease
            assert lease is not None
            self._open_file(lease.generation)

    def close(self) -> None:
        """Put the pen down and leave nothing behind."""
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=30)
        with self._gate:
            self._drop_writer()
            self.pen.withdraw()
            self.pen.let_go()
            self._leave_copy(self._reader)
