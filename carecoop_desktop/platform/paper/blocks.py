"""The blocks a paper is put together from: headings, paragraphs, pairs, tiles, notes, columns and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from carecoop_desktop.platform.paper.marks import Box, Mark, Piece, Text, moved, rule, stacked
from carecoop_desktop.platform.paper.pills import Pill, pill_marks, pill_width
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import (
    ACCENT,
    BODY,
    FIGURE,
    HAIRLINE,
    HEADING,
    LABEL,
    QUIET,
    SECONDARY,
    SMALL,
    STRONG,
    SUBHEADING,
    TITLE,
    Style,
    Tone,
)


class Block(Protocol):
    """Anything that can be laid down a page: it cuts itself into strips between which a page may break."""

    def pieces(self, setter: Setter, width: float) -> Iterable[Piece]:
        """The strips for this width, from top to bottom."""


def _lines(text: str, style: Style, setter: Setter, width: float, x: float = 0.0) -> list[Piece]:
    """Running text as one piece for each line."""
    leading, base, size = setter.leading(style), setter.baseline(style), setter.size(style)
    return [
        Piece(leading, (Text(x, base, line, style.face, size, style.colour),) if line else ())
        for line in setter.wrap(text, style, width - x)
    ]


def _spaced(pieces: list[Piece], before: float, *, keep_next: bool = False) -> Iterator[Piece]:
    """The space above the first; first two and last two lines together, so that no line stands alone on a page."""
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        held = keep_next or at in {0, last - 1} if at < last else keep_next
        yield piece._replace(before=before if not at else piece.before, keep_next=held)


@dataclass(frozen=True, slots=True)
class Title:
    """The paper's own title with one line of context below and, at the right, its state."""

    text: str
    context: str = ""
    state: Pill | None = None

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """Title lines, then the context."""
        room = width - (pill_width(self.state, setter) + 12 if self.state else 0.0)
        title = _lines(self.text, TITLE, setter, max(room, width / 2))
        if self.state:
            place = max(0.0, width - pill_width(self.state, setter))
            marks = pill_marks(self.state, place, title[0].height / 2, width / 2, setter)
            title[0] = title[0]._replace(marks=title[0].marks + marks)
        title[0] = title[0]._replace(bookmark=self.text)
        below = _lines(self.context, QUIET, setter, width) if self.context else []
        return _spaced(title + below, 14 * setter.scale, keep_next=True)


@dataclass(frozen=True, slots=True)
class Heading:
    """Starts a section; ``level`` 2 is a smaller one inside it."""

    text: str
    level: int = 1

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """The heading's lines, which stay with what follows."""
        style = HEADING if self.level == 1 else SUBHEADING
        made = _lines(self.text, style, setter, width)
        if self.level == 1:
            made[0] = made[0]._replace(bookmark=self.text)
        return _spaced(made, (16 if self.level == 1 else 9) * setter.scale, keep_next=True)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its own line ends are kept."""

    text: str
    style: Style = BODY
    before: float = 5.0

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece a line."""
        return _spaced(_lines(self.text, self.style, setter, width), self.before * setter.scale)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    points: tuple[str, ...]
    style: Style = BODY

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece a line, the first of each point with its bullet."""
        indent = 11 * setter.scale
        for point in self.points:
            made = _lines(point, self.style, setter, width, indent)
            dot = Text(2, setter.baseline(self.style), "•", self.style.face, setter.size(self.style), ACCENT)
            made[0] = made[0]._replace(marks=(dot, *made[0].marks))
            yield from _spaced(made, 3 * setter.scale)


class Pair(NamedTuple):
    """A label and its value."""

    label: str
    value: str | Pill


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values, in one or more columns read from left to right; one column in large print."""

    pairs: tuple[Pair, ...]
    columns: int = 2
    label_share: float = 0.36

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece for each line of pairs; a long value runs on in pieces of its own."""
        columns = 1 if setter.page.large else max(1, self.columns)
        gap = 20 * setter.scale
        room = (width - gap * (columns - 1)) / columns
        for start in range(0, len(self.pairs), columns):
            beside = [self._pair(pair, setter, room) for pair in self.pairs[start : start + columns]]
            for line in range(max(len(lines) for lines in beside)):
                marks: list[Mark] = []
                for at, lines in enumerate(beside):
                    if line < len(lines):
                        marks += [moved(mark, at * (room + gap), 0) for mark in lines[line].marks]
                before = (2 if start else 9) * setter.scale if not line else 0.0
                yield Piece(beside[0][0].height, tuple(marks), before, keep_next=not start and not line)

    def _pair(self, pair: Pair, setter: Setter, width: float) -> list[Piece]:
        share = width * self.label_share
        labels = _lines(pair.label, QUIET, setter, share - 6)
        if isinstance(pair.value, Pill):
            marks = pill_marks(pair.value, share, labels[0].height / 2, width - share, setter)
            return [labels[0]._replace(marks=labels[0].marks + marks), *labels[1:]]
        values = _lines(pair.value, BODY, setter, width, share)
        longer, shorter = (labels, values) if len(labels) > len(values) else (values, labels)
        return [
            piece._replace(marks=piece.marks + (shorter[at].marks if at < len(shorter) else ()))
            for at, piece in enumerate(longer)
        ]


class Tile(NamedTuple):
    """One figure at a glance: what it is, the figure, and a line on it or a state."""

    label: str
    figure: str
    note: str = ""
    state: Pill | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures at a glance in a row of cards of one height; two to a row in large print."""

    tiles: tuple[Tile, ...]
    across: int = 4

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece for each row of cards."""
        across = max(1, min(self.across, len(self.tiles)))
        across = min(across, 2) if setter.page.large else across
        gap = 8 * setter.scale
        room = (width - gap * (across - 1)) / across
        for start in range(0, len(self.tiles), across):
            cards = [_card(tile, setter, room) for tile in self.tiles[start : start + across]]
            height = max(card.height for card in cards)
            marks: list[Mark] = []
            for at, card in enumerate(cards):
                x = at * (room + gap)
                marks.append(Box(x, 0, room, height, "#FFFFFF", HAIRLINE, 5))
                marks += [moved(mark, x, 0) for mark in card.marks]
            yield Piece(height, tuple(marks), (gap if start else 8 * setter.scale))


def _card(tile: Tile, setter: Setter, width: float) -> Piece:
    pad = 9 * setter.scale
    inner = width - 2 * pad
    made = _lines(tile.label, LABEL, setter, inner)[:3]
    made += _lines(tile.figure, FIGURE, setter, inner)[:3]
    if tile.note:
        made += _lines(tile.note, SMALL, setter, inner)[:6]
    if tile.state:
        height = setter.leading(LABEL) * 1.4
        made.append(Piece(height, pill_marks(tile.state, 0, height * 0.55, inner, setter)))
    inside = stacked(made)
    return Piece(inside.height + 2 * pad, tuple(moved(mark, pad, pad) for mark in inside.marks))


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a tinted ground with a bar in its tone; it runs on over the page's end."""

    text: str
    title: str = ""
    tone: Tone = Tone.INFO

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece a line, each with its share of the ground."""
        pad = 8 * setter.scale
        made = _lines(self.title, STRONG, setter, width - pad, pad + 3) if self.title else []
        made += _lines(self.text, BODY, setter, width - pad, pad + 3) if self.text else []
        for at, piece in enumerate(made):
            above = pad * 0.7 if not at else 0.0
            height = piece.height + above + (pad * 0.7 if at == len(made) - 1 else 0.0)
            ground = (Box(0, 0, width, height + 0.2, self.tone.ground), Box(0, 0, 3, height + 0.2, self.tone.ink))
            marks = ground + tuple(moved(mark, 0, above) for mark in piece.marks)
            held = at in {0, len(made) - 2} and at < len(made) - 1
            yield Piece(height, marks, 8 * setter.scale if not at else 0.0, keep_next=held)


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay on one page as long as one page can hold them."""

    blocks: tuple[Block, ...]

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """The blocks' own pieces, tied together."""
        made = [piece for block in self.blocks for piece in block.pieces(setter, width)]
        for at, piece in enumerate(made):
            yield piece._replace(keep_next=at < len(made) - 1 or piece.keep_next)


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, each column with its share of the width; below one another in large print or when long."""

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...] = ()

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece with all columns, or the columns' own pieces in turn."""
        gap = 22 * setter.scale
        shares = self.shares or (1.0,) * len(self.columns)
        rooms = [(width - gap * (len(shares) - 1)) * share / sum(shares) for share in shares]
        sides = zip(self.columns, rooms, strict=True)
        beside = [stacked(list(_inside(blocks, setter, room))) for blocks, room in sides]
        height = max((piece.height for piece in beside), default=0.0)
        if setter.page.large or height > setter.page.inner_height * 0.6:
            for blocks in self.columns:
                yield from _inside(blocks, setter, width)
            return
        marks: list[Mark] = []
        for at, piece in enumerate(beside):
            marks += [moved(mark, sum(rooms[:at]) + gap * at, 0) for mark in piece.marks]
        yield Piece(height, tuple(marks), max((piece.before for piece in beside), default=0.0))


def _inside(blocks: tuple[Block, ...], setter: Setter, width: float) -> Iterator[Piece]:
    for block in blocks:
        yield from block.pieces(setter, width)


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in points."""

    height: float

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One empty piece, which a page's end swallows."""
        yield Piece(0.0, (), self.height * setter.scale)


@dataclass(frozen=True, slots=True)
class Divider:
    """A hairline across the page."""

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece with the line."""
        yield Piece(1.0, (rule(0, 0.5, width, HAIRLINE),), 8 * setter.scale)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One empty piece that turns the page."""
        yield Piece(0.0, new_page=True)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: who signs stands below each, with room for the date."""

    names: tuple[str, ...]

    def pieces(self, setter: Setter, width: float) -> Iterator[Piece]:
        """One piece for each line to sign on."""
        for name in self.names:
            drop, leading = 26 * setter.scale, setter.leading(SMALL)
            long, short = width * 0.62, width * 0.3
            base, size = drop + setter.baseline(SMALL), setter.size(SMALL)
            yield Piece(
                drop + leading,
                (
                    rule(0, drop, long, SECONDARY),
                    rule(width - short, drop, short, SECONDARY),
                    Text(0, base, setter.fit(name, SMALL, long), SMALL.face, size, SMALL.colour),
                    Text(width - short, base, "Date", SMALL.face, size, SMALL.colour),
                ),
                4 * setter.scale,
            )
