"""A report of payroll as a PDF on its long side, or as a CSV file."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing.escaping import write_csv
from carecoop_desktop.platform.paper.blocks import Block, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures, snug
from carecoop_desktop.platform.paper.type import SMALL
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.papers.report import CODE, DAY, TEXT, Field, Report


def report_document(report: Report) -> Document:
    """The table with its totals, and the sentences below it."""
    rows = [Row(line) for line in report.shown()]
    totals = report.shown_totals()
    if totals is not None:
        rows.append(Row(totals, Kind.TOTAL))
    blocks: list[Block] = [
        Title(report.title, report.context),
        Table(tuple(_column(each) for each in report.fields), tuple(rows), "Nothing was paid."),
        *(Paragraph(note, SMALL) for note in report.notes),
    ]
    return Document(
        f"{report.title} {report.context}",
        tuple(blocks),
        office=report.office,
        heading=report.title,
        footer=report.context,
        page=A4.landscape(),
        practice=report.practice,
    )


def _column(field: Field) -> Column:
    title = field.short or field.title
    if field.kind in (CODE, DAY):
        return snug(title)
    return Column(title, 2) if field.kind == TEXT else figures(title)


def write_report(report: Report, path: Path) -> None:
    """Write it as PDF or CSV, as the file's name ends; Refusal for any other ending."""
    ending = path.suffix.casefold()
    if ending == ".csv":
        write_csv(path, [each.title for each in report.fields], report.csv_rows())
    elif ending == ".pdf":
        write_pdf(report_document(report), path)
    else:
        raise Refusal(f"{path.name} is neither a PDF nor a CSV file.", "End its name with .pdf or .csv.")
