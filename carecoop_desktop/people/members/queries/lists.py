"""The list of members, with the columns that higher rooms bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest, Sort, StateWord, Tone
from carecoop_desktop.platform.office.office import Office

MEMBER_STATES = {
    "joining": StateWord("Joining", Tone.INFO),
    "active": StateWord("Active", Tone.MET),
    "paused": StateWord("Paused", Tone.QUIET),
    "left": StateWord("Left", Tone.QUIET),
}


def member_list(extra_columns: Sequence[ListColumn] = ()) -> RecordList:
    """Members by name. An extra column is an expression over ``MemberRow.id``, a scalar subquery mostly."""
    return RecordList(
        name="members.members",
        label="Members",
        base=lambda: select(MemberRow.id),
        id=MemberRow.id,
        columns=(
            ListColumn("name", "Name", MemberRow.name, sort_expr=MemberRow.name_key, width=17),
            ListColumn("status", "Status", MemberRow.status, Kind.STATE, states=MEMBER_STATES, width=9),
            *extra_columns,
            ListColumn("number", "Number", MemberRow.number, hidden=True, width=8),
            ListColumn("born", "Born", MemberRow.born, Kind.DATE, hidden=True),
            ListColumn("joined", "Joined", MemberRow.joined, Kind.DATE, hidden=True),
            ListColumn("plan_review", "Plan review", MemberRow.plan_review, Kind.DATE, hidden=True),
        ),
        default_sort=(Sort("name"),),
        filters=tuple(_of_status(status) for status in MEMBER_STATES),
        search=(MemberRow.name_key, MemberRow.number),
    )


def _of_status(status: str) -> ListFilter:
    return ListFilter(status, MEMBER_STATES[status].word, lambda: MemberRow.status == status, group="status")


def member_reader(
    office: Office, extra_columns: Iterable[ListColumn] = (), standing: ListRequest | None = None
) -> ListReader:
    """The list bound to an office, as a table asks for it."""

    def reading(job: Callable[[Any], Any]) -> Any:
        return office.read(lambda reader: job(reader.connection))

    return ListReader(member_list(tuple(extra_columns)), reading, standing)
