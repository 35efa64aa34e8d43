"""What a laid-out page is made of: marks, and the pieces of paper between which a page may break."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from carecoop_desktop.platform.paper.fonts import Face


class Text(NamedTuple):
    """Clean text with its baseline at ``y`` below the top of its piece."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: str


class Box(NamedTuple):
    """A rectangle, filled or outlined, its corners rounded by ``radius``."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    radius: float = 0.0


class Stroke(NamedTuple):
    """A line through points, or a filled shape where ``fill`` is given."""

    points: tuple[tuple[float, float], ...]
    stroke: str = ""
    thickness: float = 0.6
    dash: tuple[float, ...] = ()
    fill: str = ""


Mark: TypeAlias = Text | Box | Stroke


class Piece(NamedTuple):
    """A strip of paper that is never cut: pages break between pieces.

    ``before`` is the space above it except at the top of a page, ``running`` is drawn first where a page begins with
    this piece (a table's heading), and ``bookmark`` names it in the reader's list of contents.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    keep_next: bool = False
    running: Piece | None = None
    new_page: bool = False
    bookmark: str = ""


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark somewhere else."""
    if isinstance(mark, Stroke):
        return mark._replace(points=tuple((x + dx, y + dy) for x, y in mark.points))
    return mark._replace(x=mark.x + dx, y=mark.y + dy)


def rule(x: float, y: float, width: float, colour: str, thickness: float = 0.6) -> Stroke:
    """A level line."""
    return Stroke(((x, y), (x + width, y)), colour, thickness)


def stacked(pieces: list[Piece]) -> Piece:
    """Pieces glued one below the other into a single strip."""
    marks: list[Mark] = []
    height = 0.0
    for index, piece in enumerate(pieces):
        height += piece.before if index else 0.0
        marks += [moved(mark, 0, height) for mark in piece.marks] if height else piece.marks
        height += piece.height
    return Piece(height, tuple(marks), pieces[0].before if pieces else 0.0)
