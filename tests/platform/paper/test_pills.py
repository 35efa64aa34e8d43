"""Pills carry their word."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.paper.marks import Box, Text
from carecoop_desktop.platform.paper.pills import Pill, pill_height, pill_marks, pill_width
from carecoop_desktop.platform.paper.text import ELLIPSIS, Setter
from carecoop_desktop.platform.paper.type import LABEL, Tone


@pytest.mark.parametrize("tone", Tone)
def test_a_pill_is_its_word_on_its_tones_ground(tone: Tone, setter: Setter) -> None:
    ground, word = pill_marks(Pill("In date", tone), 10, 50, 200, setter)
    assert isinstance(ground, Box) and isinstance(word, Text)
    assert (ground.fill, word.colour, word.text) == (tone.ground, tone.ink, "In date")
    assert ground.width == pytest.approx(pill_width(Pill("In date"), setter))


def test_the_word_lies_inside_and_the_pill_around_its_middle(setter: Setter) -> None:
    ground, word = pill_marks(Pill("Met"), 10, 50, 200, setter)
    assert isinstance(ground, Box)
    assert ground.y + ground.height / 2 == pytest.approx(50)
    assert ground.x < word.x < ground.x + ground.width
    assert ground.height == pill_height(setter)


def test_a_word_too_long_is_shortened_to_its_room(setter: Setter) -> None:
    ground, word = pill_marks(Pill("Waiting for an answer from the council"), 0, 0, 60, setter)
    assert isinstance(ground, Box) and isinstance(word, Text)
    assert word.text.endswith(ELLIPSIS)
    assert ground.width <= 60


def test_pills_grow_in_large_print(setter: Setter, large: Setter) -> None:
    assert pill_height(large) >= large.size(LABEL) > setter.size(LABEL)
    assert pill_width(Pill("Met"), large) > pill_width(Pill("Met"), setter)


def test_a_pill_takes_any_text(setter: Setter) -> None:
    _, word = pill_marks(Pill("<b>&\x00 😀"), 0, 0, 200, setter)
    assert isinstance(word, Text)
    assert word.text.startswith("<b>& ")
    assert setter.substituted == {"😀"}
