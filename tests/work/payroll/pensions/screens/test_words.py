"""How pensions read on screens."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.work.payroll.pensions.queries.letters import LetterDue
from carecoop_desktop.work.payroll.pensions.queries.page import DeductionsView, SchemeState
from carecoop_desktop.work.payroll.pensions.queries.standing import SchemeView
from carecoop_desktop.work.payroll.pensions.screens.words import counts_line

NEST = SchemeView(
    1, 1, "NEST", "", "relief-at-source", "qualifying", 500, 300, date(2026, 4, 1), True, "nest", "", "", "", "", None
)  # fmt: skip
DUE = LetterDue(1, "Ann", "enrolled", 1, date(2026, 11, 1), date(2026, 12, 13))


@pytest.mark.parametrize(
    ("members", "letters", "said"),
    [
        ((), 3, "No pension scheme yet"),
        ((7,), 0, "7 in a pension · 0 letters due"),
        ((7, 2), 1, "9 in a pension · 1 letter due"),
        ((1,), 2, "1 in a pension · 2 letters due"),
    ],
)
def test_the_page_counts_members_of_all_schemes_and_letters(members: tuple[int, ...], letters: int, said: str) -> None:
    schemes = tuple(SchemeState(NEST, each, None, ()) for each in members)
    assert counts_line(DeductionsView(schemes, (DUE,) * letters, (), None, None)) == said
