"""Tax codes as they come: a starter with a P45 or a statement, and HMRC's notices of another code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.actions.pay import set_tax_details
from carecoop_desktop.people.assistants.actions.reading import check
from carecoop_desktop.people.assistants.entries import CodeNotice, Starter, Tax
from carecoop_desktop.people.assistants.permissions import CHANGE_PAY
from carecoop_desktop.people.assistants.rules.starting import notice_issues, started_with, starter_issues
from carecoop_desktop.people.assistants.tables import AssistantRow, TaxDetailRow
from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import TaxCodes, load_shelf


@action("Record a starter's tax details", CHANGE_PAY)
def record_starter(work: Work, assistant_id: int, starter: Starter, seen: int | None = None) -> str:
    """Tax details from the P45, or from statement A, B or C of the starter checklist (none: 0T). Returns why the code
    is what it is. ``seen`` is as for ``set_tax_details``, here and below."""
    check(starter_issues(starter))
    assert starter.since is not None
    person = work.get(AssistantRow, assistant_id)
    codes = load_shelf().year(tax_year_of(starter.since)).table(TaxCodes, starter.since)
    begun = started_with(starter, codes)
    now = standing(work, assistant_id, starter.since)
    kept = now if now is not None else Tax(starter.since, "", "A")
    set_tax_details(
        work,
        assistant_id,
        replace(
            kept,
            since=starter.since,
            tax_code=begun.code.basic,
            basis="week1month1" if begun.code.non_cumulative else "cumulative",
            ni_letter=starter.ni_letter,
            loans=starter.loans,
            starter_statement="" if starter.p45_code else starter.statement,
            p45_pay=begun.pay_before,
            p45_tax=begun.tax_before,
            p45_tax_year=tax_year_of(starter.since) if starter.p45_code else "",
            source="P45" if starter.p45_code else "Starter checklist",
        ),
        seen,
    )
    work.say(f"{person.name} starts with code {begun.code}: {begun.why}")
    return begun.why


@action("Take a tax code from HMRC's notice", CHANGE_PAY)
def change_code(work: Work, assistant_id: int, notice: CodeNotice, seen: int | None = None) -> int:
    """Another code from the day of a P6, P6B, P9 or other notice; everything else stays as it was.

    Pay and tax of an earlier job replace those held where the notice names them.
    """
    check(notice_issues(notice))
    assert notice.since is not None
    now = standing(work, assistant_id, notice.since)
    if now is None:
        raise Refusal("No tax details are recorded that this notice could change.", "Set them first.")
    changes: dict[str, Any] = {}
    if notice.pay is not None or notice.tax is not None:
        changes = {"p45_pay": notice.pay or 0, "p45_tax": notice.tax or 0, "p45_tax_year": tax_year_of(notice.since)}
    basis = "week1month1" if notice.non_cumulative else "cumulative"
    made = set_tax_details(
        work,
        assistant_id,
        replace(now, since=notice.since, tax_code=notice.tax_code, basis=basis, source=notice.source, **changes),
        seen,
    )
    name = work.get(AssistantRow, assistant_id).name
    work.say(f"{name}: code {notice.tax_code} by {notice.source} from {format_date(notice.since)}")
    return made


def standing(work: Work, assistant_id: int, day: date) -> Tax | None:
    """The tax details in force on a day as an entry, or None."""
    rows = work.all(TaxDetailRow, TaxDetailRow.assistant_id == assistant_id, TaxDetailRow.since <= day)
    if not rows:
        return None
    row = max(rows, key=lambda one: (one.since, one.id))
    return Tax(**{name: getattr(row, name) for name in Tax.__dataclass_fields__})
