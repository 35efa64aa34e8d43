"""When an office's spreadsheet of members comes in, its funders and budgets become agreements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from carecoop_desktop.people.funding.actions import add_agreement, add_funder
from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.funding.register import find_known, funder_key
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.events import ImportedMember, MembersImported
from carecoop_desktop.platform.office.work import Work

OWN_MONEY = "Own money"
"""The funder of those who pay for themselves."""


def members_imported(work: Work, event: MembersImported) -> None:
    """Write the agreements that the imported rows name; a row that says what stands already changes nothing."""
    ids = {funder_key(row.name): row.id for row in work.all(FunderRow)}
    standing: dict[int, list[AgreementRow]] = {}
    for agreement in work.all(AgreementRow):
        standing.setdefault(agreement.member_id, []).append(agreement)
    said = work.summary
    for row in event.rows:
        if row.council or row.scheme or row.weekly is not None:
            _take_over(work, row, ids, standing.get(row.member_id, []), event.seen)
    work.say(said)


def _take_over(
    work: Work, row: ImportedMember, ids: dict[str, int], standing: list[AgreementRow], seen: int | None
) -> None:
    """Conflict where an agreement of this member was changed or added after what was ``seen`` of it."""
    running = [one for one in standing if one.end is None or one.end >= work.reader.today]
    funder_id = _funder(work, row, ids) if row.council or row.scheme == "self" else None
    same = next((one for one in running if funder_id in (None, one.funder_id)), None)
    if same is not None:
        said = _said(row)
        if any(getattr(same, name) != value for name, value in said.items()):
            work.hold([same], seen, said)
        work.change(same, **said)
    elif funder_id is not None:
        work.hold(running, seen, {})
        _add(work, row, funder_id, running)


def _said(row: ImportedMember) -> dict[str, Any]:
    """What the row says of a standing agreement; what it leaves empty stays as it is."""
    told = {"scheme": row.scheme or None, "weekly": row.weekly, "contribution": row.contribution}
    return {name: value for name, value in told.items() if value is not None}


def _add(work: Work, row: ImportedMember, funder_id: int, running: list[AgreementRow]) -> None:
    today = work.reader.today
    for one in running:
        work.change(one, end=max(one.start, today - timedelta(days=1)))
    add_agreement(
        work,
        Agreement(
            member_id=row.member_id,
            funder_id=funder_id,
            scheme=row.scheme or "DP",
            weekly=row.weekly or 0,
            contribution=min(row.contribution or 0, row.weekly or 0),
            start=today if running else _start(row.joined, today),
            note="From the import",
        ),
    )


def _start(joined: date | None, today: date) -> date:
    return joined or today


def _funder(work: Work, row: ImportedMember, ids: dict[str, int]) -> int:
    """The funder's number; one that the office does not have yet is added as its register names it."""
    typed = row.council or OWN_MONEY
    known = find_known(typed)
    name = known.name if known else typed
    key = funder_key(name)
    if key not in ids:
        kind = known.kind if known else ("self" if row.scheme == "self" else "other")
        entry = Funder(name, kind, known.code if known else "", known.surplus_weeks if known else None)
        ids[key] = add_funder(work, entry)
    return ids[key]
