"""What circles do when something happens to members."""

from __future__ import annotations

from collections.abc import Iterable

from carecoop_desktop.people.circles.tables import CircleMemberRow, CircleRow
from carecoop_desktop.people.members.events import ImportedMember, MemberLeft, MembersImported
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.work import Work


def place_imported(work: Work, event: MembersImported) -> None:
    """Give imported members the circle of their row; a circle that is not there yet is made.

    Somebody who is in a circle already stays there: an old spreadsheet must not move them back.
    """
    held = {row.member_id for row in work.all(CircleMemberRow, CircleMemberRow.until.is_(None))}
    wanted = [row for row in event.rows if row.circle.strip() and row.member_id not in held]
    ids = _circles(work, wanted)
    work.add_many(CircleMemberRow, [
        {"circle_id": ids[fold(row.circle)], "member_id": row.member_id,
         "since": row.joined or work.reader.today, "until": None}
        for row in wanted
    ])  # fmt: skip


def end_place(work: Work, event: MemberLeft) -> None:
    """A member who left is in no circle any more."""
    for row in work.all(CircleMemberRow, CircleMemberRow.member_id == event.member_id,
                        CircleMemberRow.until.is_(None)):  # fmt: skip
        work.change(row, until=max(event.day, row.since))


def _circles(work: Work, rows: Iterable[ImportedMember]) -> dict[str, int]:
    ids = {row.name_key: row.id for row in work.all(CircleRow)}
    for row in rows:
        name = " ".join(row.circle.split())
        if fold(name) not in ids:
            ids[fold(name)] = work.add(CircleRow(name=name, name_key=fold(name), area="", meets="")).id
    return ids
