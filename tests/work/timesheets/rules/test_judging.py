"""All checks of a week together."""

from __future__ import annotations

from datetime import date, time

from carecoop_desktop.work.timesheets.rules.findings import Piece
from carecoop_desktop.work.timesheets.rules.judging import Person, Week, judge, line_cost

SUNDAY = date(2026, 11, 22)
DAY = date(2026, 11, 19)


def week(**more: object) -> Week:
    people = {1: Person(rates={"standard": 1300, "sleep-in": 6500})}
    return Week(**{"sunday": SUNDAY, "today": SUNDAY, "people": people, "budgets": {}, **more})  # type: ignore[arg-type]


def test_findings_lie_on_lines_members_and_people() -> None:
    lines = [
        Piece(1, 1, 7, "Aled", DAY, "standard", time(8), time(17), 540),
        Piece(2, 1, 8, "James", DAY, "standard", time(15, 30), time(18), 150),
    ]
    people = {1: Person(rates={"standard": 1300}, recent=17 * 49 * 60)}
    found = judge(lines, week(budgets={7: 10_000, 8: 10_000}, people=people, late=frozenset({2})))
    assert [one.word for one in found.lines[1]] == ["Overlap"]
    assert [one.word for one in found.lines[2]] == ["Overlap", "Late"]
    assert [one.word for one in found.members[7]] == ["Over budget"]
    assert 8 not in found.members
    assert [one.word for one in found.people[1]] == ["48 hours"]


def test_the_cost_of_a_line() -> None:
    person = Person(rates={"standard": 1300, "mileage": 45})
    assert line_cost(Piece(1, 1, 7, "", DAY, "standard", minutes=90), person) == 1950
    assert line_cost(Piece(1, 1, 7, "", DAY, "training", minutes=60), person) == 1300
    assert line_cost(Piece(1, 1, 7, "", DAY, "expenses", expenses=420), person) == 420
    assert line_cost(Piece(1, 1, 7, "", DAY, "sleep-in", nights=1), person) is None


def test_days_of_other_weeks_cost_nothing_here() -> None:
    before = Piece(1, 1, 7, "Aled", date(2026, 11, 15), "standard", minutes=6000)
    assert not judge([before], week(budgets={7: 100})).members
