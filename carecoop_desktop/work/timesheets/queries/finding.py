"""Finds PAs and members by a part of their name, for type-ahead."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.timesheets.queries.people import links_in

_PEOPLE, _MEMBERS = AssistantRow.__table__, MemberRow.__table__
_MOST = 20


def find_assistants(reader: Reader, typed: str) -> list[tuple[int, str]]:
    """PAs whose name has every word that was typed; those who left come last."""
    reader.require(SEE_RECORDS)
    wanted = select(_PEOPLE.c.id, _PEOPLE.c.name).order_by(_PEOPLE.c.left.is_not(None), _PEOPLE.c.name_key)
    for word in fold(typed).split():
        wanted = wanted.where(_PEOPLE.c.name_key.contains(word, autoescape=True))
    return [(row[0], row[1]) for row in reader.connection.execute(wanted.limit(_MOST))]


def find_members(reader: Reader, typed: str, assistant_id: int | None, day: date) -> list[tuple[int, str]]:
    """Members whose name has every word that was typed; those whom the PA supports come first."""
    reader.require(SEE_RECORDS)
    wanted = select(_MEMBERS.c.id, _MEMBERS.c.name).where(or_(_MEMBERS.c.left.is_(None), _MEMBERS.c.left >= day))
    for word in fold(typed).split():
        wanted = wanted.where(_MEMBERS.c.name_key.contains(word, autoescape=True))
    found = [(row[0], row[1]) for row in reader.connection.execute(wanted.order_by(_MEMBERS.c.name_key).limit(200))]
    linked = {member for assistant, member in links_in(reader, day, day) if assistant == assistant_id}
    return sorted(found, key=lambda pair: pair[0] not in linked)[:_MOST]
