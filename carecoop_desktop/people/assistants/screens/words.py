"""What the page of a PA says: facts and rows in words, without Qt."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.people.assistants.account_numbers import Check
from carecoop_desktop.people.assistants.permissions import SEE_BANK, SEE_TAX
from carecoop_desktop.people.assistants.queries import (
    AssistantCounts,
    AssistantPage,
    BankLine,
    RateLine,
    SupportLink,
    TaxLine,
)
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.people.assistants.rules.courses_due import CourseState
from carecoop_desktop.people.assistants.rules.pay_rates import RATE_KINDS
from carecoop_desktop.people.assistants.rules.schedule3 import Cell
from carecoop_desktop.people.assistants.rules.terms import State
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import age_on, format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.office.permissions import Permission, Role

Fact = tuple[str, *tuple[str | Tag, ...]]
MAY_NOT_CHANGE = "Your role may not change PAs' records."
MAY_NOT_PAY = "Your role may not set pay, tax and bank details."
MAY_NOT_CHECK = "Your role may not record checks and training."


def day_words(day: date | None) -> str:
    """A date, or a dash."""
    return "–" if day is None else format_date(day)


def tag(state: State) -> Tag:
    """A state as a pill."""
    return Tag(state.words, state.tone.value)


def counts_line(counts: AssistantCounts) -> str:
    """``31 people · 30 active, 1 paused``."""
    present = counts.active + counts.paused
    if not present + counts.applicants + counts.left:
        return "Nobody yet"
    kinds = (
        (counts.active, "active"),
        (counts.paused, "paused"),
        (counts.applicants, "applying"),
        (counts.left, "left"),
    )
    people = "1 person" if present == 1 else f"{present:,} people"
    return f"{people} · " + ", ".join(f"{number} {word}" for number, word in kinds if number)


def head_line(page: AssistantPage, today: date) -> str:
    """Since when, number, and how many members this PA supports."""
    record, links = page.record, page.supported_on(today)
    since = f"Personal assistant since {format_date(record.started)}" if record.started else "Not started yet"
    if record.left:
        since = f"Left on {format_date(record.left)}"
    members = f"supports {len(links)} member{'' if len(links) == 1 else 's'}"
    return f"{since} · PA no. {record.number} · {members}"


def overview_facts(page: AssistantPage, today: date) -> list[Fact]:
    """The facts of the overview."""
    record, contract = page.record, page.contracts[0] if page.contracts else None
    minutes = sum(link.weekly_minutes for link in page.supported_on(today))
    facts: list[Fact] = [
        (
            "Status",
            Tag(words.STATUSES[record.status], {"active": "met", "applicant": "info"}.get(record.status, "quiet")),
        ),
        ("Contract", _contract_words(contract.kind, contract.pay_frequency) if contract else "None yet"),
        ("Hours a week", f"{format_hours(minutes)} with members"),
        ("DBS", _dbs_words(page), tag(page.dbs)),
        ("Training", tag(page.training)),
        ("Staff file", Tag("complete", "met") if page.file.complete else Tag("not complete", "warn")),
        ("Born", f"{format_date(record.born)} · aged {age_on(record.born, today)}" if record.born else "–"),
    ]
    return [
        *facts,
        *_contact_facts(page),
        ("Languages", record.languages or "–"),
        ("Interests", record.interests or "–"),
    ]


def _contract_words(kind: str, frequency: str) -> str:
    return f"{words.CONTRACTS.get(kind, kind)} · paid {words.FREQUENCIES.get(frequency, frequency).lower()}"


def _dbs_words(page: AssistantPage) -> str:
    if not page.dbs_checks:
        return "–"
    return f"Renew by {format_date(page.dbs_checks[0].renew_by)}"


def _contact_facts(page: AssistantPage) -> list[Fact]:
    record = page.record
    if not page.address_shown:
        return [("Address", "Your role does not show addresses and telephone numbers.")]
    address = ", ".join(part for part in (record.address, record.postcode) if part)
    return [("Phone", record.phone or "–"), ("E-mail", record.email or "–"), ("Address", address or "–")]


def item_row(cell: Cell) -> list[str | Tag]:
    """A line of the Schedule 3 table; what is not simply held is marked."""
    held: str | Tag = cell.held if cell.tone.value == "met" else Tag(cell.held, cell.tone.value)
    return [cell.name, held, day_words(cell.checked), initials(cell.checked_by)]


def initials(name: str) -> str:
    """``Priya Shah`` as ``P. Shah``, the way files are signed."""
    first, _, last = name.strip().partition(" ")
    return f"{first[0]}. {last}" if first and last else (first or "–")


def course_row(course: CourseState) -> list[str | Tag]:
    """A line of the training table."""
    renew = day_words(course.renew_by) if course.done is None or course.renew_by else "once"
    return [course.name, day_words(course.done), renew, tag(course.state)]


def support_row(link: SupportLink, today: date) -> list[str | int | Tag]:
    """A member that is or was supported."""
    over = link.until is not None and link.until < today
    standing = Tag(f"until {format_date(link.until)}", "quiet") if link.until else Tag("now", "met")
    return [link.member, 0 if over else link.weekly_minutes, link.match or "–", format_date(link.since), standing]


def rate_rows(rates: tuple[RateLine, ...], today: date) -> list[list[str | int | Tag]]:
    """Every rate, the one in force of each kind marked."""
    in_force: dict[str, RateLine] = {}
    for rate in sorted(rates, key=lambda one: one.since):
        if rate.since <= today:
            in_force[rate.kind] = rate
    order = list(RATE_KINDS)
    ordered = sorted(rates, key=lambda one: (order.index(one.kind), -one.since.toordinal()))
    return [
        [RATE_KINDS[one.kind], one.pence, format_date(one.since), _rate_tag(one, in_force, today)] for one in ordered
    ]


def _rate_tag(rate: RateLine, in_force: dict[str, RateLine], today: date) -> Tag:
    if rate.since > today:
        return Tag("to come", "info")
    return Tag("in force", "met") if in_force.get(rate.kind) is rate else Tag("before", "quiet")


def tax_facts(page: AssistantPage) -> list[Fact]:
    """The tax details in force."""
    if not page.tax:
        return []
    tax = page.tax[0]
    facts: list[Fact] = [
        ("NI number", page.record.ni_number or "Not recorded"),
        ("Tax code", f"{tax.tax_code} · {words.BASES[tax.basis].lower()}"),
        ("NI letter", words.NI_LETTERS.get(tax.ni_letter, tax.ni_letter)),
        ("Student loan", words.LOANS.get(tax.loans, tax.loans)),
        ("Pension", pension_words(tax)),
        ("From", f"{format_date(tax.since)}" + (f" · {tax.source}" if tax.source else "")),
    ]
    if tax.p45_tax_year:
        told = f"{format_money(tax.p45_pay)} pay, {format_money(tax.p45_tax)} tax in {tax.p45_tax_year}"
        facts.append(("Earlier job", told))
    return facts


def pension_words(tax: TaxLine) -> str:
    """``Relief at source: 5% and 3% of qualifying earnings``."""
    if tax.pension == "none":
        return words.PENSIONS["none"]
    shares = f"{percent_words(tax.employee_rate)} and {percent_words(tax.employer_rate)}"
    return f"{words.PENSIONS[tax.pension]}: {shares} of {words.PENSION_BASES[tax.pension_base].lower()}"


def percent_words(hundredths: int) -> str:
    """``500`` -> ``5%``, ``125`` -> ``1.25%``."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}%" if not rest else f"{whole}.{rest:02d}".rstrip("0") + "%"


def bank_facts(bank: tuple[BankLine, ...], fits: Check | None = None) -> list[Fact]:
    """Where pay goes now, and whether the account number can be, where a table says so."""
    if not bank:
        return []
    now = bank[0]
    sort = "-".join((now.sort_code[:2], now.sort_code[2:4], now.sort_code[4:]))
    checked = []
    if fits is not None:
        right = fits(now.sort_code, now.account_number)
        checked = [("Account check", "fits the sort code" if right else "cannot belong to this sort code: ask again")]
    return [
        ("Name", now.account_name),
        ("Sort code", sort),
        ("Account", now.account_number),
        *checked,
        ("From", day_words(now.since)),
    ]


def who_may_see(permission: Permission) -> str:
    """Who else could look: the roles that have a permission, in words."""
    roles = [role.value for role in Role if permission.allows(role)]
    return f"Only {', '.join(roles[:-1])} and {roles[-1]} may see this. Ask an owner of the office to change your role."


HIDDEN_TAX = who_may_see(SEE_TAX)
HIDDEN_BANK = who_may_see(SEE_BANK)
