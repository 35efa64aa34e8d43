"""Cells as text and as blanks."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from carecoop_desktop.platform.office.importing.cells import SourceRow, cell_text, is_blank, short_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Ann\u00a0Lee ", "Ann Lee"),
        (7, "7"),
        (Decimal("0.50"), "0.50"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 10, 31), "2026-10-31"),
        (time(7, 15), "07:15"),
        (time(7, 15, 30), "07:15:30"),
        (datetime(2026, 10, 31, 7, 15), "2026-10-31 07:15"),  # noqa: DTZ001
    ],
)
def test_every_kind_of_cell_has_a_text(cell: object, text: str) -> None:
    assert cell_text(cell) == text  # type: ignore[arg-type]


def test_zero_is_not_blank_but_spaces_are() -> None:
    assert is_blank("  \t ")
    assert not is_blank(0)


def test_a_short_row_has_empty_cells_at_its_end() -> None:
    row = SourceRow(3, ("a",))
    assert (row.cell(0), row.cell(5), row.blank) == ("a", "", False)
    assert SourceRow(4, ("", " ")).blank


def test_short_text_has_single_spaces_and_an_end() -> None:
    assert short_text("  a \n\t b\u00a0") == "a b"
    assert len(short_text("x" * 30_000)) == 300


def test_what_nobody_sees_in_a_cell_is_taken_off() -> None:
    assert cell_text("\u200e05/10/2026\u200b") == "05/10/2026"
    assert short_text("Ann\u00a0Lee\ufeff") == "Ann Lee"
