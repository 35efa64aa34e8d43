"""Run as a process of its own: a desk at a shared office that does what each line of its input says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sqlalchemy import text

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.database.pen.holding import Timing
from carecoop_desktop.platform.kernel.errors import Fault, Refusal


def write(database: SharedDatabase, key: str, *, pause: bool = False) -> str:
    try:
        with database.writing() as connection:
            connection.execute(text("INSERT INTO setting (key, value) VALUES (:k, '1')"), {"k": key})
            if pause:
                say("half")
                sys.stdin.readline()
    except (Fault, Refusal) as trouble:
        return f"{type(trouble).__name__}: {trouble}"
    return "saved"


def read(database: SharedDatabase) -> str:
    with database.reading() as connection:
        found = connection.execute(text("SELECT key FROM setting WHERE key LIKE 'x%' ORDER BY key"))
        return " ".join(found.scalars())


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    place, who, timing = sys.argv[1:]
    database = SharedDatabase(Address(path=Path(place)), who=who, timing=Timing(**json.loads(timing)))
    say("reading" if database.read_only else "writing")
    for line in sys.stdin:
        deed, *rest = line.split()
        if deed == "write":
            say(write(database, rest[0]))
        elif deed == "write-slowly":
            say(write(database, rest[0], pause=True))
        elif deed == "read":
            say(read(database))
        elif deed == "take":
            say("writing" if database.take_now() else "reading")
        elif deed == "state":
            say(database.state.status)
        elif deed == "close":
            database.close()
            say("closed")


main()
