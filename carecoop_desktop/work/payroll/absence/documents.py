"""The statement about statutory pay that a PA is handed: what was asked, what was answered, what it comes to."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.paper.blocks import Block, Heading, Note, Pair, Pairs, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, figures
from carecoop_desktop.platform.paper.type import Tone
from carecoop_desktop.work.payroll.absence.queries.statutory import Decision
from carecoop_desktop.work.payroll.absence.rules.kinds import STATUTORY, line_kind

_FORMS = {
    "ssp": "SSP1", "smp": "SMP1", "sap": "SAP1", "spp": "SPP1", "shpp": "statement of refusal", "spbp": "SPBP1",
    "sncp": "SNCP1",
}  # fmt: skip
_NEXT = {
    "ssp": "You may be able to get Universal Credit or Employment and Support Allowance. Ask at gov.uk or Jobcentre "
    "Plus, and give them this statement.",
    "smp": "You may be able to get Maternity Allowance. Ask at gov.uk or Jobcentre Plus, and give them this statement "
    "with your maternity certificate (MATB1).",
}


def statement_document(decision: Decision, *, large_print: bool = False) -> Document:
    """What an employer must tell somebody in writing who does not (or no longer) get statutory pay, and a plain record
    for somebody who does."""
    kind = line_kind(decision.record.kind)
    name = STATUTORY[kind]
    blocks: list[Block] = [
        Title(f"{name}: {'why you get it' if decision.outcome.qualifies else 'why you do not get it'}",
              f"{decision.name} · absence from {format_date(decision.record.first)}"),
        Pairs((Pair("Payroll number", decision.number), Pair("NI number", decision.ni_number or "not recorded"),
               Pair("Employer", decision.office), Pair("Looked at up to", format_date(decision.until))), 2),
        Heading("What the law asks"),
        _checks(decision),
    ]  # fmt: skip
    blocks += _pay(decision) if decision.outcome.qualifies else _refusal(decision, kind)
    blocks.append(Paragraph("If you disagree, ask the office to look again; you may then ask HMRC's Statutory Payment "
                            "Disputes Team for a decision."))  # fmt: skip
    return Document(
        f"{name} {decision.name}",
        tuple(blocks),
        office=decision.office,
        heading=f"{name} · {decision.name}",
        footer=decision.office,
        page=LARGE_PRINT if large_print else A4,
        practice=decision.practice,
    )


def _checks(decision: Decision) -> Table:
    rows = tuple(
        Row(("Met" if check.passed else "Not met", check.sentence, check.rule)) for check in decision.outcome.checks
    )
    return Table((Column("Answer", 2), Column("What was asked", 7), Column("Rule", 5)), rows)


def _pay(decision: Decision) -> list[Block]:
    lines = [line for line in decision.outcome.pay.lines if line.label not in ("Met", "Not met")]
    rows = [
        Row((line.label, line.text, "" if line.pence is None else format_money(line.pence)),
            Kind.TOTAL if last else Kind.PLAIN)
        for line, last in zip(lines, [False] * (len(lines) - 1) + [True], strict=True)
    ]  # fmt: skip
    return [Heading("What it comes to"), Table((Column("What", 4), Column("How", 7), figures("Amount")), tuple(rows))]


def _refusal(decision: Decision, kind: str) -> list[Block]:
    reasons = " ".join(decision.outcome.reasons)
    text = f"This says what HMRC's form {_FORMS[kind]} says. {reasons}".strip()
    found: list[Block] = [Note(text, "Not every condition is met", Tone.WARN)]
    if kind in _NEXT:
        found.append(Paragraph(_NEXT[kind]))
    return found
