"""Every colour of text stands out 4.5 to 1 or better from every ground it is put on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.desktop.theme.palette import (
    ALL,
    LIGHT,
    STATES,
    Colours,
    contrast,
    luminance,
)

TEXT_ON = [
    ("text", "page"),
    ("text", "card"),
    ("text", "header"),
    ("text", "base"),
    ("secondary", "page"),
    ("secondary", "card"),
    ("secondary", "header"),
    ("secondary", "base"),
    ("accent_text", "page"),
    ("accent_text", "card"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_selection", "selection"),
    ("rail_text", "rail"),
    ("rail_text", "rail_active"),
    ("rail_quiet", "rail"),
    ("on_attention", "attention"),
    ("on_practice", "practice"),
    ("disabled", "header"),
    ("disabled", "card"),
]
SHAPES_ON = [("focus", "card"), ("focus", "page"), ("attention", "rail"), ("practice", "page"), ("accent", "card")]

sets = pytest.mark.parametrize("colours", ALL.values(), ids=list(ALL))
hexes = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@sets
@pytest.mark.parametrize(("text", "ground"), TEXT_ON, ids=lambda each: str(each))
def test_text_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@sets
@pytest.mark.parametrize("state", STATES)
def test_the_word_of_a_pill_can_be_read(colours: Colours, state: str) -> None:
    ground, text = colours.states[state]
    assert contrast(ground, text) >= 4.5


@sets
@pytest.mark.parametrize(("shape", "ground"), SHAPES_ON, ids=lambda each: str(each))
def test_marks_that_carry_meaning_can_be_seen(colours: Colours, shape: str, ground: str) -> None:
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= 3


@sets
def test_every_colour_is_written_the_same_way(colours: Colours) -> None:
    plain = [value for name, value in colours._asdict().items() if name not in ("name", "dark", "states")]
    pairs = [colour for pair in colours.states.values() for colour in pair]
    assert [each for each in plain + pairs if not re.fullmatch(r"#[0-9A-F]{6}", each)] == []


@sets
def test_a_dark_set_has_a_ground_darker_than_its_text(colours: Colours) -> None:
    assert (luminance(colours.page) < luminance(colours.text)) is colours.dark


@pytest.mark.parametrize("name", ["contrast-dark", "contrast-light"])
def test_high_contrast_goes_further(name: str) -> None:
    colours = ALL[name]
    assert contrast(colours.text, colours.page) >= 15
    assert contrast(colours.secondary, colours.card) >= 7
    assert contrast(colours.border, colours.card) >= 7


def test_the_light_set_is_the_designed_one() -> None:
    assert (LIGHT.rail, LIGHT.page, LIGHT.card, LIGHT.border) == ("#153B3A", "#F5F4F0", "#FFFFFF", "#DEDAD1")
    assert (LIGHT.text, LIGHT.secondary, LIGHT.accent) == ("#1D2628", "#5D686A", "#14665F")
    assert (LIGHT.selection, LIGHT.attention) == ("#E2F0EC", "#F0B24A")
    assert LIGHT.states == {
        "met": ("#DCEFE3", "#14532D"),
        "warn": ("#FDECC8", "#6B4200"),
        "bad": ("#FBDCD8", "#8A1C12"),
        "info": ("#DFE9F5", "#1D3F6E"),
        "quiet": ("#EBE8E1", "#4C5557"),
    }


def test_known_contrasts() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(hexes, hexes)
def test_contrast_has_no_direction_and_stays_in_its_range(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(hexes)
def test_a_colour_has_no_contrast_with_itself(colour: str) -> None:
    assert contrast(colour, colour) == 1
