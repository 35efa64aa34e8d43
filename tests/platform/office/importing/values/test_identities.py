"""Numbers of people and accounts: check digits, HMRC's pattern, zeros kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.cells import Cell


@pytest.mark.parametrize("cell", ["AB 10 33 34 A", "ab103334a", "AB-10-33-34-A", "AB103334 A"])
def test_ni_numbers_come_to_one_form(cell: str) -> None:
    assert read.ni_number(cell) == "AB103334A"


def test_the_last_letter_of_an_ni_number_may_be_missing() -> None:
    assert read.ni_number("AB103334") == "AB103334"


@pytest.mark.parametrize(
    "cell",
    [
        "QQ123456C",
        "DA123456A",
        "AO123456A",
        "BG123456A",
        "GB123456A",
        "NK123456A",
        "TN123456A",
        "ZZ123456A",
        "AB123456E",
        "AB12345A",
        "AB1234567A",
        "",
        "TN010199F",
        123456,
    ],
)
def test_impossible_ni_numbers(cell: Cell) -> None:
    with pytest.raises(read.Unreadable, match="not a possible NI number"):
        read.ni_number(cell)


@pytest.mark.parametrize("cell", ["943 476 5919", "9434765919", "943-476-5919", 9434765919])
def test_nhs_numbers_come_to_ten_figures(cell: Cell) -> None:
    assert read.nhs_number(cell) == "9434765919"


@pytest.mark.parametrize("cell", ["943 476 5918", "9434765910", "9990000002"])
def test_a_wrong_check_digit_is_told_as_such(cell: str) -> None:
    with pytest.raises(read.Unreadable, match="NHS number fails its check digit"):
        read.nhs_number(cell)


@pytest.mark.parametrize("cell", ["943476591", "94347659199", "ABC", "", "٩٤٣٤٧٦٥٩١٩"])
def test_what_is_no_nhs_number(cell: str) -> None:
    with pytest.raises(read.Unreadable, match="not an NHS number"):
        read.nhs_number(cell)


@given(st.integers(0, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_any_single_wrong_figure_is_found(stem: int, place: int, shift: int) -> None:
    figures = f"{stem:09d}"
    check = -sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=True)) % 11
    if check == 10:
        for last in range(10):
            with pytest.raises(read.Unreadable):
                read.nhs_number(f"{figures}{last}")
        return
    assert read.nhs_number(f"{figures}{check}") == f"{figures}{check}"
    wrong = figures[:place] + str((int(figures[place]) + shift) % 10) + figures[place + 1 :]
    with pytest.raises(read.Unreadable):
        read.nhs_number(f"{wrong}{check}")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("20-29-59", "202959"), ("20 29 59", "202959"), ("089999", "089999"), (89999, "089999"), (202959, "202959")],
)
def test_sort_codes(cell: Cell, code: str) -> None:
    assert read.sort_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "number"),
    [("63748472", "63748472"), ("0637 4847", "06374847"), ("1234567", "01234567"), (1234567, "01234567")],
)
def test_account_numbers_keep_their_zeros(cell: Cell, number: str) -> None:
    assert read.account_number(cell) == number


@pytest.mark.parametrize(("cell", "number"), [("020774706735", "020774706735"), (20774706735, "020774706735")])
def test_dbs_numbers_keep_their_zeros(cell: Cell, number: str) -> None:
    assert read.dbs_number(cell) == number


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (read.sort_code, "2029"),
        (read.sort_code, "20-2959"),
        (read.sort_code, 99),
        (read.sort_code, -89999),
        (read.account_number, "12345"),
        (read.account_number, "123456789"),
        (read.account_number, "abcdefgh"),
        (read.dbs_number, "12345"),
        (read.dbs_number, 5),
    ],
)
def test_numbers_of_a_wrong_length(parse: Callable[[Cell], str], cell: Cell) -> None:
    with pytest.raises(read.Unreadable) as refused:
        parse(cell)
    assert "figures such as" in refused.value.accepted
