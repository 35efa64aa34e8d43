"""Brings an office's spreadsheet of members in: the good rows in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from carecoop_desktop.people.members.actions.people import EMPTY
from carecoop_desktop.people.members.events import ImportedMember, MembersImported
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.people.members.queries.importing import MAPPING, plan_member_import
from carecoop_desktop.people.members.queries.people import member_keys
from carecoop_desktop.people.members.rules import NEED_REVIEWED_EVERY, need_of, next_number, read_suitable_person
from carecoop_desktop.people.members.tables import ContactRow, InformationNeedRow, MemberRow
from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport
from carecoop_desktop.platform.office.shown import refuse_unshown
from carecoop_desktop.platform.office.work import Work

_OWN = ("number", "name", "born", "nhs_number", "phone", "email", "address", "postcode", "joined", "contact_by")


@action("Import members", CHANGE_MEMBERS)
def import_members(
    work: Work,
    source: Path | Sheet,
    accept_good: bool = False,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    shown: ImportReport | None = None,
    leave: Collection[int] = (),
) -> ImportReport:
    """Import a spreadsheet of members. With any row refused nothing is written unless ``accept_good``.

    Members who stand already are changed, never doubled; what belongs to circles and funding goes to those rooms.
    Conflict where that would write over what the preview (``shown``) did not show; ``leave`` takes rows out.
    """
    report = plan_member_import(work.reader, source, mapping).without(leave)
    if dry_run or (report.refused and not accept_good):
        work.say("Looked at the file; nothing was written" if dry_run else "Nothing was imported: rows were refused")
        return report
    refuse_unshown(work.reader, shown, report, _stored)
    _write(work, report, shown.mark if shown is not None else None)
    _remember(work, dict(report.columns.mapping) if mapping is None else dict(mapping))
    work.say(f"Imported members: {report.count('new')} new, {report.count('changed')} changed")
    return report


def _remember(work: Work, chosen: dict[str, str]) -> None:
    """Keep which heading stood for which field; what earlier files called the fields this one lacks stays known."""
    known = {**work.reader.setting(MAPPING, {}), **chosen}
    if known != work.reader.setting(MAPPING):
        work.set_setting(MAPPING, known)


def _stored(row: GoodRow) -> list[tuple[type[Record], Select[Any]]]:
    """A member, and the people around them: a suitable person is one of those."""
    members, contacts = MemberRow.__table__, ContactRow.__table__
    return [(MemberRow, select(members.c.id).where(members.c.id == _id(row))),
            (ContactRow, select(contacts.c.id).where(contacts.c.member_id == _id(row)))]  # fmt: skip


def _write(work: Work, report: ImportReport, seen: int | None) -> None:
    fresh = [row for row in report.rows if row.status == "new"]
    ids = work.add_many(MemberRow, _new_members(work, fresh))
    placed: list[tuple[int, GoodRow]] = list(zip(ids, fresh, strict=True))
    _change(work, [row for row in report.rows if row.status == "changed"])
    placed += [(_id(row), row) for row in report.rows if row.status != "new"]
    _people_around(work, [(member_id, row) for member_id, row in placed if _names_somebody(row)])
    _needs(work, placed)
    events = tuple(_imported(member_id, row) for member_id, row in sorted(placed, key=lambda each: each[1].number))
    if events:
        work.publish(MembersImported(events, seen))


def _new_members(work: Work, rows: Sequence[GoodRow]) -> list[dict[str, Any]]:
    taken = [key.number for key in member_keys(work.reader)] + [str(row.values.get("number", "")) for row in rows]
    free = int(next_number(taken))
    members = []
    for row in rows:
        own: dict[str, Any] = {name: row.values[name] for name in _OWN if name in row.values}
        if "number" not in own:
            own["number"], free = f"{free:03d}", free + 1
        joined = own.get("joined")
        status = "joining" if joined is not None and joined > work.reader.today else "active"
        members.append({**EMPTY, **own, "name_key": fold(str(own["name"])), "status": status})
    return members


def _change(work: Work, rows: Sequence[GoodRow]) -> None:
    for row in rows:
        values: dict[str, Any] = {name: after for name, (_before, after) in row.changes.items() if name in _OWN}
        if "name" in values:
            values["name_key"] = fold(str(values["name"]))
        if values:
            work.change(work.get(MemberRow, _id(row)), **values)


def _names_somebody(row: GoodRow) -> bool:
    told = bool(row.values.get("suitable_person"))
    return told and (row.status == "new" or "suitable_person" in row.changes)


def _people_around(work: Work, placed: Sequence[tuple[int, GoodRow]]) -> None:
    contacts = []
    for member_id, row in placed:
        words = str(row.values["suitable_person"])
        person = read_suitable_person(words)
        contacts.append(
            {
                "member_id": member_id,
                "name": person.name,
                "relation": person.relation,
                "role": person.role,
                "phone": "",
                "email": "",
                "since": row.values.get("joined"),
                "until": None,
                "note": f"From the spreadsheet: {words}",
            }
        )
    work.add_many(ContactRow, contacts)


def _needs(work: Work, placed: Sequence[tuple[int, GoodRow]]) -> None:
    """A format that members like to be reached by is an information need as well."""
    known = {(row.member_id, row.need) for row in work.all(InformationNeedRow)}
    today = work.reader.today
    wanted = [(member_id, need_of(str(row.values.get("contact_by", "")))) for member_id, row in placed]
    work.add_many(InformationNeedRow, [
        {"member_id": member_id, "need": need, "detail": "", "recorded": today,
         "review": add_months(today, NEED_REVIEWED_EVERY)}
        for member_id, need in wanted if need is not None and (member_id, need) not in known
    ])  # fmt: skip


def _imported(member_id: int, row: GoodRow) -> ImportedMember:
    values: Mapping[str, Any] = row.values
    told = ImportedMember(member_id, row.status == "new", "", "", None, None, "", values.get("joined"))
    return replace(
        told,
        council=values.get("funder", ""),
        scheme=values.get("scheme", ""),
        weekly=values.get("weekly_budget"),
        contribution=values.get("weekly_contribution"),
        circle=values.get("circle", ""),
    )


def _id(row: GoodRow) -> int:
    standing: Mapping[str, Any] = row.existing or {}
    return int(standing["id"])
