"""What the funding page says: figures and rows in words, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

from carecoop_desktop.people.funding.queries import AgreementLine, Budget, FunderLine
from carecoop_desktop.people.funding.rules import FREQUENCIES, SCHEMES, SHORT, budget_in_words
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money

MAY_NOT = "Your role may not change funders and agreements."
Fact = tuple[str, *tuple[str | Tag, ...]]


def funding_line(funders: Sequence[FunderLine]) -> str:
    """``£18,185.15 a week · 3 councils, 2 ICBs``: what is paid now, and by whom."""
    paying = [one for one in funders if one.members]
    if not paying:
        return "Nobody pays yet"
    kinds = (("council", "council", "councils"), ("icb", "ICB", "ICBs"))
    counted = [(sum(one.kind == kind for one in paying), single, many) for kind, single, many in kinds]
    who = ", ".join(f"{number} {single if number == 1 else many}" for number, single, many in counted if number)
    total = f"{format_money(sum(one.weekly for one in paying))} a week"
    return f"{total} · {who}" if who else total


def agreement_facts(line: AgreementLine) -> list[Fact]:
    """The facts of one agreement."""
    facts: list[Fact] = [
        ("State", Tag(line.state.words, line.state.tone)),
        ("Funder", line.funder),
        ("Scheme", SCHEMES[line.scheme]),
        ("Weekly budget", budget_in_words(line.weekly, line.contribution)),
        ("Paid", FREQUENCIES.get(line.frequency, line.frequency)),
        ("Runs", f"{format_date(line.start)} to {format_date(line.end) if line.end else 'further notice'}"),
        ("Review", format_date(line.review) if line.review else "None planned"),
    ]
    more = (("Reference", line.reference), ("Note", line.note))
    return [*facts, *((name, value) for name, value in more if value)]


def agreement_row(line: AgreementLine) -> list[str | int | Tag | None]:
    """One agreement among those of a member."""
    return [
        f"{SHORT[line.scheme]} · {line.funder}",
        line.weekly,
        format_date(line.start),
        Tag("ended" if line.state.tone == "quiet" else line.state.words, line.state.tone),
    ]


def funder_row(line: FunderLine) -> list[str | int]:
    """One funder with what it pays now."""
    return [line.name, line.members, line.weekly]


def budget_facts(budget: Budget | None) -> list[Fact]:
    """What a member's overview says: who pays, and how much a week."""
    if budget is None:
        return [("Funder", "Nobody yet")]
    who = [f"{line.funder} · {SCHEMES[line.scheme]}" for line in budget.lines]
    return [("Funder", "\n".join(who)), ("Weekly budget", budget_in_words(budget.weekly, budget.contribution))]
