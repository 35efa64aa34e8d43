"""Desks at work, each in a process of its own, until a time is up: run as a script, it answers in JSON.

Its input is one JSON object: ``place`` of the office, number of ``desks``, ``seconds``. It says "ready" when all begin.
Each desk does mixed work through actions, tries again what a lost connection broke, and writes down what it was told of
every deed.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.people.members.actions.people import add_member, change_member
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.errors import Conflict, Fault, Refusal
from carecoop_desktop.platform.office import office as offices
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work

COUNTER = "x.counter"


@action("Count one further", CHANGE_SETTINGS)
def count_on(work: Work) -> int:
    """Read a figure and write the next: an update that is lost leaves it too low."""
    number = int(work.reader.setting(COUNTER, 0)) + 1
    work.set_setting(COUNTER, number)
    return number


def members(reader: Reader) -> list[tuple[int, int, str]]:
    """The members that all desks change."""
    table = MemberRow.__table__
    rows = reader.connection.execute(table.select().order_by(table.c.id).limit(5))
    return [(row.id, row.version, row.phone) for row in rows]


class Desk:
    """One person's desk and its log."""

    def __init__(self, office: Office, number: int) -> None:
        self.office, self.number = office, number
        self.dice = random.Random(number)
        self.log: list[dict[str, Any]] = []
        self._turn = 0

    def turn(self) -> None:
        """One deed of several kinds."""
        self._turn += 1
        deeds: list[Callable[[], None]] = [self.count, self.change, self.change, self.add, self.keep, self.back]
        self.dice.choice(deeds)()

    def count(self) -> None:
        """The shared figure."""
        self._do("count", lambda: self.office.do(count_on))

    def add(self) -> None:
        """A member of one's own."""
        name = f"Desk {self.number} Person {self._turn}"
        self._do("add", lambda: self.office.do(add_member, name=name), name=name)

    def keep(self) -> None:
        """A setting of one's own."""
        self._do("keep", lambda: self.office.do(change_setting, f"x.{self.number}", self._turn), value=self._turn)

    def back(self) -> None:
        """One's own last deed is taken back; the shared figure's stays."""
        if self.log and self.log[-1]["deed"] in ("add", "keep") and self.log[-1]["told"] == "done":
            self._do("back", self.office.undo)

    def change(self) -> None:
        """A member that other desks change as well, from what was read some time ago."""
        found = self.office.read(members)
        if not found:
            return
        member, version, _phone = self.dice.choice(found)
        time.sleep(self.dice.uniform(0, 0.05))
        phone = f"01978 {self.number}{self._turn:05d}"
        self._do("change", lambda: self.office.do(change_member, member, version, phone=phone), member=member)

    def _do(self, deed: str, work: Callable[[], Any], **told: Any) -> None:
        entry = {"deed": deed, "desk": self.number, **told}
        try:
            done = work()
        except Conflict as conflict:
            whole = all(field.who and field.when and field.mine is not None for field in conflict.fields)
            entry |= {"told": "conflict", "whole": bool(conflict.fields) and whole}
        except Refusal as refusal:
            entry |= {"told": "refused", "why": str(refusal)}
        except Fault as fault:
            entry |= {"told": "fault" if fault.retry else "doubt", "why": str(fault)}
        else:
            entry |= {"told": "done", "set": done.change_set}
        self.log.append(entry)
        if entry["told"] in ("fault", "doubt"):
            time.sleep(0.2)


def work(place: str, number: int, seconds: float, begin: Callable[[], None]) -> list[dict[str, Any]]:
    """One desk from its opening to its closing; all begin together."""
    offices._desk = lambda: f"Desk {number}"  # this process is a computer of its own
    office = open_office(place, features(), user=f"Person {number}")
    desk = Desk(office, number)
    begin()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            desk.turn()
        except Fault:  # a read that met no server: the next turn tries again
            time.sleep(0.2)
    office.close()
    return desk.log


def main() -> None:
    """Fork the desks, wait for them, answer with all their logs."""
    asked = json.loads(sys.stdin.readline())
    for room in features():
        for reference in (*([room.tables] if room.tables else []), *room.actions):
            reference.load()
    here, go, there, said = *os.pipe(), *os.pipe()
    pipes = []
    for number in range(1, asked["desks"] + 1):
        read, write = os.pipe()
        if os.fork() == 0:
            os.close(read)

            def begin() -> None:
                os.write(said, b".")
                os.read(here, 1)

            log = work(asked["place"], number, asked["seconds"], begin)
            with os.fdopen(write, "w") as out:
                json.dump(log, out)
            os._exit(0)
        os.close(write)
        pipes.append(read)
    for _desk in pipes:
        os.read(there, 1)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os.write(go, b"." * len(pipes))
    logs = [json.loads(os.fdopen(pipe).read() or "null") for pipe in pipes]
    json.dump(logs, sys.stdout)


if __name__ == "__main__":
    main()
