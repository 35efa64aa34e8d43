"""The forms of pensions: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields as names_of
from datetime import date
from typing import Any

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, check, choice, date_, heading, text
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import add_months, format_date
from carecoop_desktop.platform.office.importing.values import Unreadable
from carecoop_desktop.platform.office.importing.values import percent as read_percent
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.work.payroll.pensions.actions import (
    add_scheme,
    cease_membership,
    change_scheme,
    choose_reenrolment,
    declare_compliance,
    join_scheme,
    opt_out,
    postpone_enrolment,
)
from carecoop_desktop.work.payroll.pensions.actions.members import MAY_CEASE
from carecoop_desktop.work.payroll.pensions.entries import SchemeEntry
from carecoop_desktop.work.payroll.pensions.layouts import layouts
from carecoop_desktop.work.payroll.pensions.queries.standing import Membership, SchemeView
from carecoop_desktop.work.payroll.pensions.rules.dates import Window
from carecoop_desktop.work.payroll.pensions.rules.words import BASES, ENDED, HOW, RELIEFS

_NOT_A_RATE = -1


Employers = Sequence[tuple[int | None, str]]
"""Employers by number and name, None being the co-op: a form asks for one where there are several."""


def adding_scheme(today: date, employers: Employers = ()) -> Filling:
    """A new scheme."""
    return Filling(
        "New pension scheme",
        "Set up scheme",
        _scheme_fields(SchemeEntry("", duties_start=today), employers),
        lambda values, _version: Deed(add_scheme, (_entry(values),)),
        note="PAs who must be enrolled are enrolled in it with their next payslip.",
    )


def changing_scheme(scheme: SchemeView, fresh: Callable[[], SchemeView], employers: Employers = ()) -> Filling:
    """A scheme's details."""
    return changing_whole(
        f"Change {scheme.name}",
        "Save",
        scheme,
        fresh,
        lambda now: _scheme_fields(_standing(now), employers),
        lambda values, version: Deed(change_scheme, (scheme.id, version, _entry(values))),
        shows={"employee_rate": percent, "employer_rate": percent},
    )


def _standing(scheme: SchemeView) -> SchemeEntry:
    return SchemeEntry(**{field.name: getattr(scheme, field.name) for field in names_of(SchemeEntry)})


def _scheme_fields(entry: SchemeEntry, employers: Employers = ()) -> tuple[Field, ...]:
    several = [(number or 0, name) for number, name in employers]
    whose = choice("employer_id", "Employer", several, entry.employer_id or 0, required=True)
    return (
        *((whose,) if len(several) > 1 else ()),
        text("name", "Name", entry.name, required=True, hint="As PAs know it"),
        text("provider", "Provider", entry.provider),
        choice("relief", "Tax relief", list(RELIEFS.items()), entry.relief, required=True),
        choice("basis", "Worked out on", list(BASES.items()), entry.basis, required=True),
        text("employee_rate", "PA's share", percent(entry.employee_rate), width=8, hint="With the tax relief"),
        text("employer_rate", "Employer's share", percent(entry.employer_rate), width=8),
        date_("duties_start", "Duties began on", entry.duties_start, hint="As The Pensions Regulator wrote"),
        check("automatic", "PAs are enrolled in it", entry.automatic),
        heading("Contribution file"),
        choice("layout", "Layout", [(each.key, each.name) for each in layouts()], entry.layout, required=True),
        text("employer_reference", "Employer reference", entry.employer_reference, hint="NEST: EMP and nine digits"),
        text("payment_source", "Payment source", entry.payment_source, hint="As in the provider's account"),
        text("group_name", "Group", entry.group_name),
        heading("In letters"),
        text("contact", "Where to opt out", entry.contact, hint="The provider's telephone and address"),
    )


def _entry(values: dict[str, Any]) -> SchemeEntry:
    rates = {name: _rate(values[name]) for name in ("employee_rate", "employer_rate")}
    chosen = {name: values[name] or "" for name in ("relief", "basis", "layout")}
    return SchemeEntry(**{**values, **rates, **chosen, "employer_id": values.get("employer_id") or None})


def _rate(typed: str) -> int:
    """A rate in hundredths of a per cent; what is none is told by the action."""
    try:
        return read_percent(typed)
    except Unreadable:
        return _NOT_A_RATE


def joining(assistant_id: int, name: str, schemes: Sequence[SchemeView], today: date) -> Filling:
    """A PA who asks to be put in."""
    fields = (
        choice("scheme_id", "Scheme", [(each.id, each.name) for each in schemes], schemes[0].id if schemes else None,
               required=True),
        choice("how", "How", [(code, HOW[code]) for code in ("opted-in", "joined")], "opted-in", required=True,
               hint="Entitled workers join"),
        date_("day", "From", today, required=True),
        text("employee_rate", "PA's share", "", width=8, hint="Empty: as the scheme"),
        text("employer_rate", "Employer's share", "", width=8, hint="Empty: as the scheme"),
    )  # fmt: skip

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        rates = [_rate(values[each]) if values[each] else 0 for each in ("employee_rate", "employer_rate")]
        return Deed(join_scheme, (assistant_id, values["scheme_id"], values["day"], values["how"], *rates))

    return Filling(f"Put {name} into a pension", "Put in", fields, submit)


def opting_out(held: Membership, name: str, today: date) -> Filling:
    """An opt-out within the month."""
    fields = (date_("day", "The notice came on", today, required=True),)
    return Filling(
        f"{name} opts out",
        "Record opt-out",
        fields,
        lambda values, _version: Deed(opt_out, (held.assistant_id, values["day"], held.id, held.version)),
        note=f"What was paid to {held.scheme} is given back with the next payslip.",
    )


def ceasing(held: Membership, name: str, today: date, fresh: Callable[[], Membership]) -> Filling:
    """The end of a membership without a refund."""
    whys = [(code, ENDED[code]) for code in MAY_CEASE]

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(cease_membership, (held.assistant_id, values["day"], values["why"], held.id, version))

    return changing_whole(
        f"{name} ceases membership",
        "Record end",
        held,
        fresh,
        lambda now: (
            date_("day", "Last day", now.until or today, required=True),
            choice("why", "Why", whys, now.ended if now.ended in MAY_CEASE else "ceased", required=True),
        ),
        submit,
        columns={"until": "day", "ended": "why"},
        note=f"What was paid stays in {held.scheme}.",
    )


def postponing(assistant_id: int, name: str, begins: date, employers: Sequence[tuple[int, str]] = ()) -> Filling:
    """Enrolment put off, with one of the employers where there are several."""
    whose = choice("employer_id", "By", list(employers), employers[0][0] if employers else None, required=True)
    fields = (
        *((whose,) if len(employers) > 1 else ()),
        date_("begins", "From", begins, required=True, hint="The first day of the job, or of being eligible"),
        date_("until", "Until", add_months(begins, 3), required=True, hint="Three months at most"),
    )
    return Filling(
        f"Put off {name}'s enrolment",
        "Put off",
        fields,
        lambda values, _version: Deed(
            postpone_enrolment, (assistant_id, values["begins"], values["until"], values.get("employer_id"))
        ),
        note="The PA must be told within six weeks; the notice is then due among the letters.",
    )


def reenrolling(scheme: SchemeView, window: Window) -> Filling:
    """The choice of a re-enrolment date."""
    note = f"Between {format_date(window.opens)} and {format_date(window.closes)}."
    return Filling(
        f"Re-enrolment date of {scheme.name}",
        "Choose date",
        (date_("day", "Day", window.day, required=True),),
        lambda values, _version: Deed(choose_reenrolment, (scheme.id, values["day"])),
        note=note,
    )


def declaring(scheme: SchemeView, due: date, today: date) -> Filling:
    """A declaration of compliance that was made."""
    fields = (
        date_("done", "Made on", today, required=True),
        text("reference", "Regulator's reference", required=True),
    )
    return Filling(
        f"Declaration due by {format_date(due)}",
        "Record declaration",
        fields,
        lambda values, _version: Deed(declare_compliance, (scheme.id, due, values["done"], values["reference"])),
    )
