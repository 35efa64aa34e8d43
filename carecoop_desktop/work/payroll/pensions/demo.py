"""The demo office's pension: its scheme with everybody who pays in, and those who opted out."""

from __future__ import annotations

from datetime import date, timedelta

from carecoop_desktop.people.assistants.queries import PayTerms, pay_terms
from carecoop_desktop.platform.kernel.dates import age_on
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.pensions.actions import add_scheme, bring_members, declare_compliance, issue_letters
from carecoop_desktop.work.payroll.pensions.entries import MembershipEntry, SchemeEntry
from carecoop_desktop.work.payroll.pensions.queries.letters import letters_due

_DUTIES = date(2019, 11, 1)
_SCHEME = SchemeEntry(
    "NEST",
    "NEST Corporation",
    duties_start=_DUTIES,
    employer_reference="EMP000120076",
    payment_source="Clients account",
    contact="NEST online or by telephone, 0300 020 0090",
)


def fill(office: Office, plan: DemoPlan) -> None:
    """Set the scheme up, bring in who pays by their tax details, and record who opted out when they started."""
    scheme = office.do(add_scheme, _SCHEME).value
    terms = office.read(pay_terms, plan.today).values()
    members = [_member(each, plan) for each in terms]
    office.do(bring_members, scheme, [each for each in members if each is not None])
    office.do(declare_compliance, scheme, date(2026, 4, 1), date(2026, 2, 16), "DOC-2026-004417")


def write_letters(office: Office) -> None:
    """Issue what is due."""
    if office.read(letters_due):
        office.do(issue_letters)


def _member(terms: PayTerms, plan: DemoPlan) -> MembershipEntry | None:
    since = terms.started or _DUTIES
    if terms.pension != "none":
        return MembershipEntry(terms.assistant_id, since)
    if terms.born is not None and age_on(terms.born, plan.today) >= 22:
        return MembershipEntry(terms.assistant_id, since, since + timedelta(days=20), "opted-out")
    return None
