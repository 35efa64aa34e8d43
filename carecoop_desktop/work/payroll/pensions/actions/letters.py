"""Issues pension letters: their facts are kept as they were on the day, and the clocks that they start begin to run."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.pensions.permissions import KEEP_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.letters import LetterDue, letters_due
from carecoop_desktop.work.payroll.pensions.queries.standing import (
    SchemeView,
    automatic_scheme,
    memberships,
    pension_schemes,
)
from carecoop_desktop.work.payroll.pensions.rules.dates import opt_out_closes
from carecoop_desktop.work.payroll.pensions.rules.letters import NAMES
from carecoop_desktop.work.payroll.pensions.rules.words import BASES, ENROLS, RELIEFS
from carecoop_desktop.work.payroll.pensions.tables import (
    PensionAssessmentRow,
    PensionLetterRow,
    PensionMembershipRow,
    PensionPostponementRow,
)

OFFICE_NAME = "office.name"


@action("Issue pension letters", KEEP_PENSIONS, undoable=False)
def issue_letters(work: Work, assistant_ids: list[int] | None = None) -> list[int]:
    """Issue the letters that are due, to everybody or to the PAs named. Returns the letters' numbers.

    The opt-out month of whoever was enrolled runs from the letter's day.
    """
    due = [each for each in letters_due(work.reader) if assistant_ids is None or each.assistant_id in assistant_ids]
    if not due:
        raise Refusal("No pension letter is due.")
    made = [_issue(work, each) for each in due]
    work.say(f"Issued {len(made)} pension letter{'s' if len(made) != 1 else ''}")
    return made


def _issue(work: Work, due: LetterDue) -> int:
    facts = {**_person(work, due), **_scheme(work, due), **_matter(work, due)}
    row = PensionLetterRow(assistant_id=due.assistant_id, kind=due.kind, day=work.reader.today,
                           by=work.reader.user.name, facts=facts)  # fmt: skip
    if due.kind == "postponed":
        work.change(work.get(PensionPostponementRow, due.record_id), told=work.reader.today)
    elif due.kind in ("enrolled", "re-enrolled"):
        work.change(work.get(PensionMembershipRow, due.record_id), told=work.reader.today)
    return work.add(row).id


def _person(work: Work, due: LetterDue) -> dict[str, Any]:
    person = work.get(AssistantRow, due.assistant_id)
    return {
        "name": person.name,
        "number": person.number,
        "address": person.address,
        "postcode": person.postcode,
        "office": _employer(work, due) or str(work.reader.setting(OFFICE_NAME, "")),
        "letter": NAMES[due.kind],
        "day": format_date(work.reader.today),
        **({} if due.employer_id is None else {"employer_id": due.employer_id}),
    }


def _employer(work: Work, due: LetterDue) -> str:
    """The member who is the employer that the letter comes from; empty for the co-op."""
    return "" if due.employer_id is None else str(work.get(EmployerRow, due.employer_id).name)


def _scheme(work: Work, due: LetterDue) -> dict[str, Any]:
    """The scheme that the letter is about, with the rates that count for this PA."""
    found = automatic_scheme(work.reader, due.employer_id) or _own_scheme(work, due)
    if found is None:
        raise Refusal("No scheme is set up.", "Set up the scheme that PAs are enrolled in.")
    name, relief, basis, contact = found.name, found.relief, found.basis, found.contact or found.provider or found.name
    rates = found.employee_rate, found.employer_rate
    for each in memberships(work.reader, [due.assistant_id]):
        if each.id == due.record_id and due.kind in ("enrolled", "re-enrolled"):
            name, relief, basis = each.scheme, each.relief, each.basis
            rates = each.employee_rate, each.employer_rate
    return {
        "scheme": name,
        "contact": contact,
        "relief": RELIEFS[relief].lower(),
        "basis": "qualifying earnings" if basis == "qualifying" else f"pay ({BASES[basis].lower()})",
        "employee": percent(rates[0]),
        "employer": percent(rates[1]),
    }


def _own_scheme(work: Work, due: LetterDue) -> SchemeView | None:
    """The scheme of the membership that a letter is about, where it enrols nobody by itself any more."""
    held = next((each for each in memberships(work.reader, [due.assistant_id]) if each.id == due.record_id), None)
    own = held.scheme_id if held is not None and due.kind in ENROLS else None
    return next((each for each in pension_schemes(work.reader) if each.id == own), None)


def _matter(work: Work, due: LetterDue) -> dict[str, Any]:
    """What the letter tells of this PA."""
    law = load_shelf().on(AutoEnrolment, work.reader.today)
    if due.kind == "postponed":
        row = work.get(PensionPostponementRow, due.record_id)
        band = law.periods["month"]
        return {
            "begins": format_date(row.begins),
            "until": format_date(row.until),
            "trigger": format_money(band.trigger),
            "lower": format_money(band.lower),
            "period": "month",
        }
    if due.kind in ("enrolled", "re-enrolled"):
        closes = opt_out_closes(law, due.happened, work.reader.today)
        return {"since": format_date(due.happened), "closes": format_date(closes) if closes else ""}
    return {"why": work.get(PensionAssessmentRow, due.record_id).why}
