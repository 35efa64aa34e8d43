"""What the page of statements says and shows, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from carecoop_desktop.money.ledger.rules.cover import cover_words
from carecoop_desktop.money.statements.queries import Statement
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.kernel.dates import add_months, format_date, month_end, month_start
from carecoop_desktop.platform.kernel.money import format_hours, format_money

_MONTHS_BACK = 12


def months_to_choose(today: date) -> list[tuple[date, str]]:
    """This month and the twelve before it, the newest first."""
    this = month_start(today)
    return [(first, f"{first:%B %Y}") for first in (add_months(this, -back) for back in range(_MONTHS_BACK + 1))]


def month_to_open(today: date) -> date:
    """This month where it is nearly over, else the one before."""
    return month_start(today) if (month_end(today) - today).days <= 3 else add_months(month_start(today), -1)


def list_rows(statements: Iterable[Statement]) -> list[list[object]]:
    """The list: name, closing balance, and whether the statement is issued."""
    return [
        [each.name, each.closing, Tag("Issued", "met") if each.issued else Tag("Not issued", "quiet")]
        for each in statements
    ]


def to_issue(statements: Iterable[Statement]) -> list[Statement]:
    """Those that are not issued yet."""
    return [each for each in statements if each.issued is None]


def issue_words(count: int) -> str:
    """The name of the deed."""
    return "Issue and print" if not count else f"Issue and print {count} statement{'' if count == 1 else 's'}"


def why_not_issue(may: bool, statements: Sequence[Statement], today: date) -> str:
    """Why the deed is grey; empty when it may be done."""
    if not may:
        return "Your role may not issue statements."
    if not statements:
        return "There are no statements in this month."
    if today < statements[0].last and (statements[0].last - today).days > 3:
        return "This month is not over yet."
    return "" if to_issue(statements) else "All statements of this month are issued. Print them one by one."


def context_words(statements: Sequence[Statement]) -> str:
    """The line under the title."""
    held = sum(each.closing for each in statements)
    done = sum(1 for each in statements if each.issued)
    return f"{len(statements)} members · {format_money(held)} held at the month’s end · {done} issued"


def glance(found: Statement) -> list[tuple[str, str]]:
    """The figures at the top of the paper."""
    return [
        ("At the start", format_money(found.opening)),
        ("Came in", format_money(found.coming)),
        ("Went out", format_money(found.going)),
        ("At the end", f"{format_money(found.closing)} · {cover_words(found.tenths)}"),
        ("Next month", found.outlook.sentence),
        ("Hours", f"{format_hours(found.minutes)} used of {format_hours(found.planned)} agreed"),
    ]


def money_rows(found: Statement) -> list[list[object]]:
    """Money in by stream, then money out by heading."""
    made: list[list[object]] = [
        [f"{line.funder}: {line.stream}", line.expected or "–", line.received] for line in found.money_in
    ]
    return made + [[line.heading, "", -line.pence] for line in found.money_out]


def set_aside_rows(found: Statement) -> list[list[object]]:
    """What is spoken for, then what each funder may ask back."""
    made: list[list[object]] = [[line.label, line.words, line.pence or "–"] for line in found.set_aside]
    return made + [
        [f"{test.funder} may ask back", f"its limit is {test.weeks} weeks’ money", test.surplus or "–"]
        for test in found.surplus
    ]


def state_words(found: Statement) -> str:
    """Whether and when it was issued."""
    if found.issued is None:
        return f"{found.month} · not issued yet"
    return f"{found.month} · issued {format_date(found.issued.on)} by {found.issued.by}"
