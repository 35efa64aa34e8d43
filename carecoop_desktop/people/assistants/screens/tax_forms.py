"""The forms of tax codes as they come: a starter's papers, and HMRC's notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.actions import change_code, record_starter
from carecoop_desktop.people.assistants.entries import CodeNotice, Starter
from carecoop_desktop.people.assistants.queries import AssistantPage, TaxLine
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.people.assistants.rules.starting import SOURCES
from carecoop_desktop.people.assistants.screens.forms import in_force
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import check, choice, date_, heading, money, text
from carecoop_desktop.platform.desktop.keyed_record import setting_under


def starting(page: AssistantPage, today: date) -> Filling:
    """What somebody new brings: a P45, or statement A, B or C of the starter checklist, or neither."""
    now = page.tax[0] if page.tax else None
    fields = (
        date_("since", "First day", page.record.started or today, required=True),
        choice("ni_letter", "NI letter", list(words.NI_LETTERS.items()), now.ni_letter if now else "A", required=True),
        choice("loans", "Student loan", list(words.LOANS.items()), now.loans if now else ""),
        heading("With a P45"),
        text("p45_code", "Code on the P45", width=12, hint="As it stands there: 1257L, 0T M1"),
        date_("p45_left", "Leaving date on it"),
        money("p45_pay", "Pay to date on it", 0),
        money("p45_tax", "Tax to date on it", 0),
        heading("Without a P45"),
        choice("statement", "Starter checklist", list(words.STARTER_STATEMENTS.items()), "",
               hint="None: code 0T until HMRC sends another"),
    )  # fmt: skip
    return Filling(
        f"{page.record.name} starts",
        "Set the starting code",
        fields,
        lambda values, _v: Deed(record_starter, (page.record.id, Starter(**_texts(values)), page.mark)),
        note="A P45 counts before the checklist. The pension and everything else stay as they are.",
    )


def noticing(page: AssistantPage, today: date, fresh: Callable[[], AssistantPage]) -> Filling:
    """A P6, P9 or other notice of another code, from the day that it names."""
    fields = (
        choice("source", "Notice", list(SOURCES.items()), "P6", required=True),
        date_("since", "From", today, required=True, hint="Paydays from this day on use the code"),
        text("tax_code", "New tax code", width=12, required=True, hint="As the notice says it: 1257L, K175, BR"),
        check("non_cumulative", "On a week 1 or month 1 basis"),
        heading("Only where the notice names an earlier job"),
        money("pay", "Its pay to date"),
        money("tax", "Its tax to date"),
    )
    return setting_under(
        f"Another tax code for {page.record.name}",
        "Take this code",
        fields,
        ("since",),
        page.mark,
        lambda key: _as_noticed(in_force(fresh().tax, key)),
        lambda values, seen: Deed(change_code, (page.record.id, CodeNotice(**values), seen)),
        columns={"basis": "non_cumulative", "p45_pay": "pay", "p45_tax": "tax"},
        shows={"basis": lambda basis: words.BASES.get(basis, basis)},
        note="NI letter, loans and pension stay as they are. Payslips already issued are not altered.",
    )


def _as_noticed(line: TaxLine | None) -> dict[str, Any]:
    """The code that stands on a day, as a notice would have named it."""
    if line is None:
        return {}
    noticed = {"tax_code": line.tax_code, "non_cumulative": line.basis == "week1month1", "pay": None, "tax": None}
    return {**noticed, "source": line.source} if line.source in SOURCES else noticed


def why_no_notice(page: AssistantPage) -> str:
    """Why a notice cannot be taken yet; empty where it can."""
    return "" if page.tax else "Set the starting code first: there is nothing that a notice could change."


def _texts(values: dict[str, Any]) -> dict[str, Any]:
    """A choice that was left empty is no answer, and the entry says that with an empty text."""
    return {name: "" if value is None and name in ("statement", "p45_code", "loans") else value
            for name, value in values.items()}  # fmt: skip
