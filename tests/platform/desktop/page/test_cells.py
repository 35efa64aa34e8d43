"""What cells say in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.desktop.page.cells import Cell, Column, Do, Kind, Tag, Tagged, cell_text
from carecoop_desktop.platform.kernel.money import parse_money


@pytest.mark.parametrize(
    ("cell", "kind", "words"),
    [
        ("Marek Nowak", "text", "Marek Nowak"),
        (199800, "money", "£1,998.00"),
        (-5, "money", "-£0.05"),
        (0, "money", "£0.00"),
        (8880, "hours", "148.00"),
        (1234, "number", "1,234"),
        (7, "text", "7"),
        (None, "money", "–"),
        (None, "hours", "–"),
        (None, "text", ""),
        ("12 mi", "hours", "12 mi"),
        (Tag("Ready", "met"), "text", "Ready"),
        (Tagged("Marek Nowak", Tag("DBS", "bad")), "text", "Marek Nowak (DBS)"),
        (Do("Open", print), "text", "Open"),
    ],
)
def test_words(cell: Cell, kind: Kind, words: str) -> None:
    assert cell_text(cell, kind) == words


@given(st.integers(-(10**12), 10**12))
def test_money_reads_back(pence: int) -> None:
    assert parse_money(cell_text(pence, "money")) == pence


@pytest.mark.parametrize(("kind", "right"), [("text", False), ("money", True), ("hours", True), ("number", True)])
def test_figures_stand_at_the_right(kind: Kind, right: bool) -> None:
    assert Column("x", kind).right is right
