"""What happens to one PA's pension: joining, opting out, ceasing, being put off; and bringing in who is a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.people.assistants.tables import AssistantRow
from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.conflicts import conflict_over
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.employment import AutoEnrolment
from carecoop_desktop.work.payroll.employers.choosing import employer_for
from carecoop_desktop.work.payroll.employers.queries import employers_of
from carecoop_desktop.work.payroll.pensions.entries import MembershipEntry
from carecoop_desktop.work.payroll.pensions.permissions import KEEP_PENSIONS
from carecoop_desktop.work.payroll.pensions.queries.standing import Membership, memberships, paid_in, postponements
from carecoop_desktop.work.payroll.pensions.rules.checks import postponement_issues
from carecoop_desktop.work.payroll.pensions.rules.dates import opt_out_closes
from carecoop_desktop.work.payroll.pensions.rules.words import ENDED, HOW, MAY_OPT_OUT
from carecoop_desktop.work.payroll.pensions.tables import (
    PensionMembershipRow,
    PensionPostponementRow,
    PensionSchemeRow,
)

MAY_CEASE = ("ceased", "left")
"""How a membership ends without a refund."""


@action("Put a PA into a pension scheme", KEEP_PENSIONS)
def join_scheme(
    work: Work,
    assistant_id: int,
    scheme_id: int,
    day: date,
    how: str = "opted-in",
    employee_rate: int = 0,
    employer_rate: int = 0,
) -> int:
    """A PA opts in, or joins, from a day on. Rates of 0 are the scheme's. Returns the membership's number.

    Somebody who opts in gets the employer's contribution; an entitled worker joins on the terms entered.
    """
    person, scheme = work.get(AssistantRow, assistant_id), work.get(PensionSchemeRow, scheme_id)
    issues = []
    if how not in ("opted-in", "joined"):
        issues.append(Issue("how", "A PA opts in, or joins.", f"{HOW['opted-in']}, {HOW['joined']}."))
    if person.started is not None and day < person.started:
        issues.append(Issue("day", f"{person.name} started on {format_date(person.started)}.", "From then on."))
    if issues:
        raise Invalid(issues)
    if scheme.closed is not None:
        raise Refusal(f"{scheme.name} is closed.", "Choose another scheme.")
    whose = employer_for(work, assistant_id, scheme.employer_id)
    _refuse_member(work, assistant_id, day, whose)
    work.say(f"{person.name} is in {scheme.name} from {format_date(day)}")
    row = _row(assistant_id, scheme_id, day, how)
    return work.add(PensionMembershipRow(**{**row, "employee_rate": employee_rate, "employer_rate": employer_rate})).id


@action("Record an opt-out of a pension", KEEP_PENSIONS)
def opt_out(
    work: Work, assistant_id: int, day: date, membership_id: int | None = None, version: int | None = None
) -> int:
    """End a membership that never was: what was taken is given back with the next payslip. Returns those pence.

    Refused after the opt-out month; then a PA ceases active membership instead, without a refund. Somebody in the
    schemes of two employers opts out of the membership that is named. Raises Conflict where another desk has ended it
    since its ``version`` was read.
    """
    _refuse_ended(work, membership_id, version)
    held = _active(work, assistant_id, day, membership_id)
    if held.how not in MAY_OPT_OUT:
        raise Refusal(f"{HOW[held.how]}: there is no opt-out.", "Record that membership ceased.")
    closes = opt_out_closes(load_shelf().on(AutoEnrolment, day), held.since, held.told)
    if closes is not None and day > closes:
        raise Refusal(
            f"The opt-out period ended on {format_date(closes)}.", "Record that membership ceased; nothing is refunded."
        )
    employee, employer, relief = paid_in(work.reader, held.id)
    row = work.get(PensionMembershipRow, held.id)
    work.change(row, until=day, ended="opted-out", refund_employee=employee, refund_employer=employer,
                refund_relief=relief)  # fmt: skip
    name = assistant_names(work.reader).get(assistant_id, "")
    given = f"; {format_money(employee)} is given back with the next payslip" if employee else ""
    work.say(f"{name} opted out of {held.scheme}{given}")
    return employee


@action("Record that pension membership ceased", KEEP_PENSIONS)
def cease_membership(
    work: Work,
    assistant_id: int,
    day: date,
    why: str = "ceased",
    membership_id: int | None = None,
    version: int | None = None,
) -> None:
    """Take no contributions on paydays after a day. What was paid stays in the scheme.

    A membership that has ceased already ceases otherwise only for somebody who has read how: ``version`` is what they
    had read.
    """
    if why not in MAY_CEASE:
        raise Invalid([Issue("why", "A member ceases, or leaves.", f"{ENDED['ceased']}, {ENDED['left']}.")])
    row = None if membership_id is None else work.get(PensionMembershipRow, membership_id)
    if row is None or version is None or row.ended not in MAY_CEASE:
        _refuse_ended(work, membership_id, version)
        row = work.get(PensionMembershipRow, _active(work, assistant_id, day, membership_id).id)
        version = None
    work.change(row, version=version, until=day, ended=why)
    name, scheme = assistant_names(work.reader).get(assistant_id, ""), work.get(PensionSchemeRow, row.scheme_id).name
    work.say(f"{name}'s membership of {scheme} ends on {format_date(day)}")


@action("Postpone enrolment in a pension", KEEP_PENSIONS)
def postpone_enrolment(work: Work, assistant_id: int, begins: date, until: date, employer_id: int | None = None) -> int:
    """Put off enrolment by up to three months; the PA must be told within six weeks. Returns its number. Each employer
    puts off for itself; without one it is that of the main job."""
    person = work.get(AssistantRow, assistant_id)
    if issues := postponement_issues(load_shelf().on(AutoEnrolment, begins), begins, until):
        raise Invalid(issues)
    whose = employer_for(work, assistant_id, employer_id)
    _refuse_member(work, assistant_id, begins, whose)
    for each in postponements(work.reader, [assistant_id]):
        if _same(work, assistant_id, each.employer_id, whose) and begins <= each.until:
            raise Refusal(f"Enrolment is put off until {format_date(each.until)} already.", "One follows no other.")
    work.say(f"Put off {person.name}'s enrolment until {format_date(until)}")
    row = PensionPostponementRow(assistant_id=assistant_id, begins=begins, until=until, told=None, employer_id=whose)
    return work.add(row).id


@action("Bring in members of a pension scheme", KEEP_PENSIONS)
def bring_members(work: Work, scheme_id: int, members: Sequence[MembershipEntry]) -> int:
    """Keep who is, or was, in a scheme from before, with the rates of the scheme. Returns how many were brought in.

    Their tax details may go on naming the same pension: the membership's terms are those that count.
    """
    scheme = work.get(PensionSchemeRow, scheme_id)
    known = {each.assistant_id for each in memberships(work.reader) if each.employer_id == scheme.employer_id}
    new = [each for each in members if each.assistant_id not in known]
    for each in new:
        if each.until is not None and (each.ended not in ENDED or each.until < each.since):
            raise Invalid([Issue("ended", "Say how an earlier membership ended, and when.", ", ".join(ENDED.values()))])
    rows = [
        {**_row(each.assistant_id, scheme_id, each.since, "brought"), "until": each.until, "ended": each.ended,
         "told": each.since, "member_number": each.member_number.strip()}
        for each in new
    ]  # fmt: skip
    work.add_many(PensionMembershipRow, rows)
    work.say(f"Brought {len(new)} members into {scheme.name}")
    return len(new)


@action("Set a pension member number", KEEP_PENSIONS)
def set_member_number(work: Work, membership_id: int, number: str, version: int | None = None) -> None:
    """The number that the provider knows a member by; contribution files carry it."""
    work.change(work.get(PensionMembershipRow, membership_id), version=version, member_number=number.strip())
    work.say("Set a pension member number")


def _row(assistant_id: int, scheme_id: int, since: date, how: str) -> dict[str, Any]:
    return {
        "assistant_id": assistant_id,
        "scheme_id": scheme_id,
        "since": since,
        "how": how,
        "until": None,
        "ended": "",
        "told": None,
        "employee_rate": 0,
        "employer_rate": 0,
        "member_number": "",
        "refunded_by": None,
        "enrolled_by": None,
    }


def _active(work: Work, assistant_id: int, day: date, membership_id: int | None = None) -> Membership:
    for each in memberships(work.reader, [assistant_id]):
        if each.active(day) and each.until is None and membership_id in (None, each.id):
            return each
    name = assistant_names(work.reader).get(assistant_id, "This PA")
    raise Refusal(f"{name} is in no pension scheme on {format_date(day)}.")


def _refuse_ended(work: Work, membership_id: int | None, version: int | None) -> None:
    """Tell who ended a membership that somebody had read as running."""
    if membership_id is None or version is None:
        return
    row = work.get(PensionMembershipRow, membership_id)
    fields = [] if row.version == version else conflict_over(work.reader, row, version, {}, ("until", "ended")).fields
    if fields and row.until is not None:
        how = f"that this membership ended on {format_date(row.until)} ({ENDED.get(row.ended, row.ended).lower()})"
        at = format_moment(datetime.fromisoformat(fields[-1].when))
        raise Conflict(f"{fields[-1].who} recorded {how} at {at}.", version=row.version)


def _same(work: Work, assistant_id: int, one: int | None, other: int | None) -> bool:
    """Whether two records are of one employer; those without are the main job's."""
    jobs = employers_of(work.reader, assistant_id, work.reader.today)
    main = jobs[0][0] if jobs else None
    return (one or main) == (other or main)


def _refuse_member(work: Work, assistant_id: int, day: date, employer_id: int | None) -> None:
    for each in memberships(work.reader, [assistant_id]):
        if (each.until is None or each.until >= day) and _same(work, assistant_id, each.employer_id, employer_id):
            raise Refusal(f"Already in {each.scheme} since {format_date(each.since)}.", "End that membership first.")
