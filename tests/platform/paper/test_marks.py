"""Marks can be moved and pieces glued."""

from __future__ import annotations

from carecoop_desktop.platform.paper.fonts import Face
from carecoop_desktop.platform.paper.marks import Box, Piece, Stroke, Text, moved, rule, stacked

WORD = Text(1, 2, "word", Face.REGULAR, 9, "#000000")


def test_moving_changes_only_the_place() -> None:
    assert moved(WORD, 10, 20) == WORD._replace(x=11, y=22)
    assert moved(Box(1, 2, 3, 4, "#FFFFFF"), 1, 1) == Box(2, 3, 3, 4, "#FFFFFF")


def test_moving_a_stroke_moves_each_of_its_points() -> None:
    line = rule(0, 5, 100, "#111111", 0.8)
    assert moved(line, 2, 3) == Stroke(((2, 8), (102, 8)), "#111111", 0.8)


def test_stacking_adds_heights_and_the_spaces_between() -> None:
    glued = stacked([Piece(10, (WORD,), before=5), Piece(20, (WORD,), before=3)])
    assert glued.height == 33
    assert glued.before == 5
    assert [mark.y for mark in glued.marks if isinstance(mark, Text)] == [2, 15]


def test_stacking_nothing_is_nothing() -> None:
    assert stacked([]) == Piece(0.0)
