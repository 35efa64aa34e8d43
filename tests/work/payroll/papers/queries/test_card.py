"""The year card: a line a payment, to date as the payslips say."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.papers.queries.card import year_card
from tests.work.payroll.crew import Crew


def test_every_payment_is_a_line(left: Crew) -> None:
    card = left.office.read(year_card, "2026-27", left.ids["Ann"])
    assert [row[0] for row in card.rows] == [1, 2, 3]
    assert {row[2] for row in card.rows} == {"1257L"} and {row[8] for row in card.rows} == {"A"}
    taxable = [int(row[4]) for row in card.rows]  # type: ignore[arg-type]
    assert [row[5] for row in card.rows] == [sum(taxable[: place + 1]) for place in range(3)]
    totals = card.totals()
    assert totals is not None and totals[3] == sum(taxable) and totals[5] is None
    assert "payroll number A0" in card.context and card.notes[0].startswith("Letter A: at the lower limit")


def test_somebody_unpaid_has_none(crew: Crew) -> None:
    with pytest.raises(Refusal, match="Nothing was paid"):
        crew.office.read(year_card, "2025-26", crew.ids["Ann"])
