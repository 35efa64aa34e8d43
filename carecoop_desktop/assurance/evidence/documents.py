"""The evidence pack on paper."""

from __future__ import annotations

from carecoop_desktop.assurance.evidence.queries.packing import Pack, PackCheck, PackQuestion, PackTopic
from carecoop_desktop.assurance.evidence.rules import State, counted
from carecoop_desktop.platform.kernel.dates import format_date, format_moment
from carecoop_desktop.platform.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Keep,
    Note,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Tile,
    Tiles,
    Title,
)
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.pills import Pill
from carecoop_desktop.platform.paper.tables import Column, Row, Table, figures, snug
from carecoop_desktop.platform.paper.type import QUIET, SMALL, Tone

MOST_GAPS = 12
"""People named behind one check; the others are counted."""


def pack_document(pack: Pack, *, large_print: bool = False) -> Document:
    """The pack: cover, every question and topic, then which topics answer to each other and the history's seal."""
    blocks: list[Block] = list(_cover(pack))
    for question in pack.questions:
        blocks += _question(question)
    blocks += _crosswalk(pack)
    blocks += _seal(pack)
    return Document(
        f"Evidence pack {pack.framework.short} {format_date(pack.made_on)}",
        tuple(blocks),
        office=pack.office,
        heading=f"Evidence pack · {pack.framework.short}",
        footer=f"{pack.office} · {format_date(pack.made_on)}",
        subject=f"Evidence for {pack.framework.title}",
        page=LARGE_PRINT if large_print else A4,
        practice=pack.practice,
        made_at=pack.made_at,
    )


def _cover(pack: Pack) -> list[Block]:
    framework = pack.framework
    share = f"{pack.met * 100 // pack.total}%" if pack.total else "–"
    topics = sum(len(question.topics) for question in pack.questions)
    blocks: list[Block] = [
        Title("Evidence pack", f"{framework.title} · {framework.version}", _draft(framework.status)),
        Pairs(
            (
                Pair("Office", pack.office),
                Pair("Framework", f"{framework.title} ({framework.status})"),
                Pair("Made on", f"{format_date(pack.made_on)} by {pack.made_by}"),
                Pair("Framework checked on", format_date(framework.checked_on)),
                Pair("In force from", format_date(framework.valid_from)),
                Pair("Source", framework.source),
            ),
            1,
            0.22,
        ),
        Tiles(
            (
                Tile("Live checks met", f"{pack.met} of {pack.total}", share),
                Tile("Topics", str(topics), counted(len(pack.questions), "question")),
                Tile("Documents and voices", str(pack.documents)),
                Tile("Checks with gaps", str(len(pack.gaps))),
            )
        ),
        Heading("At a glance"),
        Table(
            (Column("Question", 4), figures("Topics"), Column("How it stands", 2)),
            tuple(Row((q.question.title, str(len(q.topics)), _pill(q.state))) for q in pack.questions),
        ),
        Heading("Gaps, and what stands behind them"),
        _checks(pack.gaps, "No live check has a gap."),
    ]
    if pack.not_kept:
        text = "These checks are not kept in CareCoop yet and count as neither met nor missed: "
        blocks.append(Note(text + "; ".join(pack.not_kept) + ".", "Not counted", Tone.QUIET))
    how = (
        "Figures are counted from the office's own records at the moment of printing. People behind a gap are named by "
        "initials and number; there are no addresses, bank details or pay in this pack. "
    )
    return [*blocks, Paragraph(how + framework.note, SMALL)]


def _draft(status: str) -> Pill | None:
    return None if status == "in force" else Pill(status, Tone.WARN)


def _pill(state: State) -> Pill:
    return Pill(state.word, Tone[state.tone.upper()])


def _checks(checks: tuple[PackCheck, ...], empty: str) -> Table:
    columns = (Column("Live check, from the office's own records", 5), figures("Now"), figures("Aim"), snug("Seen"))
    rows = tuple(Row((check.title, check.now, check.aim, _pill(check.state))) for check in checks)
    return Table(columns, rows, empty)


def _question(question: PackQuestion) -> list[Block]:
    blocks: list[Block] = [PageBreak(), Title(question.question.title, question.question.asks, _pill(question.state))]
    for topic in question.topics:
        blocks += _topic(topic)
    return blocks


def _topic(topic: PackTopic) -> list[Block]:
    about = topic.topic
    blocks: list[Block] = [
        Keep((Heading(f"{about.id} {about.title}"), Paragraph(f"What an inspector looks for: {about.looks_for}")))
    ]
    if about.regulations:
        blocks.append(Paragraph("Regulations: " + ", ".join(about.regulations) + ".", SMALL, 2))
    blocks.append(_checks(topic.checks, "No live check speaks to this topic; documents and voices do."))
    blocks += _gaps(topic.checks)
    if topic.documents:
        rows = tuple(Row((words, one.title, format_date(one.dated))) for words, one in topic.documents)
        blocks.append(Table((Column("Kind", 2), Column("Document or voice", 5), snug("Dated")), rows))
    else:
        blocks.append(Paragraph("No documents or voices are filed yet. It helps to show: "
                                + "; ".join(about.show) + ".", QUIET))  # fmt: skip
    if topic.plans:
        plans = tuple(Row((one.what, one.who, format_date(one.due), _pill(one.state))) for one in topic.plans)
        blocks.append(Table((Column("Plan", 5), Column("Who", 2), snug("By"), snug("State")), plans))
    return blocks


def _gaps(checks: tuple[PackCheck, ...]) -> list[Block]:
    points = []
    for check in (one for one in checks if one.gaps):
        named = "; ".join(f"{who}: {why}" if why else who for who, why in check.gaps[:MOST_GAPS])
        more = len(check.gaps) - MOST_GAPS
        points.append(f"{check.title}: {named}" + (f"; and {more} more" if more > 0 else "") + ".")
    return [Bullets(tuple(points), SMALL)] if points else []


def _crosswalk(pack: Pack) -> list[Block]:
    topics = [topic for question in pack.questions for topic in question.topics if topic.elsewhere]
    if not topics:
        return []
    rows = tuple(Row((f"{one.topic.id} {one.topic.title}", "\n".join(one.elsewhere))) for one in topics)
    return [
        PageBreak(),
        Title("Where the same evidence counts elsewhere", "Our own mapping; no regulator has published one"),
        Table((Column(pack.framework.short, 2), Column("Other frameworks", 4)), rows),
    ]


def _seal(pack: Pack) -> list[Block]:
    found = {
        True: "was walked from its first entry when this pack was made, and holds",
        False: "does NOT hold: entries were altered or lost after they were written",
        None: "was not walked for this framework",
    }[pack.chain_holds]
    text = (
        f"Every change in this office is chained to the one before by SHA-256. The chain {found}. Its head is change "
        f"{pack.chain_number}:\n{pack.chain_hash}\nThis pack was made on {format_moment(pack.made_at)}."
    )
    return [Keep((Heading("The history behind these figures"), Paragraph(text)))]
