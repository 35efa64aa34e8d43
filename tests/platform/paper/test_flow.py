"""Where pages break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.paper.flow import Placed, flow
from carecoop_desktop.platform.paper.marks import Box, Piece

INK = (Box(0, 0, 1, 1, "#000000"),)


def piece(height: float, name: str = "", **more: object) -> Piece:
    return Piece(height, INK, bookmark=name, **more)  # type: ignore[arg-type]


def names(pages: list[list[Placed]]) -> list[list[str]]:
    return [[placed.piece.bookmark for placed in page] for page in pages]


def test_nothing_is_one_empty_page() -> None:
    assert flow([], 100) == [[]]


def test_pieces_fill_a_page_and_go_on_over_the_next() -> None:
    assert names(flow([piece(40, name) for name in "abc"], 100)) == [["a", "b"], ["c"]]


def test_space_above_counts_in_the_middle_but_not_at_the_top() -> None:
    [first], [second] = flow([piece(60, "a", before=30), piece(50, "b", before=30)], 100)
    assert (first.y, second.y) == (0, 0)


def test_what_belongs_together_moves_on_together() -> None:
    pieces = [piece(70, "a"), piece(20, "heading", keep_next=True), piece(20, "text")]
    assert names(flow(pieces, 100)) == [["a"], ["heading", "text"]]


def test_a_chain_longer_than_any_page_starts_where_it_is() -> None:
    pieces = [piece(30, "a"), *(piece(30, str(at), keep_next=True) for at in range(5)), piece(30, "z")]
    assert names(flow(pieces, 100)) == [["a", "0", "1"], ["2", "3", "4"], ["z"]]


def test_a_running_heading_is_repeated_only_at_the_top_of_a_page() -> None:
    heading = piece(10, "heading", keep_next=True)
    pieces = [heading, *(piece(30, str(at), running=heading) for at in range(5))]
    assert names(flow(pieces, 100)) == [["heading", "0", "1", "2"], ["heading", "3", "4"]]


def test_the_row_lies_below_its_repeated_heading() -> None:
    heading = piece(10, "heading")
    pages = flow([piece(95, "a"), piece(30, "row", running=heading)], 100)
    assert [placed.y for placed in pages[1]] == [0, 10]


def test_a_new_page_begins_even_when_there_is_room() -> None:
    assert names(flow([piece(10, "a"), Piece(0, new_page=True), piece(10, "b")], 100)) == [["a"], ["b"]]


@pytest.mark.parametrize("breaks", [1, 3])
def test_breaks_make_no_empty_pages(breaks: int) -> None:
    turns = [Piece(0, new_page=True)] * breaks
    assert names(flow([*turns, piece(10, "a"), *turns, piece(10, "b"), *turns], 100)) == [["a"], ["b"]]


def test_a_piece_higher_than_a_page_gets_a_page_of_its_own() -> None:
    assert names(flow([piece(10, "a"), piece(150, "huge"), piece(10, "b")], 100)) == [["a"], ["huge"], ["b"]]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20), st.booleans()), max_size=60))
def test_every_piece_is_placed_once_in_order_inside_its_page(given_pieces: list[tuple[int, int, bool]]) -> None:
    pieces = [
        piece(height, str(at), before=before, keep_next=keep) for at, (height, before, keep) in enumerate(given_pieces)
    ]
    pages = flow(pieces, 100)
    assert [name for page in names(pages) for name in page] == [str(at) for at in range(len(pieces))]
    for page in pages:
        assert all(placed.y + placed.piece.height <= 100 for placed in page)
        ends = [placed.y + placed.piece.height for placed in page]
        assert all(end <= after.y for end, after in zip(ends, page[1:], strict=False))
