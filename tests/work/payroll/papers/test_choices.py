"""Which papers there are, and what each shows before it is saved."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.work.payroll.papers.choices import (
    FOLDER,
    PAPERS,
    PDF,
    TABLE,
    Asked,
    proposed_name,
    sentence,
    tax_years,
)
from carecoop_desktop.work.payroll.queries import runs
from tests.work.payroll.crew import Crew


def test_every_paper_can_be_read(left: Crew) -> None:
    office = left.office
    asked = Asked("2026-27", None, office.read(runs)[-1].id, left.ids["Ann"])
    shown = {paper.title: office.read(paper.read, asked) for paper in PAPERS}
    assert {title: len(report.rows) for title, report in shown.items()} == {
        "P60": 1, "P45": 1, "P32": 8, "Year card": 3, "Gross to net": 2, "Hours by member": 2,
    }  # fmt: skip
    assert shown["P60"].rows[0][:3] == ("A0", "Ann Ward", "1257L") and "not over" in shown["P60"].context
    assert shown["P45"].rows[0][1:] == ("Bea Ward", date(2026, 6, 10))
    assert proposed_name(shown["Gross to net"]) == "gross-to-net-month-3-2026-27"
    assert sentence(shown["P45"]) == "P45s · 2026-27 · 1 left"


def test_how_each_is_saved() -> None:
    assert [paper.way for paper in PAPERS] == [FOLDER, PDF, TABLE, TABLE, TABLE, TABLE]


def test_tax_years_are_newest_first() -> None:
    assert tax_years(["2025-26", "2026-27", "2025-26"], "2026-27") == ["2026-27", "2025-26"]
    assert tax_years([], "2026-27") == ["2026-27"]
