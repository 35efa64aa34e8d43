"""Dates and clock times in every style that an office types."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.dates import MONTHS
from carecoop_desktop.platform.office.importing.values import Unreadable, birth_date, clock_time, day

_TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-10-06",
        "06/10/2026",
        "6/10/26",
        "6.10.2026",
        "06-10-2026",
        "6 Oct 2026",
        "06-Oct-26",
        "6 October 2026",
        "6th Oct 2026",
        "Tue 6 Oct 2026",
        "Tuesday, 6 October 2026",
        "Oct 6, 2026",
        "20261006",
        "2026/10/06",
        "2026-10-06 00:00:00",
        "6 / 10 / 2026",
        "6 OCT 26",
        "6Oct2026",
        "46301",
        46301,
        Decimal("46301"),
        date(2026, 10, 6),
        datetime(2026, 10, 6, 9, 30),  # noqa: DTZ001
    ],
)
def test_every_style_of_date(cell: object) -> None:
    assert day(cell) == date(2026, 10, 6)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2026",
        "29/2/2026",
        "10/31/2026",
        "0/1/2026",
        "2026-13-01",
        "6/10",
        "October",
        "6 Foo 2026",
        "tomorrow",
        "",
        "1/1/1850",
        "1/1/2150",
        12,
        Decimal("46301.5"),
        10**9,
        time(7, 15),
        "9999999",
        "6/10/026",
        "5 Jan 99999",
    ],
)
def test_what_is_no_date_says_what_would_be(cell: object) -> None:
    with pytest.raises(Unreadable, match="no such date") as refused:
        day(cell)  # type: ignore[arg-type]
    assert "31/10/2026" in refused.value.accepted


def test_the_day_stands_before_the_month() -> None:
    assert day("4/2/2026") == date(2026, 2, 4)


@pytest.mark.parametrize(("cell", "year"), [("1/1/69", 2069), ("1/1/70", 1970), ("1/1/26", 2026), ("29/2/00", 2000)])
def test_short_years_of_other_dates(cell: str, year: int) -> None:
    assert day(cell).year == year


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("4/4/48", date(1948, 4, 4)),
        ("22/3/00", date(2000, 3, 22)),
        ("24-Jun-01", date(2001, 6, 24)),
        ("22/11/26", _TODAY),
        ("23/11/26", date(1926, 11, 23)),
        ("16/05/1949", date(1949, 5, 16)),
    ],
)
def test_nobody_is_born_in_the_future(cell: str, born: date) -> None:
    assert birth_date(_TODAY)(cell) == born


@pytest.mark.parametrize("cell", ["1/1/2027", "1/1/1899", "31/02/1980", "29/2/99"])
def test_impossible_birth_dates(cell: str) -> None:
    with pytest.raises(Unreadable):
        birth_date(_TODAY)(cell)


def test_somebody_who_works_was_not_born_two_years_ago() -> None:
    assert birth_date(date(2010, 11, 22))("20/5/24") == date(1924, 5, 20)


@given(st.dates(date(1971, 1, 1), date(2069, 12, 31)))
def test_all_styles_agree(when: date) -> None:
    name = MONTHS[when.month - 1]
    styles = [
        when.isoformat(),
        f"{when.day}/{when.month}/{when.year}",
        f"{when.day:02d}/{when.month:02d}/{when.year % 100:02d}",
        f"{when.day} {name} {when.year}",
        f"{when.day}-{name}-{when.year % 100:02d}",
        (when - date(1899, 12, 30)).days,
    ]
    assert {day(style) for style in styles} == {when}


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("07:15", time(7, 15)),
        ("7.45", time(7, 45)),
        ("1200", time(12)),
        ("0745", time(7, 45)),
        ("745", time(7, 45)),
        ("12:45 pm", time(12, 45)),
        ("12:30 am", time(0, 30)),
        ("07:15:00", time(7, 15)),
        ("7.30", time(7, 30)),
        ("7pm", time(19)),
        ("7 p.m.", time(19)),
        ("7:30PM", time(19, 30)),
        ("24:00", time(0)),
        ("0000", time(0)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("12 midnight", time(0)),
        ("Midnight", time(0)),
        ("1915h", time(19, 15)),
        ("0.4375", time(10, 30)),
        ("00:30", time(0, 30)),
        (Decimal("0.4375"), time(10, 30)),
        (Decimal("0.302083333333333"), time(7, 15)),
        (0, time(0)),
        (1015, time(10, 15)),
        (745, time(7, 45)),
        (8, time(8)),
        (16, time(16)),
        ("16", time(16)),
        (24, time(0)),
        (Decimal("7.45"), time(7, 45)),
        (Decimal("7.3"), time(7, 30)),
        (time(7, 15), time(7, 15)),
        (time(7, 14, 59, 999_999), time(7, 15)),
        (datetime(1899, 12, 30, 7, 15), time(7, 15)),  # noqa: DTZ001
        (date(1899, 12, 31), time(0)),
    ],
)
def test_every_style_of_clock_time(cell: object, clock: time) -> None:
    assert clock_time(cell) == clock  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    [
        "9 till late",
        "",
        "25:00",
        "24:01",
        "12:60",
        "13pm",
        "0pm",
        "8",
        "12",
        25,
        "7.5",
        Decimal("7.5"),
        Decimal("7.75"),
        "07:15:30",
        1260,
        2500,
        -1,
        12345,
        date(2026, 10, 6),
        "7:5",
        "9-5",
        "::",
        "1.2.3",
    ],
)
def test_what_is_no_time_says_what_would_be(cell: object) -> None:
    with pytest.raises(Unreadable, match="no such time") as refused:
        clock_time(cell)  # type: ignore[arg-type]
    assert "07:15" in refused.value.accepted


@given(st.integers(0, 1439))
def test_all_clock_styles_agree(minute: int) -> None:
    hour, rest = divmod(minute, 60)
    half = f"{(hour + 11) % 12 + 1}:{rest:02d} {'pm' if hour >= 12 else 'am'}"
    fraction = Decimal(format(minute / 1440, ".15g"))
    styles = [
        f"{hour}:{rest:02d}",
        f"{hour:02d}.{rest:02d}",
        f"{hour:02d}{rest:02d}",
        half,
        f"{hour}:{rest:02d}:00",
        fraction,
    ]
    assert {clock_time(style) for style in styles} == {time(hour, rest)}


@given(
    st.one_of(st.text(max_size=20), st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.datetimes())
)
def test_nothing_but_a_value_or_a_refusal(cell: str | int | Decimal | datetime) -> None:
    for parse in (day, clock_time, birth_date(_TODAY)):
        try:
            assert isinstance(parse(cell), date | time)
        except Unreadable as refused:
            assert refused.why
            assert refused.accepted


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Tue 20/10/2026", date(2026, 10, 20)),
        ("Tuesday, 20th October 26", date(2026, 10, 20)),
        (20261020, date(2026, 10, 20)),
    ],
)
def test_a_weekday_of_its_own_and_a_run_of_figures_are_read(cell: str | int, found: date) -> None:
    assert day(cell) == found


def test_a_weekday_that_is_not_the_dates_own_is_refused() -> None:
    with pytest.raises(Unreadable) as trouble:
        day("Sun 20/10/2026")
    assert trouble.value.why == "20/10/2026 is a Tuesday"


def test_a_birth_date_has_the_weekday_of_its_own_century() -> None:
    assert birth_date(date(2026, 11, 22))("Sun 4/4/48") == date(1948, 4, 4)


@pytest.mark.parametrize("cell", ["202611", "2026105", 202611, 20261350])
def test_a_month_or_half_a_run_is_no_date(cell: str | int) -> None:
    with pytest.raises(Unreadable):
        day(cell)


def test_hours_and_minutes_may_be_parted_by_an_h() -> None:
    assert clock_time("21h30") == time(21, 30)
