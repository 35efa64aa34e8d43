"""Lays pieces down pages: what belongs together stays together, and tables repeat their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from carecoop_desktop.platform.paper.marks import Piece


class Placed(NamedTuple):
    """A piece and how far below the top of the page's inner area it lies."""

    y: float
    piece: Piece


class _Pages:
    """Pages being filled."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.pages: list[list[Placed]] = [[]]
        self.y = 0.0

    def room_for(self, chain: list[Piece]) -> bool:
        """Whether the whole chain lies on the rest of this page, or would be no better off on a fresh one."""
        needed = sum(piece.before + piece.height for piece in chain)
        fresh = needed - chain[0].before + _running_height(chain[0])
        return self.y + needed <= self.height or fresh > self.height

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.y = 0.0

    def put(self, piece: Piece) -> None:
        if self.y and self.y + piece.before + piece.height > self.height:
            self.turn()
        fresh = self.y == 0.0
        if fresh and piece.running is not None:
            self._lay(piece.running)
        self.y += 0.0 if fresh else piece.before
        self._lay(piece)

    def _lay(self, piece: Piece) -> None:
        if not piece.height and not piece.marks:
            return
        self.pages[-1].append(Placed(self.y, piece))
        self.y += piece.height


def flow(pieces: Iterable[Piece], height: float) -> list[list[Placed]]:
    """The pieces on pages of this inner height, in order; there is always at least one page."""
    pages = _Pages(height)
    for chain in _chains(pieces):
        if chain[0].new_page or not pages.room_for(chain):
            pages.turn()
        for piece in chain:
            pages.put(piece)
    if len(pages.pages) > 1 and not pages.pages[-1]:
        pages.pages.pop()
    return pages.pages


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces that each want to stay with the next."""
    chain: list[Piece] = []
    for piece in pieces:
        if piece.new_page and chain:
            yield chain
            chain = []
        chain.append(piece)
        if not piece.keep_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _running_height(piece: Piece) -> float:
    return piece.running.height if piece.running is not None else 0.0
