"""The list of what was shown, on paper."""

from __future__ import annotations

from carecoop_desktop.home.inspector.queries import ShownList
from carecoop_desktop.platform.kernel.dates import LONDON, format_moment
from carecoop_desktop.platform.paper.blocks import Pair, Pairs, Paragraph, Signatures, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.tables import Column, Row, Table, figures, snug
from carecoop_desktop.platform.paper.type import SMALL


def shown_document(shown: ShownList) -> Document:
    """Who saw which record when, with lines to sign on."""
    visit = shown.visit
    rows = tuple(
        Row((str(number), f"{view.at.astimezone(LONDON):%H:%M}", view.title))
        for number, view in enumerate(shown.views, 1)
    )
    note = (
        "Records were shown through a connection that cannot write. Home addresses, telephone numbers, bank and pay "
        "details were hidden. Each line was written before its record was shown and is part of the office's history."
    )
    blocks = (
        Title("List of what was shown", f"Inspection visit of {format_moment(visit.started)}"),
        Pairs(
            (
                Pair("Inspector", f"{visit.inspector} ({visit.body})"),
                Pair("Room opened by", visit.started_by),
                Pair("Began", format_moment(visit.started)),
                Pair("Ended", format_moment(visit.ended) if visit.ended else "still under way"),
            )
        ),
        Table((figures("No."), snug("Time"), Column("Record shown")), rows, "Nothing was shown yet."),
        Paragraph(note, SMALL),
        Signatures((visit.inspector, f"For {shown.office}")),
    )
    title = f"List of what was shown {format_moment(visit.started)}"
    return Document(title, blocks, office=shown.office, heading="Inspection visit", footer=f"{shown.office} · {title}")
