"""What the strip says of a cell."""

from __future__ import annotations

from datetime import date, time, timedelta

from carecoop_desktop.work.timesheets.queries import Cell, GridLine, GridRow
from carecoop_desktop.work.timesheets.rules.entry import Entry
from carecoop_desktop.work.timesheets.rules.findings import Finding
from carecoop_desktop.work.timesheets.screens.strip_form import askable, asked, drafts_of, strip_for

MONDAY = date(2026, 11, 16)
OVERLAP = Finding("bad", "Overlap", "1.5 h overlaps James Hollis 14:00–17:30.", 1)


def _row(lines: tuple[GridLine, ...], **more) -> GridRow:
    cells = tuple(Cell(MONDAY + timedelta(n), sum(one.entry.minutes for one in lines) if n == 3 else 0,
                       lines if n == 3 else (), late=n == 2) for n in range(7))  # fmt: skip
    base = {"member_id": 2, "member": "Aled Pritchard", "planned": 780, **more}
    return GridRow(assistant_id=1, kind="standard", assistant="Siân Davies", cells=cells, **base)


def _line(state: str = "draft", query: str = "", cost: int | None = 11700) -> GridLine:
    return GridLine(1, 1, Entry(time(8), time(17), 30, 510), state, "Took the bus", query, None, (OVERLAP,), cost)


def test_title_findings_and_facts() -> None:
    strip = strip_for(_row((_line(),)), 3)
    assert strip.title == "Thursday 19 November · Siân Davies with Aled Pritchard · 8.50 h standard"
    assert strip.findings == (OVERLAP, Finding("quiet", "Note", "Took the bus"))
    assert dict(strip.facts) == {
        "Agreed a week": "13.00 h", "Entered this week": "8.50 h", "This day": "08:00–17:00 less 30 min, 8.50 h",
        "Cost to account": "£117.00 before on-costs"}  # fmt: skip
    assert (strip.why_not_ask, strip.why_not_planned, strip.why_not_sign) == ("", "", "")


def test_an_empty_day_says_why_nothing_can_be_done() -> None:
    strip = strip_for(_row(()), 2)
    assert strip.title.endswith("Standard, nothing entered")
    assert strip.why_not_ask and strip.why_not_sign
    assert [one.word for one in strip.findings] == ["Late"]


def test_locked_hours_are_only_looked_at() -> None:
    strip = strip_for(_row((_line("locked"),)), 3)
    assert [one.word for one in strip.findings] == ["Overlap", "Note", "Locked"]
    assert "locked" in strip.why_not_ask and "locked" in strip.why_not_planned


def test_the_co_ops_own_hours_are_nobodys_to_sign() -> None:
    strip = strip_for(_row((_line(),), member_id=None, member="", planned=0), 3)
    assert "for the co-op itself" in strip.title
    assert "No member signs" in strip.why_not_sign
    assert "No weekly hours are agreed" in strip.why_not_planned


def test_an_open_question_is_shown_and_cost_kept_from_others() -> None:
    row = _row((_line("queried", "When was this?", None),))
    strip = strip_for(row, 3)
    assert strip.question == "When was this?"
    assert "Cost to account" not in dict(strip.facts)
    assert asked(row.cells[3]) == askable(row.cells[3]) == (1,)
    assert drafts_of(row) == ()
