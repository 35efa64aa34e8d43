"""The payroll journal is what the ledger has, and in balance."""

from __future__ import annotations

import pytest

from carecoop_desktop.money.ledger.queries.pay_journal import pay_journal
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import run_totals
from tests.work.payroll.crew import crew_in


def test_both_sides_have_the_same_total(office: Office) -> None:
    crew = crew_in(office)
    run = crew.pay(4, {"Ann": 150, "Bea": 100})
    report, totals = office.read(pay_journal, run), office.read(run_totals, run)
    sums = report.totals()
    assert sums is not None and sums[5] == sums[6]
    by_words = {row[4]: (row[5], row[6]) for row in report.rows}
    assert by_words["Net pay"] == (0, totals["net"])
    assert by_words["Tax, National Insurance and loans"] == (0, totals["tax"] + totals["ee_ni"] + totals["er_ni"])


def test_nothing_is_posted_for_a_draft(office: Office) -> None:
    crew = crew_in(office)
    with pytest.raises(Refusal, match="Nothing is posted"):
        office.read(pay_journal, crew.start(4, {"Ann": 10}))
