"""Proves an office: the database, its foreign keys, the history chain, and what each room checks of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from carecoop_desktop.home.safety.actions import SALVAGED
from carecoop_desktop.platform.database.backup.proof import STRANGERS
from carecoop_desktop.platform.office.features import Feature
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.standing import astray

_NOT_LOOKED_AT = ("Not looked at, because the database is damaged.",)


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was proved, with a sentence for each fault; none means that it holds."""

    title: str
    faults: tuple[str, ...]


def check_office(office: Office, rooms: Iterable[Feature]) -> list[Checked]:
    """Prove everything; reads only. Raises NotAllowed where the server keeps something back from this person."""
    office.read(lambda reader: reader.require_all())
    with office.database.reading() as connection:
        integrity = (
            ()
            if office.database.dialect != "sqlite"
            else tuple(
                f"The database is damaged: {row[0]}."
                for row in connection.execute(text("PRAGMA integrity_check"))
                if row[0] != "ok"
            )
        )
        planted = () if office.database.dialect != "sqlite" else tuple(
            f"The database holds statements of a stranger's: {name}."
            for name in connection.exec_driver_sql(STRANGERS).scalars()
        )  # fmt: skip
        loose = (
            ()
            if office.database.dialect != "sqlite"
            else tuple(
                f"A {row[0]} ({row[1]}) points at a {row[2]} that is not there."
                for row in connection.execute(text("PRAGMA foreign_key_check"))
            )
        )
        chain = tuple(broken_links(connection))
        strayed = _NOT_LOOKED_AT if integrity else _strayed(office, connection)
    found = [
        Checked("Database integrity", integrity + planted),
        Checked("Records fit together", loose),
        Checked("History chain", chain),
        Checked("Records as the history left them", strayed),
    ]
    for room in rooms:
        for reference in room.office_checks:
            found.append(Checked(_title(room), tuple(office.read(reference.load()))))
    return found


def _strayed(office: Office, connection: Connection) -> tuple[str, ...]:
    # What a rescue could not save is missing from the records, though the history knows it.
    return () if office.read(lambda reader: reader.setting(SALVAGED)) else tuple(astray(connection))


def _title(room: Feature) -> str:
    label = room.rail[0].label if room.rail else room.room.capitalize()
    return f"{label}: what stands there agrees"
