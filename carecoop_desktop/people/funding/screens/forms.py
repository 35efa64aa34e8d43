"""The forms of funders and agreements: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from carecoop_desktop.people.funding.actions import (
    add_agreement,
    add_funder,
    change_agreement,
    change_funder,
    end_agreement,
)
from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.funding.queries import AgreementLine, FunderLine
from carecoop_desktop.people.funding.rules import FREQUENCIES, KINDS, SCHEMES
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, choice, date_, money, multiline, number, person, text
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import add_months

Find = Callable[[str], list[tuple[int, str]]]
NAMES = {"funder_id": "Funder", "member_id": "Member"}
HELD_TO = "Empty where its agreement sets none"


def new_funder(find_known: Callable[[str], Funder | None]) -> Filling:
    """A council, a board or another funder; a name that the register knows brings its code along."""

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        entry = Funder(**{**values, "code": values.get("code") or ""})
        known = find_known(entry.name) if not entry.code else None
        return Deed(add_funder, (known or entry,))

    return Filling("New funder", "Add funder", _funder_fields(Funder("")), submit)


def changing_funder(line: FunderLine, fresh: Callable[[], FunderLine]) -> Filling:
    """A funder's name, code or rule on surplus."""
    return changing_whole(
        f"Edit {line.name}",
        "Save",
        line,
        fresh,
        lambda now: _funder_fields(Funder(now.name, now.kind, now.code, now.surplus_weeks)),
        lambda values, version: Deed(change_funder, (line.id, version, Funder(**values))),
    )


def new_agreement(find: Find, funders: Sequence[FunderLine], today: date, member: tuple[int, str] | None) -> Filling:
    """What a funder pays for a member from a day on."""
    fields = (
        person("member_id", "Member", find, member, required=True),
        *_agreement_fields(funders, None, today),
        date_("end", "Until", hint="Empty means until further notice"),
    )
    return Filling("New agreement", "Add agreement", fields,
                   lambda values, _v: Deed(add_agreement, (Agreement(**values),)))  # fmt: skip


def changing_agreement(line: AgreementLine, funders: Sequence[FunderLine], fresh: Callable[[], int]) -> Filling:
    """What was written down wrongly; a new budget is a new agreement."""
    fields = (*_agreement_fields(funders, line, line.start), date_("end", "Until", line.end))

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(change_agreement, (line.id, version), values)

    note = "For a new budget from a day on, end this agreement and add the next: the old months keep their figures."
    return Filling(f"Agreement for {line.member}", "Save", fields, submit, line.version, True, fresh, note, NAMES)


def ending_agreement(line: AgreementLine, today: date, fresh: Callable[[], AgreementLine]) -> Filling:
    """The last day that a funder pays for."""
    return changing_whole(
        f"{line.funder} stops paying for {line.member}",
        "End agreement",
        line,
        fresh,
        lambda now: (date_("end", "Last day", now.end or today, required=True),),
        lambda values, version: Deed(end_agreement, (line.id, values["end"], version)),
        names=NAMES,
    )


def _funder_fields(held: Funder) -> tuple[Field, ...]:
    return (
        text("name", "Name", held.name, required=True),
        choice("kind", "Kind", list(KINDS.items()), held.kind, required=True),
        text("code", "GSS or NHS code", held.code, width=12, hint="Found from the register if left empty"),
        number("surplus_weeks", "Weeks of money it lets stand", held.surplus_weeks, hint=HELD_TO),
    )


def _agreement_fields(funders: Sequence[FunderLine], line: AgreementLine | None, start: date) -> tuple[Field, ...]:
    named = [(one.id, one.name) for one in funders]
    only = named[0][0] if len(named) == 1 else None
    return (
        choice("funder_id", "Funder", named, line.funder_id if line else only, required=True),
        choice("scheme", "Scheme", list(SCHEMES.items()), line.scheme if line else "DP", required=True),
        text("reference", "Its reference", line.reference if line else "", width=18),
        money(
            "weekly",
            "Weekly budget",
            line.weekly if line else None,
            required=True,
            hint="Gross, with the member's share",
        ),
        money("contribution", "The member's share of it", line.contribution if line else 0),
        choice(
            "frequency", "Paid", list(FREQUENCIES.items()), line.frequency if line else "four-weekly", required=True
        ),
        date_("start", "From", start, required=True),
        date_("review", "Review on", line.review if line else add_months(start, 12)),
        multiline("note", "Note", line.note if line else "", lines=2),
    )
