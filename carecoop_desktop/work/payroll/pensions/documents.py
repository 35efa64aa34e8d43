"""The statutory letters as papers, and contributions as files for the provider."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.importing.escaping import escape_cell
from carecoop_desktop.platform.paper.blocks import Block, Heading, Keep, Pair, Pairs, Paragraph, Space, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.work.payroll.pensions.layouts import Layout
from carecoop_desktop.work.payroll.pensions.queries.contributing import ContributionFile
from carecoop_desktop.work.payroll.pensions.queries.letters import Letter
from carecoop_desktop.work.payroll.pensions.rules.letters import KINDS, paragraphs


def letter_document(letter: Letter, *, large_print: bool = False) -> Document:
    """A letter exactly as it was issued: every word that depends on the records was kept with it."""
    facts = letter.facts
    address = [facts["name"], *facts["address"].splitlines(), facts["postcode"]]
    blocks: list[Block] = [
        Paragraph("\n".join(line for line in address if line)),
        Space(12),
        Title(KINDS[letter.kind], f"{facts['office']} · {facts['day']}"),
        Pairs((Pair("Payroll number", facts["number"]), Pair("Pension scheme", facts["scheme"])), 2),
        Paragraph(f"Dear {facts['name']},"),
    ]
    for heading, text in paragraphs(letter.kind, facts):
        part = Paragraph(text)
        blocks.append(Keep((Heading(heading, 2), part)) if heading else part)
    blocks += [Space(10), Paragraph(f"{letter.by}, for {facts['office']}")]
    return Document(
        f"{facts['letter']} {facts['name']} {facts['day']}",
        tuple(blocks),
        office=facts["office"],
        heading=f"{facts['letter']} · {facts['name']}",
        footer=f"{facts['office']} · issued {facts['day']}",
        page=LARGE_PRINT if large_print else A4,
        practice=letter.practice,
    )


def contribution_text(layout: Layout, contributions: ContributionFile) -> str:
    """The file's text in a layout; no cell of it can run as a formula in a spreadsheet program."""
    whole = contributions.values(layout)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for record in layout.above:
        writer.writerow([escape_cell(cell.format_map(whole)) for cell in record])
    if layout.headings:
        writer.writerow([escape_cell(heading) for heading, _ in layout.columns])
    for member in contributions.members:
        own = {**whole, **member.values(layout)}
        writer.writerow([escape_cell(value.format_map(own)) for _, value in layout.columns])
    for record in layout.below:
        writer.writerow([escape_cell(cell.format_map(whole)) for cell in record])
    return out.getvalue()


def write_contributions(layout: Layout, contributions: ContributionFile, path: Path) -> None:
    """Write a contribution file; an older one stands until the new one is whole."""
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_text(contribution_text(layout, contributions), encoding=layout.encoding, newline="")
        beside.replace(path)
    except OSError as trouble:
        beside.unlink(missing_ok=True)
        raise Fault(
            f"{path.name} could not be written: {trouble.strerror or trouble}.", "Is it open in another program?"
        ) from None
