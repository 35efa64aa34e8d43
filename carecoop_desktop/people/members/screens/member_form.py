"""The forms of a member's own record: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from carecoop_desktop.people.members.actions import (
    add_member,
    change_member,
    member_left,
    pause_member,
    resume_member,
    set_about_me,
    welcome_member,
)
from carecoop_desktop.people.members.queries import MemberRecord
from carecoop_desktop.people.members.rules import DIRECTS, EMPLOYERS, STATUSES
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, check, choice, date_, heading, multiline, text
from carecoop_desktop.platform.desktop.whole_record import changing_whole

Fresh = Callable[[], MemberRecord]
_TEXTS = ("known_as", "number", "nhs_number", "address", "postcode", "phone", "email", "contact_by")
NAMES = {
    "name": "Full name", "known_as": "Likes to be called", "born": "Born on", "nhs_number": "NHS number",
    "number": "Member number", "address": "Address", "postcode": "Post code", "phone": "Telephone", "email": "E-mail",
    "joined": "Joined on", "employer": "Who employs their PAs", "directs_care": "Who directs the care",
    "contact_by": "Likes to be reached by", "plan_review": "Plan to be looked at again", "quote": "In their own words",
    "about_me": "About me", "important_to_me": "What matters to me", "how_to_support_me": "How best to support me",
    "about_written": "Written on", "status": "Status", "left": "Left on",
}  # fmt: skip
"""What the fields of a member are called on every screen."""

HIDDEN = "Your role does not show addresses and telephone numbers."


def adding() -> Filling:
    """The form that adds a member."""
    standing = choice("status", NAMES["status"], [("joining", "Joining"), ("active", "Active")], "active")
    fields = (*_person(None), standing, *_reach(None, True), *_office(None), _namesake())
    return Filling("New member", "Add member", fields, lambda values, _version: Deed(add_member, (), _filled(values)))


def changing(record: MemberRecord, fresh: Callable[[], int]) -> Filling:
    """The form that changes a member's record; only what was altered is written."""
    fields = (*_person(record), *_reach(record, record.addresses_shown), *_office(record), _namesake())

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(change_member, (record.id, version), _given(values))

    return Filling(f"Edit {record.name}", "Save", fields, submit, record.version, True, fresh, names=NAMES)


def writing_about(record: MemberRecord, fresh: Callable[[], int]) -> Filling:
    """The form for what a member says about themselves."""
    fields = (
        text("quote", NAMES["quote"], record.quote, hint="One sentence that stands at the top of every page"),
        multiline("about_me", NAMES["about_me"], record.about_me, lines=5),
        multiline("important_to_me", NAMES["important_to_me"], record.important_to_me, lines=4),
        multiline("how_to_support_me", NAMES["how_to_support_me"], record.how_to_support_me, lines=5),
        date_("written", "Written down on", hint="Empty means today"),
        date_("plan_review", NAMES["plan_review"], record.plan_review),
    )

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(set_about_me, (record.id, version), values)

    note = "In the member's own words, or in the words of somebody who knows them well. Write “I”."
    return Filling(f"About {record.name}", "Save", fields, submit, record.version, True, fresh, note, NAMES)


def standing_deeds(record: MemberRecord, fresh: Fresh) -> list[tuple[str, Filling]]:
    """What can be done about a member's standing: the words of each button and the form behind it.

    ``fresh`` reads the record again when another desk has changed the standing meanwhile.
    """
    made = {
        "joining": (_welcome, _leave),
        "active": (_pause, _leave),
        "paused": (_resume, _leave),
        "left": (_resume,),
    }[record.status]  # fmt: skip
    return [(filling.deed, filling) for filling in (make(record, fresh) for make in made)]


def _welcome(record: MemberRecord, fresh: Fresh) -> Filling:
    return _standing(
        f"Welcome {record.name}", "Make them a member", record, fresh,
        lambda now: (date_("joined", NAMES["joined"], now.joined),),
        lambda values, version: Deed(welcome_member, (record.id, values["joined"], version)),
    )  # fmt: skip


def _pause(record: MemberRecord, fresh: Fresh) -> Filling:
    return _standing(
        f"Pause {record.name}'s support", "Pause support", record, fresh,
        lambda _now: (text("reason", "Why", hint="A stay in hospital, a holiday; it stands in the history"),),
        lambda values, version: Deed(pause_member, (record.id, values["reason"], version)),
    )  # fmt: skip


def _resume(record: MemberRecord, fresh: Fresh) -> Filling:
    return _standing(f"{record.name}'s support goes on", "Resume support", record, fresh, lambda _now: (),
                     lambda _values, version: Deed(resume_member, (record.id, version)))  # fmt: skip


def _leave(record: MemberRecord, fresh: Fresh) -> Filling:
    return _standing(
        f"{record.name} leaves", "Note that they left", record, fresh,
        lambda now: (date_("left", NAMES["left"], now.left, hint="Empty means today"), text("reason", "Why")),
        lambda values, version: Deed(member_left, (record.id, values["left"], values["reason"], version)),
        note="Their place in a circle and their matches with PAs end on that day. The record stays.",
    )  # fmt: skip


def _standing(
    title: str,
    deed: str,
    record: MemberRecord,
    fresh: Fresh,
    fields: Callable[[MemberRecord], tuple[Field, ...]],
    submit: Callable[[dict[str, Any], int | None], Deed],
    note: str = "",
) -> Filling:
    return changing_whole(title, deed, record, fresh, fields, submit, note=note, names=NAMES,
                          shows={"status": lambda status: STATUSES.get(status, status)})  # fmt: skip


def _person(record: MemberRecord | None) -> tuple[Field, ...]:
    nhs = record.nhs_number if record else None
    return (
        heading("The person"),
        text("name", NAMES["name"], record.name if record else "", required=True),
        text("known_as", NAMES["known_as"], record.known_as if record else ""),
        date_("born", NAMES["born"], record.born if record else None),
        text("nhs_number", NAMES["nhs_number"], spaced(nhs), width=16, hint="Ten figures; the last one is checked"),
    )


def _reach(record: MemberRecord | None, shown: bool) -> tuple[Field, ...]:
    why_not = "" if shown else HIDDEN
    held = {key: getattr(record, key) if record else "" for key in ("address", "postcode", "phone", "email")}
    return (
        heading("Where and how to reach them"),
        text("address", NAMES["address"], held["address"], why_not=why_not),
        text("postcode", NAMES["postcode"], held["postcode"], width=10, why_not=why_not),
        text("phone", NAMES["phone"], held["phone"], width=18, why_not=why_not),
        text("email", NAMES["email"], held["email"], why_not=why_not),
        text("contact_by", NAMES["contact_by"], record.contact_by if record else ""),
    )


def _office(record: MemberRecord | None) -> tuple[Field, ...]:
    number_hint = "" if record else "Empty gives the next number"
    return (
        heading("In the co-operative"),
        text("number", NAMES["number"], record.number if record else "", width=10, hint=number_hint),
        date_("joined", NAMES["joined"], record.joined if record else None),
        choice("employer", NAMES["employer"], list(EMPLOYERS.items()), record.employer if record else "co-op"),
        choice("directs_care", NAMES["directs_care"], list(DIRECTS.items()),
               record.directs_care if record else "member"),
        date_("plan_review", NAMES["plan_review"], record.plan_review if record else None),
    )  # fmt: skip


def _namesake() -> Field:
    return check("somebody_else", "Somebody else of this name and birth date is a member too")


def spaced(nhs_number: str | None) -> str:
    """An NHS number as people read it: ``999 252 7609``."""
    return f"{nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}" if nhs_number else ""


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """For a new member: what was left empty stays out, so that the office's own start values hold."""
    return {key: value for key, value in values.items() if value not in (None, "")}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """For a change: an emptied text is empty text, an emptied date is none."""
    return {key: "" if value is None and key in _TEXTS else value for key, value in values.items()}
