"""The forms of a PA's record, terms and matches: what they ask and what they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from carecoop_desktop.people.assistants.account_numbers import Check
from carecoop_desktop.people.assistants.actions import (
    add_assistant,
    assistant_left,
    change_assistant,
    set_bank_details,
    set_contract,
    set_pay_rate,
    set_tax_details,
    start_supporting,
    stop_supporting,
)
from carecoop_desktop.people.assistants.entries import Bank, Contract, PayRate, Person, Support, Tax
from carecoop_desktop.people.assistants.queries import (
    AssistantPage,
    AssistantRecord,
    BankLine,
    ContractLine,
    RateLine,
    SupportLink,
    TaxLine,
)
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.people.assistants.rules.pay_rates import RATE_KINDS
from carecoop_desktop.people.assistants.screens.words import percent_words
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
from carecoop_desktop.platform.desktop.keyed_record import Key, setting_under
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.importing.values import Unreadable
from carecoop_desktop.platform.office.importing.values import percent as read_percent

Find = Callable[[str], list[tuple[int, str]]]
Fresh = Callable[[], AssistantPage]
Terms = ContractLine | RateLine | BankLine | TaxLine
Line = TypeVar("Line", bound=ContractLine | RateLine | BankLine | TaxLine)
_HIDDEN = "Your role does not show this."
_NO_TAX_YET = Tax(None, tax_code="", ni_letter="A", pension="relief-at-source")


def adding(today: date) -> Filling:
    """The form that adds a PA."""
    fields = _person_fields(Person("", started=today), True, True)
    return Filling("New PA", "Add PA", fields, lambda values, _v: Deed(add_assistant, (Person(**_person(values)),)))


def changing(page: AssistantPage, fresh: Callable[[], int]) -> Filling:
    """The form that changes who a PA is; only what was altered is written."""
    record = page.record
    fields = _person_fields(_entry(record), page.address_shown, page.tax is not None)

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(change_assistant, (record.id, version), values)

    return Filling(f"Edit {record.name}", "Save", fields, submit, record.version, True, fresh)


def leaving(page: AssistantPage, today: date, fresh: Callable[[], AssistantRecord]) -> Filling:
    """The form that says when a PA left."""
    record = page.record
    return changing_whole(
        f"{record.name} leaves",
        "End employment",
        record,
        fresh,
        lambda now: (date_("left", "Last day", now.left or today, required=True),),
        lambda values, version: Deed(assistant_left, (record.id, values["left"], version)),
        note="Contracts and matches with members end on that day. The file is kept as long as the law asks.",
        shows={"status": lambda status: words.STATUSES.get(status, status)},
    )


def contract(page: AssistantPage, today: date, fresh: Fresh) -> Filling:
    """New terms from a day on."""
    now = page.contracts[0] if page.contracts else None
    fields = (
        date_("since", "From", today if now else page.record.started, required=True),
        choice("kind", "Contract", list(words.CONTRACTS.items()), now.kind if now else "permanent", required=True),
        choice(
            "pay_frequency",
            "Paid",
            list(words.FREQUENCIES.items()),
            now.pay_frequency if now else "monthly",
            required=True,
        ),
        hours("weekly_minutes", "Hours a week", now.weekly_minutes if now else 0, hint="0 means hours as agreed"),
        choice(
            "holiday", "Holiday pay", list(words.HOLIDAYS.items()), now.holiday if now else "rolled-up", required=True
        ),
        date_("until", "Until", hint="Empty means without an end"),
        multiline("note", "Note", lines=2),
    )
    return _from_a_day(
        f"Contract of {page.record.name}",
        "Set contract",
        fields,
        page.mark,
        lambda: fresh().contracts,
        lambda values, seen: Deed(set_contract, (page.record.id, Contract(**values), seen)),
    )


def pay_rate(page: AssistantPage, today: date, fresh: Fresh) -> Filling:
    """A rate from a day on."""
    fields = (
        choice("kind", "Kind of work", list(RATE_KINDS.items()), "standard", required=True),
        money("pence", "Rate", hint="An hour, a night or a mile", required=True),
        date_("since", "From", today if page.rates else page.record.started, required=True),
    )
    note = "Earlier rates stay as they were: hours before that day are still paid by them."
    return _from_a_day(
        f"Pay of {page.record.name}",
        "Set rate",
        fields,
        page.mark,
        lambda: fresh().rates,
        lambda values, seen: Deed(set_pay_rate, (page.record.id, PayRate(**values), seen)),
        ("kind", "since"),
        note=note,
    )


def bank(page: AssistantPage, today: date, fresh: Fresh, fits: Check | None = None) -> Filling:
    """Bank details from a day on. ``fits`` says whether an account number can be; None where no table is loaded."""
    fields = (
        text("account_name", "Name on the account", page.record.name, required=True),
        text("sort_code", "Sort code", width=10, hint="20-29-59", required=True),
        text("account_number", "Account number", width=10, hint="Eight figures", required=True),
        date_("since", "From", today if page.bank else page.record.started, required=True),
        *((check("anyway", "Keep a number that does not fit its sort code"),) if fits is not None else ()),
    )
    note = "Ring the PA on a number that you know before you change where pay goes."
    if fits is not None:
        note += " The account number is checked against Pay.UK's table."

    def submit(values: dict[str, Any], seen: int) -> Deed:
        anyway = values.pop("anyway", False)
        code, account = (re.sub(r"[^0-9]", "", values[name] or "") for name in ("sort_code", "account_number"))
        if fits is not None and not anyway and len(code) == 6 and len(account) == 8 and not fits(code, account):
            wrong = "This account number cannot belong to this sort code."
            raise Invalid([Issue("account_number", wrong, "Ask the PA again, or keep it all the same.")])
        return Deed(set_bank_details, (page.record.id, Bank(**values), seen))

    return _from_a_day(
        f"Bank details of {page.record.name}",
        "Set bank details",
        fields,
        page.mark,
        lambda: fresh().bank,
        submit,
        note=note,
    )


def tax(page: AssistantPage, today: date, fresh: Fresh) -> Filling:
    """Tax, National Insurance, loans and pension from a day on."""
    now: TaxLine | Tax = page.tax[0] if page.tax else _NO_TAX_YET
    since = today if page.tax else page.record.started
    fields = (
        heading("Tax and National Insurance"),
        date_("since", "From", since, required=True),
        text(
            "tax_code",
            "Tax code",
            now.tax_code,
            width=12,
            required=True,
            hint="As the notice says it: 1257L, K175, BR, 1257L M1",
        ),
        choice("basis", "Basis", list(words.BASES.items()), now.basis, required=True),
        choice("ni_letter", "NI letter", list(words.NI_LETTERS.items()), now.ni_letter, required=True),
        choice("loans", "Student loan", list(words.LOANS.items()), now.loans),
        text("source", "Where this comes from", hint="P45, P6, P9, starter checklist"),
        date_("apprentice_until", "Apprentice until", now.apprentice_until, hint="Letter H ends then"),
        date_("veteran_since", "First civilian job", now.veteran_since, hint="Letter V: a year"),
        heading("Pension"),
        choice("pension", "Pension", list(words.PENSIONS.items()), now.pension),
        choice(
            "pension_base",
            "Worked out on",
            list(words.PENSION_BASES.items()),
            now.pension_base,
        ),
        text("employee_rate", "PA's share", percent_words(now.employee_rate or 0), width=8),
        text("employer_rate", "Employer's share", percent_words(now.employer_rate or 0), width=8),
        heading("An earlier job this tax year"),
        choice(
            "starter_statement",
            "Starter checklist",
            list(words.STARTER_STATEMENTS.items()),
            now.starter_statement,
        ),
        money("p45_pay", "Pay on the P45", now.p45_pay),
        money("p45_tax", "Tax on the P45", now.p45_tax),
        text("p45_tax_year", "Tax year of the P45", now.p45_tax_year, width=10, hint="2026-27"),
    )
    return _from_a_day(
        f"Tax details of {page.record.name}",
        "Set tax details",
        fields,
        page.mark,
        lambda: fresh().tax,
        lambda values, seen: Deed(set_tax_details, (page.record.id, Tax(**_filled(values)), seen)),
        shows={"employee_rate": percent_words, "employer_rate": percent_words},
    )


def _from_a_day(
    title: str,
    deed: str,
    fields: Sequence[Field],
    mark: int,
    fresh: Callable[[], Sequence[Terms] | None],
    submit: Callable[[dict[str, Any], int], Deed],
    key: tuple[str, ...] = ("since",),
    **more: Any,
) -> Filling:
    """The form of what counts from a day on; its key ends with the day, before which may stand a kind of work."""

    def theirs(under: Key) -> dict[str, Any]:
        line = in_force(fresh(), under)
        return {} if line is None else _as_typed(line)

    return setting_under(title, deed, fields, key, mark, theirs, submit, **more)


def in_force(lines: Sequence[Line] | None, key: Key) -> Line | None:
    """The line that counts on the day of a key; lines are the newest first, None where a role does not show them."""
    *kind, day = key
    found = (line for line in lines or () if line.since <= day and (not kind or [getattr(line, "kind", "")] == kind))
    return next(found, None)


def _as_typed(line: Terms) -> dict[str, Any]:
    """What stands as the form has it: shares of pay in words."""
    shares = ("employee_rate", "employer_rate")
    return {name: percent_words(value) if name in shares else value for name, value in asdict(line).items()}


def matching(page: AssistantPage, find: Find, today: date, fresh: Fresh) -> Filling:
    """A member to support."""
    fields: tuple[Field, ...] = (
        person("member_id", "Member", find, required=True),
        hours("weekly_minutes", "Hours a week", required=True),
        text("match", "What they share", hint="Football, music, a language"),
        date_("since", "From", today, required=True),
    )
    return setting_under(
        f"Match {page.record.name} with a member",
        "Match",
        fields,
        ("member_id",),
        page.mark,
        lambda key: _matched(fresh(), *key),
        lambda values, seen: Deed(start_supporting, (page.record.id, Support(**values), seen)),
    )


def rematching(page: AssistantPage, link: SupportLink, today: date, fresh: Fresh) -> Filling:
    """Other hours with the same member."""
    fields = (
        hours("weekly_minutes", "Hours a week", link.weekly_minutes, required=True),
        text("match", "What they share", link.match),
        date_("since", "From", today, required=True),
    )
    return setting_under(
        f"{link.assistant} with {link.member}",
        "Save",
        fields,
        (),
        page.mark,
        lambda _key: _matched(fresh(), link.member_id),
        lambda values, seen: Deed(start_supporting, (link.assistant_id, Support(link.member_id, **values), seen)),
    )


def _matched(page: AssistantPage, member_id: int) -> dict[str, Any]:
    """How the match with a member stands, the newest there is."""
    link = next((each for each in page.supports if each.member_id == member_id), None)
    return {} if link is None else asdict(link)


def unmatching(link: SupportLink, today: date, fresh: Callable[[], SupportLink]) -> Filling:
    """The last day of a match."""
    return changing_whole(
        f"{link.assistant} no longer supports {link.member}",
        "End the match",
        link,
        fresh,
        lambda now: (date_("until", "Last day", now.until or today, required=True),),
        lambda values, version: Deed(stop_supporting, (link.id, values["until"], version)),
    )


def _entry(record: AssistantRecord) -> Person:
    return Person(**{name: getattr(record, name) for name in Person.__dataclass_fields__})


def _person_fields(held: Person, addresses: bool, tax_shown: bool) -> tuple[Field, ...]:
    hidden = "" if addresses else _HIDDEN
    return (
        heading("Who they are"),
        text("name", "Full name", held.name, required=True),
        text("number", "PA number", held.number, width=10, hint="Empty means the next free one"),
        choice(
            "status",
            "Status",
            [(code, word) for code, word in words.STATUSES.items() if code != "left"],
            held.status if held.status != "left" else "active",
            required=True,
        ),
        date_("started", "Started on", held.started),
        date_("born", "Born on", held.born),
        choice("sex", "Sex for HMRC", [("", "Not recorded"), ("F", "Female"), ("M", "Male")], held.sex),
        text("ni_number", "NI number", held.ni_number or "", width=14, why_not="" if tax_shown else _HIDDEN),
        heading("How to reach them"),
        text("phone", "Phone", held.phone, width=18, why_not=hidden),
        text("email", "E-mail", held.email, why_not=hidden),
        text("address", "Address", held.address, why_not=hidden),
        text("postcode", "Post code", held.postcode, width=10, why_not=hidden),
        heading("For matching"),
        text("languages", "Languages", held.languages),
        text("interests", "Interests", held.interests),
    )


def _person(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "ni_number": values.get("ni_number") or None, "sex": values.get("sex") or ""}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """As the entry wants it: choices of "none" come as nothing, and shares as they are written, such as 5%."""
    texts = ("loans", "starter_statement", "basis", "ni_letter", "pension", "pension_base")
    filled = {key: ("" if value is None and key in texts else value) for key, value in values.items()}
    return {
        **filled,
        "employee_rate": _share(values["employee_rate"]),
        "employer_rate": _share(values["employer_rate"]),
    }


def _share(typed: str) -> int | None:
    """A share of pay in hundredths of one per cent; None for what is not one, which the action then tells."""
    try:
        return read_percent(typed)
    except Unreadable:
        return None
