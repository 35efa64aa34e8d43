"""The forms of absence: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import (
    Field,
    check,
    choice,
    date_,
    heading,
    hours,
    money,
    multiline,
    person,
    text,
)
from carecoop_desktop.platform.desktop.keyed_record import setting_under
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.work.payroll.absence.actions import (
    adjust_leave,
    change_absence,
    end_absence,
    record_absence,
    set_awake_time,
    set_earlier_earnings,
    set_leave_rules,
    set_vehicle,
)
from carecoop_desktop.work.payroll.absence.entries import Absence
from carecoop_desktop.work.payroll.absence.queries import AbsenceLine
from carecoop_desktop.work.payroll.absence.queries.kept import LeaveRules
from carecoop_desktop.work.payroll.absence.rules.kinds import HOLIDAY, KINDS, SICKNESS
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.screens.days import days_words, read_days

Find = Callable[[str], list[tuple[int, str]]]
Whom = tuple[int, str] | None
Employers = Sequence[tuple[int, str]]
VEHICLES = (("car or van", "Car or van"), ("motorcycle", "Motorcycle"), ("bicycle", "Bicycle"))


def recording(kind: str, find: Find, whom: Whom, today: date, employers: Employers = ()) -> Filling:
    """The form of a new absence of one kind, with the PA filled in where one is known."""
    who = person("assistant_id", "PA", find, whom, required=True)
    fields = (who, *_which_job(employers), *_fields(kind, Record(0, 0, 0, kind, today, None), new=True))

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        whose = values.pop("assistant_id")
        job = values.pop("employer_id", None) or None
        return Deed(record_absence, (whose, replace(_absence(kind, values), employer_id=job)))

    return Filling(f"{KINDS[kind].word}: who is away", "Record absence", fields, submit, note=_note(kind))


def changing(line: AbsenceLine, record: Record, fresh: Callable[[], AbsenceLine]) -> Filling:
    """The form that puts an absence right."""
    kind = record.kind

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(change_absence, (line.id, _absence(kind, values), version))

    return changing_whole(
        f"{line.what} of {line.name}",
        "Save",
        line,
        fresh,
        lambda now: _fields(kind, now.record or record),
        submit,
        note=_note(kind),
        shows={"weekdays": days_words},
    )


def ending(line: AbsenceLine, today: date, fresh: Callable[[], AbsenceLine]) -> Filling:
    """The form of the last day away."""
    return changing_whole(
        f"{line.name} is back",
        "End absence",
        line,
        fresh,
        lambda now: (date_("last", "Last day away", now.last or today, required=True),),
        lambda values, version: Deed(end_absence, (line.id, values["last"], version)),
        note=f"Away since {format_date(line.first)}.",
        shows={"weekdays": days_words},
    )


def _which_job(employers: Employers) -> tuple[Field, ...]:
    """Asked in offices with several employers: a PA with two jobs is away from each of them apart."""
    if not employers:
        return ()
    return (
        choice("employer_id", "Job with", list(employers), 0, required=True, hint="For each job an entry of its own"),
    )


def _note(kind: str) -> str:
    if kind == SICKNESS:
        return "Sick pay is worked out by each pay run from the PA's own pay; leave the last day empty while it lasts."
    if kind == HOLIDAY:
        return "Leave is paid by the 52-week average where the contract does not pay it with each hour."
    if KINDS[kind].pay is not None:
        return "What the law asks is tested by each pay run; the answer stands on the absence."
    return ""


def _fields(kind: str, now: Record, new: bool = False) -> tuple[Field, ...]:
    last = "empty while it lasts" if KINDS[kind].open else ""
    fields: list[Field] = [
        date_("first", "First day away", None if new else now.first, required=True),
        date_("last", "Last day away", now.last, hint=last, required=not KINDS[kind].open),
    ]
    if kind in (SICKNESS, HOLIDAY):
        fields.append(
            text(
                "weekdays", "Working days", days_words(now.weekdays), hint="Such as Mon-Fri, or Mon Wed", required=True
            )
        )
    if kind == HOLIDAY:
        fields.append(hours("minutes", "Hours of leave", now.minutes or None, required=True))
    if kind == SICKNESS:
        fields += _sickness(now)
    if KINDS[kind].pay is not None:
        fields += _family(kind, now)
    fields.append(multiline("reason", "Note", now.reason, lines=2, hint="Seen only by those who may see why"))
    return tuple(fields)


def _sickness(now: Record) -> list[Field]:
    return [
        heading("Evidence"),
        date_("self_certified", "Self-certificate of", now.self_certified),
        date_("note_from", "Fit note from", now.note_from),
        date_("note_until", "Fit note until", now.note_until),
        text("withheld", "No sick pay because", now.withheld, hint="Only where the office has a reason of its own"),
    ]


def _family(kind: str, now: Record) -> list[Field]:
    own = KINDS[kind]
    fields = [heading("What the law asks"), date_("event", own.event, now.event, required=True)]
    if kind in ("paternity", "shared-parental"):
        fields.append(check("adoption", "For an adoption", now.adoption))
    fields += [
        date_("notified", "Told the office on", now.notified),
        check("late_accepted", "Late notice was accepted", now.late_accepted),
        text("evidence", "Evidence", now.evidence or own.evidence),
        date_("evidence_seen", "Seen on", now.evidence_seen),
    ]
    if kind == "shared-parental":
        fields.append(check("partner_declared", "The other parent declared work and earnings", now.partner_declared))
    fields.append(text("withheld", "No pay because", now.withheld, hint="Only where the office has a reason"))
    return fields


def _absence(kind: str, values: dict[str, Any]) -> Absence:
    given = dict(values)
    if "weekdays" in given:
        given["weekdays"] = read_days(given["weekdays"])
    return Absence(kind, **given)


def adjusting(find: Find, whom: Whom, today: date, employers: Employers = ()) -> Filling:
    """The form that brings leave forward or takes it off."""
    fields = (
        person("assistant_id", "PA", find, whom, required=True),
        *_which_job(employers),
        date_("day", "From", today, required=True),
        choice("way", "Leave is", [("more", "Added"), ("less", "Taken off")], "more", required=True),
        hours("minutes", "Hours", None, required=True),
        text("why", "Why", required=True, hint="Brought forward from last year"),
    )

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        minutes = values["minutes"] if values["way"] == "more" else -values["minutes"]
        job = values.get("employer_id") or None
        return Deed(adjust_leave, (values["assistant_id"], values["day"], minutes, values["why"], job))

    return Filling("Adjust leave", "Adjust leave", fields, submit)


Kept = Callable[..., Mapping[str, Any]]
"""Reads what is kept under a PA and a day, which these forms do not show: it is told only where there is something."""


def earlier_earnings(find: Find, whom: Whom, kept: Kept, employers: Employers = ()) -> Filling:
    """The form of a pay day from before this office's payslips."""
    fields = (
        person("assistant_id", "PA", find, whom, required=True),
        *_which_job(employers),
        date_("paid_on", "Paid on", None, required=True),
        money("pence", "Pay liable for NI", None, required=True),
    )
    note = "Average earnings need the pay days of the eight weeks before, and the one before those. Nought removes one."

    def submit(values: dict[str, Any], seen: int) -> Deed:
        job = values.get("employer_id") or None
        return Deed(set_earlier_earnings, (values["assistant_id"], values["paid_on"], values["pence"], job, seen))

    key = ("assistant_id", "paid_on", *(("employer_id",) if employers else ()))
    return setting_under("Earlier earnings", "Keep earnings", fields, key, 0, lambda under: kept(*under), submit,
                         note=note)  # fmt: skip


def awake_time(find: Find, whom: Whom, today: date, kept: Kept) -> Filling:
    """The form of time awake in a sleep-in."""
    fields = (
        person("assistant_id", "PA", find, whom, required=True),
        date_("day", "Sleep-in that began on", today, required=True),
        hours("minutes", "Hours awake for work", None, required=True),
    )
    note = "Time awake for work counts for the minimum wage of the pay period."

    def submit(values: dict[str, Any], seen: int) -> Deed:
        return Deed(set_awake_time, (values["assistant_id"], values["day"], values["minutes"], seen))

    key = ("assistant_id", "day")
    return setting_under("Awake in a sleep-in", "Keep time", fields, key, 0, lambda under: kept(*under), submit,
                         note=note)  # fmt: skip


def vehicle(find: Find, whom: Whom, today: date, kept: Kept) -> Filling:
    """The form of what a PA drives or rides."""
    fields = (
        person("assistant_id", "PA", find, whom, required=True),
        date_("since", "From", today, required=True),
        choice("vehicle", "Vehicle", VEHICLES, "car or van", required=True),
    )

    def submit(values: dict[str, Any], seen: int) -> Deed:
        return Deed(set_vehicle, (values["assistant_id"], values["since"], values["vehicle"], seen))

    return setting_under(
        "Vehicle for work",
        "Set vehicle",
        fields,
        ("assistant_id", "since"),
        0,
        lambda under: kept(*under),
        submit,
        note="Miles above the approved rate of the vehicle are taxed. Without one, a car is taken.",
    )


def leave_rules(held: LeaveRules, tax_year: str, fresh: Callable[[], LeaveRules]) -> Filling:
    """The form of the leave year and of what decides about Small Employers' Relief."""
    hint = "Employees' and employer's, before allowance"

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        stands = held if version == held.version else fresh()
        class_1 = values["class_1"] if values["class_1"] != stands.class_1 else None
        return Deed(set_leave_rules, (values["leave_year"], class_1, tax_year, version))

    return changing_whole(
        "Rules for leave and recovery",
        "Keep rules",
        held,
        fresh,
        lambda now: (
            text("leave_year", "Leave year begins (month-day)", now.leave_year, required=True, hint="04-01 is 1 April"),
            money("class_1", f"Class 1 NI of {tax_year} in all", now.class_1, hint=hint),
        ),
        submit,
        note="Up to the limit of the year's table, the employer gets back all of family pay and more.",
    )
