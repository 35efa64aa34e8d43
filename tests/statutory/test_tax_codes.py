"""Tax codes as people write them, starters, and 6 April."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.tables import TaxCodes, TaxYear
from carecoop_desktop.statutory.tax_codes import (
    after_leaving,
    parse_code,
    period_one,
    start_with_p45,
    start_without_p45,
    uplifted,
)


@pytest.fixture
def codes(year: TaxYear) -> TaxCodes:
    return year.table(TaxCodes, date(2026, 4, 6))


@pytest.mark.parametrize(
    ("number", "week", "month"),
    [(0, 0, 0), (1, 37, 159), (475, 9152, 39659), (500, 9633, 41742), (501, 9653, 41826), (1257, 24192, 104826)],
)
def test_the_first_periods_free_pay_is_that_of_the_tables(number: int, week: int, month: int) -> None:
    assert (period_one(number, 52), period_one(number, 12)) == (week, month)


@pytest.mark.parametrize(
    ("written", "basic", "nation", "non_cumulative"),
    [
        ("1257L", "1257L", "rUK", False),
        ("1257l x", "1257L", "rUK", True),
        ("s1257L W1", "S1257L", "Scotland", True),
        ("C1257L M1", "C1257L", "Wales", True),
        ("1257LW1/M1", "1257L", "rUK", True),
        ("1257L NONCUM", "1257L", "rUK", True),
        (" K475 ", "K475", "rUK", False),
        ("SK475M1", "SK475", "Scotland", True),
        ("01257L", "1257L", "rUK", False),
        ("0T", "0T", "rUK", False),
        ("NT", "NT", "rUK", False),
        ("CBR", "CBR", "Wales", False),
        ("SD3", "SD3", "Scotland", False),
        ("999999T", "999999T", "rUK", False),
        ("1131N", "1131N", "rUK", False),
        ("500Y", "500Y", "rUK", False),
    ],
)
def test_codes_are_read_as_they_are_written(written: str, basic: str, nation: str, non_cumulative: bool) -> None:
    code = parse_code(written)
    assert (code.basic, code.nation, code.non_cumulative) == (basic, nation, non_cumulative)
    assert parse_code(str(code)) == code


@pytest.mark.parametrize("written", ["", "L1257", "1257", "1257Q", "D9", "K", "TN", "1234567L", "XS1257L", "BR5"])
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(Refusal, match="is not a tax code"):
        parse_code(written)


def test_a_k_code_adds_pay_where_others_free_it() -> None:
    assert parse_code("K475").month == -parse_code("475L").month == -39659


def test_prefix_and_code_come_apart_for_returns() -> None:
    assert (parse_code("S1257L X").regime, parse_code("S1257L X").unprefixed) == ("S", "1257L")
    assert (parse_code("BR").regime, parse_code("BR").unprefixed) == ("", "BR")


@pytest.mark.parametrize(("statement", "code"), [("A", "1257L"), ("B", "1257L W1/M1"), ("C", "BR"), ("", "0T W1/M1")])
def test_a_starters_statement_gives_the_code(codes: TaxCodes, statement: str, code: str) -> None:
    start = start_without_p45(codes, statement)
    assert (str(start.code), start.pay_before, start.tax_before) == (code, 0, 0)
    assert start.why


def test_another_statement_is_refused(codes: TaxCodes) -> None:
    with pytest.raises(Refusal, match="“D” is not a starter statement"):
        start_without_p45(codes, "D")


def test_a_p45_carries_its_figures_only_within_its_year(codes: TaxCodes) -> None:
    same = start_with_p45(codes, "1100L", True, 500_000, 40_000)
    assert (str(same.code), same.pay_before, same.tax_before) == ("1100L", 500_000, 40_000)
    old = start_with_p45(codes, "1100L M1", False, 500_000, 40_000)
    assert (str(old.code), old.pay_before, old.tax_before) == ("1100L", 0, 0)
    apart = start_with_p45(codes, "1100L M1", True, 500_000, 40_000)
    assert (str(apart.code), apart.pay_before, apart.tax_before) == ("1100L W1/M1", 0, 0)


def test_the_sixth_of_april_raises_codes_and_makes_them_cumulative(codes: TaxCodes) -> None:
    assert str(uplifted(parse_code("S1257L M1"), codes)) == "S1257L"
    raised = replace(codes, raised={"L": 13, "M": 14, "N": 12})
    assert [
        str(uplifted(parse_code(one), raised)) for one in ("1257L", "1383M", "C1131N X", "500T", "K10", "BR M1")
    ] == [
        "1270L",
        "1397M",
        "C1143N",
        "500T",
        "K10",
        "BR",
    ]


def test_pay_after_leaving_has_no_allowance() -> None:
    codes = [str(after_leaving(parse_code(one))) for one in ("1257L", "SBR", "CK10")]
    assert codes == ["0T W1/M1", "S0T W1/M1", "C0T W1/M1"]
