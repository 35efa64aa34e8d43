"""Adds members and changes their own fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Unpack

from carecoop_desktop.people.members.actions.checking import checked, refuse
from carecoop_desktop.people.members.entries import MemberFields
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.people.members.queries.people import MemberKey, member_keys
from carecoop_desktop.people.members.rules import next_number
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work

EMPTY: dict[str, Any] = {
    "known_as": "", "born": None, "nhs_number": None, "address": "", "postcode": "", "phone": "", "email": "",
    "status": "active", "joined": None, "left": None, "employer": "co-op", "directs_care": "member", "quote": "",
    "about_me": "", "important_to_me": "", "how_to_support_me": "", "about_written": None, "contact_by": "",
    "plan_review": None,
}  # fmt: skip


@action("Add a member", CHANGE_MEMBERS)
def add_member(work: Work, *, somebody_else: bool = False, **fields: Unpack[MemberFields]) -> int:
    """Add a member. Without a number they get the next; ``somebody_else`` lets a namesake of the same birthday in."""
    keys = member_keys(work.reader)
    fields = {"name": "", **fields}
    if not fields.get("number"):
        fields["number"] = next_number([key.number for key in keys])
    stored, issues = checked(fields, work.reader.today)
    refuse(issues + twins(stored, keys, None, somebody_else))
    work.say(f"Added {stored['name']} as member {stored['number']}")
    return work.add(MemberRow(**{**EMPTY, **stored})).id


@action("Add members", CHANGE_MEMBERS)
def add_members(work: Work, rows: Sequence[MemberFields]) -> range:
    """Add many members at once; all of them or, with every issue told (``2.name``: the third's name), none."""
    keys = _Taken(member_keys(work.reader))
    stored, issues = [], []
    for place, given in enumerate(rows):
        fields, found = checked({"name": "", **given}, work.reader.today)
        fields["number"] = fields.get("number") or keys.next_number()
        found += keys.against(fields)
        keys.take(fields)
        issues += [replace(issue, field=f"{place}.{issue.field}") for issue in found]
        stored.append({**EMPTY, **fields})
    refuse(issues)
    work.say(f"Added {len(stored)} members")
    return work.add_many(MemberRow, stored)


@action("Change a member's record", CHANGE_MEMBERS)
def change_member(
    work: Work,
    member_id: int,
    version: int | None = None,
    *,
    somebody_else: bool = False,
    **fields: Unpack[MemberFields],
) -> None:
    """Change fields of a member; with the ``version`` that was read, a newer record is a conflict."""
    row = work.get(MemberRow, member_id)
    stored, issues = checked(fields, work.reader.today)
    whole = {key: stored.get(key, getattr(row, key)) for key in ("number", "name", "name_key", "born", "nhs_number")}
    refuse(issues + twins(whole, member_keys(work.reader), member_id, somebody_else))
    work.change(row, version=version, **stored)
    work.say(f"Changed {_what(fields)} of {row.name}")


def twins(stored: dict[str, Any], keys: Sequence[MemberKey], own_id: int | None, somebody_else: bool) -> list[Issue]:
    """Who stands there already with the same number, NHS number, or name and birth date."""
    issues: list[Issue] = []
    for key in keys:
        if key.id != own_id:
            issues += _same(stored, key, somebody_else)
    return issues


def _same(stored: dict[str, Any], key: MemberKey, somebody_else: bool) -> list[Issue]:
    who = f"{key.name} (member {key.number})"
    issues = []
    if stored.get("number") == key.number:
        issues.append(Issue("number", f"{who} has this number already."))
    if stored.get("nhs_number") and stored["nhs_number"] == key.nhs_number:
        issues.append(Issue("nhs_number", f"{who} has this NHS number already."))
    same_day = stored.get("born") is not None and stored["born"] == key.born
    if same_day and stored.get("name_key") == key.name_key and not somebody_else:
        born = format_date(stored["born"])
        issues.append(Issue("name", f"{who}, born {born}, is there already.", "Say so if this is somebody else."))
    return issues


class _Taken:
    """The numbers and names that stand already, found at once however many there are."""

    def __init__(self, keys: Sequence[MemberKey]) -> None:
        self._numbers = {key.number: key.name for key in keys}
        self._nhs = {key.nhs_number: key.name for key in keys if key.nhs_number}
        self._people = {(key.name_key, key.born) for key in keys if key.born}
        self._next = int(next_number(list(self._numbers)))

    def next_number(self) -> str:
        """A number that nobody has."""
        number, self._next = f"{self._next:03d}", self._next + 1
        return self.next_number() if number in self._numbers else number

    def against(self, fields: dict[str, Any]) -> list[Issue]:
        """What stands against these fields."""
        issues = []
        if fields["number"] in self._numbers:
            issues.append(Issue("number", f"{self._numbers[fields['number']]} has this number already."))
        if fields.get("nhs_number") in self._nhs:
            issues.append(Issue("nhs_number", f"{self._nhs[fields['nhs_number']]} has this NHS number already."))
        if fields.get("born") and (fields.get("name_key"), fields["born"]) in self._people:
            issues.append(Issue("name", f"{fields['name']} of this birth date is there already."))
        return issues

    def take(self, fields: dict[str, Any]) -> None:
        """These fields stand there from now on."""
        self._numbers[fields["number"]] = fields.get("name", "")
        if fields.get("nhs_number"):
            self._nhs[fields["nhs_number"]] = fields.get("name", "")
        if fields.get("born"):
            self._people.add((fields.get("name_key", ""), fields["born"]))


_WORDS = {"born": "birth date", "nhs_number": "NHS number", "contact_by": "contact wishes", "quote": "own words",
          "known_as": "name they go by", "email": "e-mail", "directs_care": "who directs the care",
          "plan_review": "review of the plan"}  # fmt: skip


def _what(fields: MemberFields) -> str:
    names = [_WORDS.get(key, key.replace("_", " ")) for key in fields]
    return "the record" if len(names) > 3 or not names else " and ".join(names)
