"""A state in a word on its own coloured ground."""

from __future__ import annotations

from typing import NamedTuple

from carecoop_desktop.platform.paper.marks import Box, Mark, Text
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import LABEL, Tone

_PADDING = 6.0


class Pill(NamedTuple):
    """The word always says what the colour means, so that a black and white print loses nothing."""

    word: str
    tone: Tone = Tone.QUIET


def pill_width(pill: Pill, setter: Setter) -> float:
    """How wide the whole pill is."""
    return setter.width(setter.line(pill.word, LABEL), LABEL) + 2 * _PADDING * setter.scale


def pill_height(setter: Setter) -> float:
    """How high every pill is."""
    return setter.size(LABEL) * 1.55


def pill_marks(pill: Pill, x: float, middle: float, room: float, setter: Setter) -> tuple[Mark, Mark]:
    """The pill with its left end at ``x`` around the height ``middle``, shortened where ``room`` is too narrow."""
    padding, height, size = _PADDING * setter.scale, pill_height(setter), setter.size(LABEL)
    word = setter.fit(pill.word, LABEL, room - 2 * padding)
    width = setter.width(word, LABEL) + 2 * padding
    return (
        Box(x, middle - height / 2, width, height, pill.tone.ground, radius=height / 2),
        Text(x + padding, middle + size * 0.32, word, LABEL.face, size, pill.tone.ink),
    )
