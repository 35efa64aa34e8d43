"""Colours can be read: every ink against its ground by the contrast formula of the WCAG."""

from __future__ import annotations

import re

import pytest

from carecoop_desktop.platform.paper import type as styles
from carecoop_desktop.platform.paper.type import Style, Tone


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


ALL_STYLES = {name: value for name, value in vars(styles).items() if isinstance(value, Style)}


@pytest.mark.parametrize("tone", Tone)
def test_a_states_word_stands_out_from_its_ground(tone: Tone) -> None:
    assert contrast(tone.ground, tone.ink) >= 4.5


@pytest.mark.parametrize("name", ALL_STYLES)
def test_every_style_can_be_read_on_white(name: str) -> None:
    assert contrast("#FFFFFF", ALL_STYLES[name].colour) >= 4.5


@pytest.mark.parametrize("name", ALL_STYLES)
def test_every_style_has_a_plain_colour_and_room_between_lines(name: str) -> None:
    assert re.fullmatch("#[0-9A-F]{6}", ALL_STYLES[name].colour)
    assert ALL_STYLES[name].leading >= 1.15


def test_tones_differ() -> None:
    assert len({tone.ground for tone in Tone}) == len(Tone)
