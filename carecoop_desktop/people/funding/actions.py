"""Everything that changes funders and agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.funding.permissions import CHANGE_FUNDING
from carecoop_desktop.people.funding.rules import SCHEMES, agreement_issues, funder_issues
from carecoop_desktop.people.funding.tables import AgreementRow, FunderRow
from carecoop_desktop.people.members.tables import MemberRow
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Add a funder", CHANGE_FUNDING)
def add_funder(work: Work, funder: Funder) -> int:
    """Add a council, an integrated care board or another funder. Raises Invalid for a name that is there already."""
    clean = replace(funder, name=" ".join(funder.name.split()))
    issues = funder_issues(clean)
    if work.one(FunderRow, FunderRow.name_key == fold(clean.name)):
        issues.append(Issue("name", f"{clean.name} is among the funders already."))
    _check(issues)
    work.say(f"Added {clean.name}")
    return work.add(FunderRow(**asdict(clean), name_key=fold(clean.name))).id


@action("Change a funder", CHANGE_FUNDING)
def change_funder(work: Work, funder_id: int, version: int, funder: Funder) -> None:
    """Change a funder's name, kind, code or rule on surplus. Raises Conflict and Invalid."""
    row = work.get(FunderRow, funder_id)
    clean = replace(funder, name=" ".join(funder.name.split()))
    issues = funder_issues(clean)
    if work.one(FunderRow, FunderRow.name_key == fold(clean.name), FunderRow.id != funder_id):
        issues.append(Issue("name", f"{clean.name} is among the funders already."))
    _check(issues)
    work.change(row, version=version, **asdict(clean), name_key=fold(clean.name))
    work.say(f"Changed {clean.name}")


@action("Add an agreement", CHANGE_FUNDING)
def add_agreement(work: Work, agreement: Agreement) -> int:
    """Write down what a funder pays for a member from a day on. Raises Invalid."""
    _check(agreement_issues(agreement, work.reader.today))
    member, funder = work.get(MemberRow, agreement.member_id), work.get(FunderRow, agreement.funder_id)
    work.say(f"{funder.name} pays {format_money(agreement.weekly or 0)} a week for {member.name}")
    return work.add(AgreementRow(**_columns(agreement))).id


@action("Add agreements", CHANGE_FUNDING)
def add_agreements(work: Work, agreements: Sequence[Agreement]) -> list[int]:
    """Add many agreements at once. Raises Invalid with every issue."""
    _check([issue for one in agreements for issue in agreement_issues(one, work.reader.today)])
    work.say(f"Added {len(agreements)} agreements")
    return list(work.add_many(AgreementRow, [_columns(one) for one in agreements]))


@action("Change an agreement", CHANGE_FUNDING)
def change_agreement(work: Work, /, agreement_id: int, version: int, **fields: Any) -> None:
    """Change fields of an agreement; ``version`` is what the screen had read. Raises Conflict and Invalid.

    A new budget from a day on is a new agreement: this corrects what was written down wrongly.
    """
    row = work.get(AgreementRow, agreement_id)
    known = set(Agreement.__dataclass_fields__)
    if unknown := set(fields) - known:
        raise Refusal(f"An agreement has no {', '.join(sorted(unknown))}.")
    entry = replace(Agreement(**{name: getattr(row, name) for name in known}), **fields)
    _check(agreement_issues(entry, work.reader.today))
    columns = _columns(entry)
    work.change(row, version=version, **{name: columns[name] for name in fields})
    member = work.get(MemberRow, entry.member_id)
    work.say(f"Changed the agreement for {member.name}: {', '.join(sorted(fields)).replace('_', ' ')}")


@action("End an agreement", CHANGE_FUNDING)
def end_agreement(work: Work, agreement_id: int, end: date | None, version: int | None = None) -> None:
    """The last day for which a funder pays. Raises Invalid for a day before it began."""
    row = work.get(AgreementRow, agreement_id)
    if end is None:
        _check([Issue("end", "The last day is missing.", "A date such as 31 Mar 2027.")])
        return
    if end < row.start:
        _check([Issue("end", "It would end before it begins.", f"From {format_date(row.start)} on.")])
    member = work.get(MemberRow, row.member_id)
    work.change(row, version=version, end=end)
    work.say(f"{SCHEMES[row.scheme]} for {member.name} ends on {format_date(end)}")


def _columns(agreement: Agreement) -> dict[str, Any]:
    return {**asdict(agreement), "contribution": agreement.contribution or 0}


def _check(issues: Sequence[Issue]) -> None:
    if issues:
        raise Invalid(issues)
