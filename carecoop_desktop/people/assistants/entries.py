"""What is entered about a PA: the inputs of the actions, as forms, imports and the demo office give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Who a PA is. ``number`` may be empty: the next free one is given."""

    name: str
    number: str = ""
    born: date | None = None
    sex: str = ""
    ni_number: str | None = None
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    status: str = "active"
    started: date | None = None
    interests: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """Terms from a day on; ``weekly_minutes`` 0 means hours as agreed."""

    since: date | None
    kind: str = "permanent"
    pay_frequency: str = "monthly"
    weekly_minutes: int | None = 0
    holiday: str = "rolled-up"
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PayRate:
    """Pence for one kind of work from a day on."""

    kind: str
    pence: int | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Bank:
    """Where pay goes from a day on."""

    since: date | None
    account_name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True, slots=True)
class Tax:
    """Tax, National Insurance, loans and pension from a day on.

    ``tax_code`` may carry its mark (``1257L M1``); ``loans`` is ``""``, ``1``, ``2+postgrad`` ...; rates of the
    pension are hundredths of one per cent.
    """

    since: date | None
    tax_code: str
    ni_letter: str
    basis: str = "cumulative"
    loans: str = ""
    pension: str = "none"
    pension_base: str = "qualifying"
    employee_rate: int | None = 500
    employer_rate: int | None = 300
    starter_statement: str = ""
    p45_pay: int | None = 0
    p45_tax: int | None = 0
    p45_tax_year: str = ""
    source: str = ""
    apprentice_until: date | None = None
    veteran_since: date | None = None


@dataclass(frozen=True, slots=True)
class Starter:
    """What somebody new brings: a P45 (code, leaving date, pay and tax so far), or statement A, B or C, or neither."""

    since: date | None
    ni_letter: str = "A"
    statement: str = ""
    p45_code: str = ""
    p45_left: date | None = None
    p45_pay: int | None = 0
    p45_tax: int | None = 0
    loans: str = ""


@dataclass(frozen=True, slots=True)
class CodeNotice:
    """HMRC's notice of another code from a day on; ``pay`` and ``tax`` of an earlier job where it names them."""

    since: date | None
    tax_code: str
    source: str = "P6"
    non_cumulative: bool = False
    pay: int | None = None
    tax: int | None = None


@dataclass(frozen=True, slots=True)
class VettingItem:
    """What is held for one item of the staff file. ``complete`` False: something is still missing."""

    item: str
    held: str
    checked: date | None
    checked_by: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Dbs:
    """A certificate seen. ``renew_by`` None follows the office's policy."""

    certificate: str
    issued_on: date | None
    level: str = "enhanced"
    barred_lists: str = "adults"
    seen: date | None = None
    seen_by: str = ""
    update_service: bool = False
    status_checked: date | None = None
    renew_by: date | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class RightToWork:
    """A right-to-work check; ``follow_up`` None: there is no limit of time."""

    method: str
    checked: date | None
    checked_by: str = ""
    follow_up: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference asked for or received. One that was never asked for is held from before, its date unknown."""

    referee: str
    relation: str = ""
    asked: date | None = None
    received: date | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Training:
    """A course done; ``renew_by`` None follows the course's own term."""

    course: str
    done: date | None
    given_by: str = ""
    renew_by: date | None = None


@dataclass(frozen=True, slots=True)
class Supervision:
    """A supervision, appraisal or observed practice that took place."""

    kind: str
    held: date | None
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """Hours a week with one member, and what the two share."""

    member_id: int
    since: date | None
    weekly_minutes: int | None
    match: str = ""


@dataclass(frozen=True, slots=True)
class WholeFile:
    """Everything about one PA at once, as an import or a demo office brings it."""

    person: Person
    contract: Contract | None = None
    rates: tuple[PayRate, ...] = ()
    bank: Bank | None = None
    tax: Tax | None = None
    vetting: tuple[VettingItem, ...] = ()
    dbs: Dbs | None = None
    right_to_work: RightToWork | None = None
    references: tuple[Reference, ...] = ()
    training: tuple[Training, ...] = ()
    supervisions: tuple[Supervision, ...] = ()
    supports: tuple[Support, ...] = ()
