"""Charts: values where they belong, and the message in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.paper.charts import Band, Bar, BarChart, LineChart, nice_steps
from carecoop_desktop.platform.paper.marks import Box, Piece, Stroke, Text
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import ACCENT, Tone


def line_marks(chart: LineChart, setter: Setter) -> list[Stroke]:
    return [mark for mark in next(chart.pieces(setter, 400)).marks if isinstance(mark, Stroke) and mark.thickness > 1]


def bars(chart: BarChart, setter: Setter) -> list[Box]:
    made = chart.pieces(setter, 400)
    return [mark for piece in made for mark in piece.marks if isinstance(mark, Box)]


def words(pieces: list[Piece]) -> list[str]:
    return [mark.text for piece in pieces for mark in piece.marks if isinstance(mark, Text)]


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_steps_are_even_and_hold_the_values(low: int, span: int) -> None:
    steps = nice_steps(low, low + span)
    assert steps[0] <= low and steps[-1] >= low + span
    assert len({after - before for before, after in pairwise(steps)}) == 1
    assert 2 <= len(steps) <= 6


@pytest.mark.parametrize(("low", "high"), [(0, 550_000), (0, 7), (-300, 900), (5, 5)])
def test_steps_are_round_numbers(low: int, high: int) -> None:
    step = nice_steps(low, high)[1] - nice_steps(low, high)[0]
    assert str(step).rstrip("0") in {"1", "2", "5"}


def test_a_higher_value_lies_higher(setter: Setter) -> None:
    [stroke] = line_marks(LineChart((100, 300, 200), (), "Up and down."), setter)
    (_, first), (_, second), (_, third) = stroke.points
    assert second < third < first


def test_values_are_spread_evenly_to_the_right_edge(setter: Setter) -> None:
    [stroke] = line_marks(LineChart((1, 2, 3, 4, 5), (), "Growing."), setter)
    across = [x for x, _ in stroke.points]
    assert across[-1] == pytest.approx(400)
    assert [b - a for a, b in pairwise(across)] == pytest.approx([across[1] - across[0]] * 4)


def test_a_forecast_is_dashed_from_its_first_step(setter: Setter) -> None:
    known, forecast = line_marks(LineChart((5, 4, 3, 2), (), "Falling.", forecast_from=2), setter)
    assert (len(known.points), known.dash) == (3, ())
    assert len(forecast.points) == 2 and forecast.dash
    assert known.points[-1] == forecast.points[0]


def test_a_band_lies_at_its_values(setter: Setter) -> None:
    chart = LineChart((0, 400), (), "Rising.", band=Band(100, 300, "Contingency"))
    marks = next(chart.pieces(setter, 400)).marks
    [band] = [mark for mark in marks if isinstance(mark, Box) and mark.fill == Tone.WARN.ground]
    [stroke] = line_marks(chart, setter)
    bottom, top = stroke.points[0][1], stroke.points[1][1]
    assert band.y == pytest.approx(bottom + (top - bottom) * 0.75)
    assert band.height == pytest.approx((bottom - top) / 2)
    assert "Contingency" in {mark.text for mark in marks if isinstance(mark, Text)}


def test_the_axis_is_written_in_the_charts_unit(setter: Setter) -> None:
    pieces = list(LineChart((0, 400_00), ("Jan", "Feb"), "Rising.", format_money).pieces(setter, 400))
    assert {"£0.00", "£400.00", "Jan", "Feb", "Rising."} <= set(words(pieces))


@pytest.mark.parametrize("values", [(), (5,), (0, 0, 0), (-5, -9), (10**12, 0)])
def test_odd_values_still_make_a_chart_inside_its_width(values: tuple[int, ...], setter: Setter) -> None:
    pieces = list(LineChart(values, ("a",), "Said in words.", forecast_from=99).pieces(setter, 400))
    assert words(pieces)[-1] == "Said in words."
    for piece in pieces:
        for mark in piece.marks:
            if isinstance(mark, Stroke):
                assert all(0 <= x <= 400 and -0.01 <= y <= piece.height for x, y in mark.points)


def test_bars_are_in_proportion(setter: Setter) -> None:
    one, two = bars(BarChart((Bar("a", 100), Bar("b", 200)), "Twice."), setter)
    assert two.width == pytest.approx(2 * one.width)
    assert one.fill == ACCENT


def test_a_bar_below_zero_goes_the_other_way(setter: Setter) -> None:
    minus, plus = bars(BarChart((Bar("a", -50), Bar("b", 100)), "Both."), setter)
    assert minus.x + minus.width == pytest.approx(plus.x)
    assert plus.width == pytest.approx(2 * minus.width)


def test_a_tick_marks_the_plan_beyond_the_bar(setter: Setter) -> None:
    piece = next(BarChart((Bar("a", 50, 100),), "Half.").pieces(setter, 400))
    [bar] = [mark for mark in piece.marks if isinstance(mark, Box)]
    [tick] = [mark for mark in piece.marks if isinstance(mark, Stroke)]
    assert tick.points[0][0] - bar.x == pytest.approx(2 * bar.width)


def test_every_bar_has_its_name_and_figure(setter: Setter) -> None:
    pieces = list(BarChart((Bar("Wages", 12_345), Bar("Fees", 0)), "Mostly wages.", format_money).pieces(setter, 400))
    assert words(pieces) == ["Wages", "£123.45", "Fees", "£0.00", "Mostly wages."]


def test_a_bar_can_have_a_tone(setter: Setter) -> None:
    [bar] = bars(BarChart((Bar("a", 1, tone=Tone.BAD),), "Bad."), setter)
    assert bar.fill == Tone.BAD.ink


def test_no_bars_are_only_words(setter: Setter) -> None:
    assert words(list(BarChart((), "Nothing yet.").pieces(setter, 400))) == ["Nothing yet."]
