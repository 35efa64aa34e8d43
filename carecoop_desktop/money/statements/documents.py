"""What statements print and write: the paper, in ordinary or large print, and the figures as a table."""

from __future__ import annotations

from collections.abc import Iterator

from carecoop_desktop.money.ledger.rules.cover import cover_words, weeks_words
from carecoop_desktop.money.statements.queries import Statement, SurplusTest
from carecoop_desktop.platform.kernel.dates import MONTHS, format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money, plain_money
from carecoop_desktop.platform.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Keep,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Tile,
    Tiles,
    Title,
)
from carecoop_desktop.platform.paper.charts import Band, LineChart
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures, rows, snug
from carecoop_desktop.platform.paper.type import SMALL, Tone

CSV_HEADINGS = ("Number", "Name", "Date", "Heading", "What for", "Hours", "In", "Out", "Balance")
_CALM_HEIGHT = 78.0


def statement_document(statement: Statement, *, large_print: bool = False) -> Document:
    """The statement as a paper; in large print for those who need it, whether asked for here or not."""
    large = large_print or statement.large_print
    return Document(
        f"Statement {statement.name} {statement.month}",
        (*_front(statement), *_money(statement), *_ahead(statement), *_transactions(statement), *_foot(statement)),
        office=statement.office,
        heading=f"{statement.name} · {statement.month}",
        footer=f"Member {statement.number}",
        subject=f"Member’s statement, {format_date(statement.first)} to {format_date(statement.last)}",
        page=LARGE_PRINT if large else A4,
        practice=statement.practice,
    )


def statement_rows(statement: Statement) -> list[tuple[str, ...]]:
    """The transactions as rows of a CSV file under ``CSV_HEADINGS``, opening and closing balance included."""
    who = statement.number, statement.name
    made: list[tuple[str, ...]] = []
    made.append((*who, statement.first.isoformat(), "Opening balance", "", "", "", "", plain_money(statement.opening)))
    for line in statement.transactions:
        amount = plain_money(abs(line.pence))
        both = (amount, "") if line.pence >= 0 else ("", amount)
        hours = format_hours(line.minutes) if line.minutes else ""
        made.append((*who, line.day.isoformat(), line.heading, line.text, hours, *both, plain_money(line.balance)))
    made.append((*who, statement.last.isoformat(), "Closing balance", "", "", "", "", plain_money(statement.closing)))
    return made


def _front(statement: Statement) -> Iterator[Block]:
    span = f"{format_date(statement.first)} to {format_date(statement.last)}"
    yield Title(statement.name, f"Statement of your money and hours · {span}")
    needs = "; ".join(statement.information_needs) or "None recorded. Tell us if another form would suit you better."
    yield Pairs(
        (
            Pair("Funded by", ", ".join(statement.funders) or "Nobody yet"),
            Pair("Weekly budget", format_money(statement.weekly)),
            Pair("Account", "Held for you by the co-op, apart from its own money"),
            Pair("How information reaches you", needs),
        )
    )
    outlook = statement.outlook
    yield Tiles(
        (
            Tile("At the start", format_money(statement.opening)),
            Tile("Came in", format_money(statement.coming)),
            Tile("Went out", format_money(statement.going)),
            Tile("At the end", format_money(statement.closing), cover_words(statement.tenths)),
        )
    )
    yield Note(outlook.sentence, f"Can next month be paid? {outlook.word}.", Tone[outlook.tone.upper()])
    if statement.needs_you:
        yield Keep((Heading("What needs you"), Bullets(statement.needs_you)))


def _money(statement: Statement) -> Iterator[Block]:
    yield Heading("Money in")
    yield Table(
        (Column("From"), Column("What"), figures("Expected"), figures("Received"), figures("Difference")),
        rows(
            (
                (line.funder, line.stream, _money_or_dash(line.expected), format_money(line.received),
                 _difference(line.expected, line.variance))
                for line in statement.money_in
            ),
            ("All together", "", "", format_money(statement.coming), ""),
        ),
        "Nothing came in this month.",
    )  # fmt: skip
    yield Heading("Money out")
    yield Table(
        (Column("For"), figures("Amount")),
        rows(
            ((line.heading, format_money(line.pence)) for line in statement.money_out),
            ("All together", format_money(statement.going)),
        ),
        "Nothing went out this month.",
    )
    yield from _hours(statement)


def _difference(expected: int, variance: int) -> str:
    if not expected:
        return ""
    return "as expected" if not variance else format_money(variance, sign=True)


def _money_or_dash(pence: int) -> str:
    return format_money(pence) if pence else "–"


def _hours(statement: Statement) -> Iterator[Block]:
    yield Heading("Hours used against your plan")
    nights = any(line.nights for line in statement.hours)
    headings = [Column("PA"), figures("Agreed"), figures("Used"), figures("Difference")]
    made = [
        [line.assistant, format_hours(line.planned), format_hours(line.worked), _hours_over(line.worked - line.planned)]
        for line in statement.hours
    ]
    total = [
        "All together",
        format_hours(statement.planned),
        format_hours(statement.minutes),
        _hours_over(statement.minutes - statement.planned),
    ]
    if nights:
        headings.append(figures("Sleep-in nights"))
        for cells, line in zip(made, statement.hours, strict=True):
            cells.append(str(line.nights) if line.nights else "–")
        total.append(str(sum(line.nights for line in statement.hours)))
    yield Table(tuple(headings), rows(made, total), "No hours were agreed or worked this month.")


def _hours_over(minutes: int) -> str:
    return f"+{format_hours(minutes)}" if minutes > 0 else format_hours(minutes)


def _ahead(statement: Statement) -> Iterator[Block]:
    aside = Table(
        (Column("For", 0.5), Column("", 1.2), figures("Amount")),
        rows((line.label, line.words, _money_or_dash(line.pence)) for line in statement.set_aside),
    )
    yield Keep((Heading("Set aside"), aside))
    for test in statement.surplus:
        yield _surplus(test)
    yield Keep((Heading("What comes next"), _chart(statement)))


def _surplus(test: SurplusTest) -> Block:
    rule = f"{test.funder} lets {test.weeks} weeks’ money stand ({format_money(test.limit)})."
    free = f"Without what is set aside, your account holds {format_money(test.available)}."
    if not test.surplus:
        return Note(f"{rule} {free} Nothing can be asked back.", "What your council may ask back: nothing.", Tone.MET)
    why = "Tell us why it was not spent: a gap between PAs, a stay in hospital, respite saved up."
    return Note(f"{rule} {free} {why}", f"What your council may ask back: {format_money(test.surplus)}.", Tone.WARN)


def _chart(statement: Statement) -> LineChart:
    outlook = statement.outlook
    values = (*outlook.known, *outlook.ahead)
    labels = (_month(outlook.months[0]), _month(outlook.months[len(outlook.months) - 1]))
    band = Band(0, outlook.contingency, "4 weeks’ contingency") if outlook.contingency else None
    last = outlook.ahead[-1] if outlook.ahead else statement.closing
    words = (
        f"The line shows month-ends; dashed is ahead. With {format_money(outlook.coming)} a month coming in and "
        f"{format_money(outlook.going)} going out, as lately, the account would hold {format_money(last)} at the end "
        f"of {outlook.months[-1]:%B %Y}."
    )
    return LineChart(values, labels, words, whole_pounds, band, len(outlook.known) - 1, _CALM_HEIGHT)


def whole_pounds(pence: int) -> str:
    """Pence as whole pounds, for the axis of a chart."""
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}"


def _month(day: object) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"  # type: ignore[attr-defined]


def _transactions(statement: Statement) -> Iterator[Block]:
    yield Heading("Every line of your account")
    start = Row((format_date(statement.first), "At the start", "", "", format_money(statement.opening)))
    lines = [
        (
            format_date(line.day),
            _what(line.heading, line.text),
            format_money(line.pence) if line.pence >= 0 else "",
            format_money(-line.pence) if line.pence < 0 else "",
            format_money(line.balance),
        )
        for line in statement.transactions
    ]
    end = Row(
        ("", "At the end", format_money(statement.coming), format_money(statement.going),
         format_money(statement.closing)), Kind.TOTAL
    )  # fmt: skip
    columns = (snug("Date"), Column("What"), figures("In"), figures("Out"), figures("Balance"))
    yield Table(columns, (start, *rows(lines), end))


def _what(heading: str, text: str) -> str:
    """A pay run's lines need their heading; everything else says what it is."""
    if not text:
        return heading
    return f"{heading}: {text.removeprefix('Pay run, ')}" if text.startswith("Pay run, ") else text


def _foot(statement: Statement) -> Iterator[Block]:
    if statement.issued:
        made = f"Issued on {format_date(statement.issued.on)} by {statement.issued.by}."
    else:
        made = f"A draft of {format_date(statement.made_on)}, not issued yet."
    weeks = weeks_words(statement.tenths)
    yield Keep(
        (
            Heading("If something looks wrong", 2),
            Paragraph(
                "Ring or write to the office and we look at it with you; ask for any receipt, payslip or timesheet "
                "behind a line. If you are not content with our answer, say that you want to complain: we answer in "
                "writing within 28 days, and you may turn to your council, your ICB or the Local Government and Social "
                "Care Ombudsman.",
            ),
            Paragraph(f"{made} The account lasts {weeks} weeks at your budget." if statement.weekly else made, SMALL),
        )
    )
