"""Signed, queried, answered, approved."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.actions import (
    NewLine,
    answer_query,
    approve_lines,
    enter_lines,
    query_lines,
    remove_line,
    reopen_lines,
    sign_lines,
)
from carecoop_desktop.work.timesheets.queries import week_grid

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


@pytest.fixture
def lines(office: Office, people) -> list[int]:
    new = [NewLine(people.marek, people.james, MONDAY, minutes=60 * hours) for hours in (1, 2)]
    return list(office.do(enter_lines, [*new, NewLine(people.marek, None, MONDAY, "training", minutes=90)]).value)


def _states(office: Office) -> dict[int, str]:
    rows = office.read(week_grid, SUNDAY).rows
    return {line.id: line.state for row in rows for cell in row.cells for line in cell.lines}


def test_the_way_from_draft_to_approved(office: Office, lines: list[int]) -> None:
    assert office.do(sign_lines, lines[:2]).sentence == "2 lines signed by members"
    assert office.do(approve_lines, lines).sentence == "Approved 3 lines of 1 PA"
    assert set(_states(office).values()) == {"approved"}
    office.undo()
    assert [_states(office)[number] for number in lines] == ["signed", "signed", "draft"]


def test_nobody_approves_what_the_member_has_not_signed(office: Office, lines: list[int]) -> None:
    office.do(sign_lines, lines[:1])
    with pytest.raises(Refusal, match="no signature"):
        office.do(approve_lines, lines)
    assert "approved" not in _states(office).values()


def test_a_question_holds_back_until_it_is_answered(office: Office, lines: list[int]) -> None:
    office.do(sign_lines, lines[:2])
    office.do(query_lines, lines[:1], " Was this on Tuesday? ")
    with pytest.raises(Refusal, match="open question"):
        office.do(approve_lines, lines[:2])
    office.do(answer_query, lines[:1], "No, Monday.")
    (line,) = [line for row in office.read(week_grid, SUNDAY).rows for c in row.cells for line in c.lines
               if line.id == lines[0]]  # fmt: skip
    assert (line.state, line.query) == ("signed", "")
    assert line.note == "Asked: Was this on Tuesday? Answer: No, Monday."


def test_a_question_needs_words(office: Office, lines: list[int]) -> None:
    with pytest.raises(Refusal):
        office.do(query_lines, lines, "  ")


def test_an_approval_is_taken_back(office: Office, lines: list[int]) -> None:
    office.do(sign_lines, lines[:2])
    office.do(approve_lines, lines[:2])
    assert office.do(reopen_lines, lines[:2]).value == 2
    assert _states(office)[lines[0]] == "signed"


def test_lines_that_are_gone_are_told(office: Office, lines: list[int]) -> None:
    office.do(remove_line, lines[0])
    with pytest.raises(Refusal, match="no longer there"):
        office.do(sign_lines, lines)
