"""Fields of a table: what is read, and how trouble is told."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.tables.fields import Fields


def fields(**values: object) -> Fields:
    return Fields(values, "a.toml")


def test_amounts_and_shares_become_whole_numbers() -> None:
    one = fields(a=Decimal("123.25"), b=12, c=Decimal("1.85"), d=Decimal("5.6"))
    assert (one.pounds("a"), one.pounds("b"), one.percent("c"), one.tenths("d")) == (12325, 1200, 185, 56)


def test_a_source_is_cited_with_its_day() -> None:
    origin = fields(
        first_day=date(2026, 4, 6), last_day=date(2027, 4, 5), source="GOV.UK", checked_on=date(2026, 11, 22)
    ).origin()
    assert origin.citation == "GOV.UK (checked 22 Nov 2026)"
    assert origin.uncertain == ""


def test_a_moment_is_no_day() -> None:
    with pytest.raises(Refusal, match="“when” is not a date"):
        fields(when=datetime(2026, 4, 6, 12, 0)).day("when")  # noqa: DTZ001


def test_the_place_of_an_error_is_named() -> None:
    with pytest.raises(Refusal, match=r"In a\.toml, rows 2, “x” is missing"):
        [one.whole("x") for one in fields(rows=[{"x": 1}, {}]).each("rows")]
    with pytest.raises(Refusal, match=r"In a\.toml, inner, “x” is missing"):
        fields(inner={}).group("inner").whole("x")


def test_what_nobody_read_is_refused() -> None:
    one = fields(known=1, other=2)
    one.whole("known")
    with pytest.raises(Refusal, match="“other” is not known"):
        one.finish()
    one.whole("other")
    one.finish()
