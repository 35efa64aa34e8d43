"""What timesheets print and write: a PA's sheet to sign, and hours by member for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_hours, plain_money
from carecoop_desktop.platform.office.importing.escaping import write_csv
from carecoop_desktop.platform.office.permissions import EXPORT
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.paper.blocks import Block, PageBreak, Pair, Pairs, Paragraph, Signatures, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures, snug
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.timesheets.queries import PayPeriod, period
from carecoop_desktop.work.timesheets.queries.printing import SheetLine, office_name, printed_lines
from carecoop_desktop.work.timesheets.rules.kinds import KINDS, STATES, amount_text, miles_text
from carecoop_desktop.work.timesheets.rules.periods import short_day

HEADINGS = ("Member", "PA", "Kind", "Hours", "Nights", "Miles", "Expenses", "Lines")


def sheet_document(
    span: PayPeriod, lines: Sequence[SheetLine], office: str = "", *, large_print: bool = False
) -> Document:
    """The sheets of a pay period, one PA to a page: each line, what it comes to, and where to sign."""
    blocks: list[Block] = []
    for _, own in groupby(lines, key=lambda line: line.assistant_id):
        if blocks:
            blocks.append(PageBreak())
        blocks += _sheet(span, list(own))
    if not blocks:
        blocks = [Title("Timesheets", span.name), Paragraph("Nobody has hours in this pay period.")]
    title = f"Timesheets {span.name}"
    return Document(title, tuple(blocks), office, "Timesheets", title, page=LARGE_PRINT if large_print else A4)


def member_hours_rows(lines: Sequence[SheetLine]) -> list[tuple[str, ...]]:
    """Hours and claims of a pay period by member, PA and kind, as plain figures."""
    key = lambda line: (line.member or "", line.assistant, line.kind)  # noqa: E731 - sorting and grouping alike
    found: list[tuple[str, ...]] = []
    for (member, assistant, kind), group in groupby(sorted(lines, key=key), key=key):
        own = list(group)
        found.append(
            (
                member or "The co-op itself",
                assistant,
                KINDS[kind].word,
                format_hours(sum(line.minutes for line in own)).replace(",", ""),
                str(sum(line.nights for line in own)),
                miles_text(sum(line.miles for line in own)).replace(",", ""),
                plain_money(sum(line.expenses for line in own)),
                str(len(own)),
            )
        )
    return found


def save_sheets(reader: Reader, period_id: int, path: Path, *, large_print: bool = False) -> Path:
    """Write the sheets of a pay period as a PDF."""
    reader.require(EXPORT)
    span = period(reader, period_id)
    lines = printed_lines(reader, span.first, span.last, span.frequency)
    write_pdf(sheet_document(span, lines, office_name(reader), large_print=large_print), path)
    return path


def save_member_hours(reader: Reader, period_id: int, path: Path) -> Path:
    """Write hours by member of a pay period as CSV. Refused where there is nothing to write."""
    reader.require(EXPORT)
    span = period(reader, period_id)
    rows = member_hours_rows(printed_lines(reader, span.first, span.last, span.frequency))
    if not rows:
        raise Refusal(f"There are no hours in {span.name}.", "Choose another pay period.")
    write_csv(path, HEADINGS, rows)
    return path


def _sheet(span: PayPeriod, own: Sequence[SheetLine]) -> list[Block]:
    head = (
        Pair("Pay period", span.name),
        Pair("Pay date", format_date(span.pay_date)),
        Pair("Hours", format_hours(sum(line.minutes for line in own))),
        Pair("Sleep-in nights", str(sum(line.nights for line in own))),
    )
    return [
        Title(own[0].assistant, f"{format_date(span.first)} to {format_date(span.last)}"),
        Pairs(head),
        _table(own),
        Signatures((f"{own[0].assistant}: these hours are right and complete", "For the office")),
    ]


def _table(own: Sequence[SheetLine]) -> Table:
    columns = (snug("Day"), Column("Member"), snug("Kind"), snug("From–to"), figures("Amount"), snug("State"))
    rows = [Row(_cells(line)) for line in own]
    minutes = sum(line.minutes for line in own)
    rows.append(Row(("Total", "", "", "", f"{format_hours(minutes)} h", ""), Kind.TOTAL))
    return Table(columns, tuple(rows), "No hours.")


def _cells(line: SheetLine) -> tuple[str, ...]:
    times = f"{line.start:%H:%M}–{line.finish:%H:%M}" if line.start and line.finish else ""
    amount = getattr(line, KINDS[line.kind].measure)
    words = amount_text(line.kind, amount, total=True)
    unit = " h" if KINDS[line.kind].measure == "minutes" else ""
    member = line.member or "The co-op itself"
    return short_day(line.day), member, KINDS[line.kind].word, times, f"{words}{unit}", STATES[line.state][0]
