"""Blocks: what each of them sets, and what stays together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.paper.blocks import (
    Block,
    Bullets,
    Columns,
    Divider,
    Heading,
    Keep,
    Note,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Signatures,
    Space,
    Tile,
    Tiles,
    Title,
)
from carecoop_desktop.platform.paper.document import Document, render
from carecoop_desktop.platform.paper.marks import Box, Piece, Text
from carecoop_desktop.platform.paper.pills import Pill
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import Style, Tone

Paper = Callable[..., Document]
Read = Callable[[bytes], list[str]]

HOSTILE = '<b>& "quotes" \\ ( \x00\x1b[31m \u202eעברית 😀 ' + "x" * 500


def pieces(block: Block, setter: Setter, width: float = 400) -> list[Piece]:
    return list(block.pieces(setter, width))


def words(made: list[Piece]) -> list[str]:
    return [mark.text for piece in made for mark in piece.marks if isinstance(mark, Text)]


def all_blocks(text: str) -> list[Block]:
    return [
        Title(text, text, Pill(text)),
        Heading(text),
        Heading(text, 2),
        Paragraph(text),
        Bullets((text, text)),
        Pairs((Pair(text, text), Pair(text, Pill(text)))),
        Tiles((Tile(text, text, text, Pill(text)),)),
        Note(text, text),
        Keep((Paragraph(text),)),
        Columns(((Paragraph(text),), (Note(text),))),
        Signatures((text,)),
    ]


@pytest.mark.parametrize("at", range(11))
@pytest.mark.parametrize("text", ["", HOSTILE, "a\n\n\nb"], ids=["empty", "hostile", "lines"])
def test_every_block_stays_inside_its_width(at: int, text: str, setter: Setter) -> None:
    for piece in pieces(all_blocks(text)[at], setter):
        for mark in piece.marks:
            if isinstance(mark, Text):
                assert mark.x >= 0
                assert mark.x + setter.width(mark.text, Style(mark.face, mark.size)) <= 400.1
            elif isinstance(mark, Box):
                assert mark.x + mark.width <= 400.1


def test_a_title_holds_its_context_and_state_and_stays_with_what_follows(setter: Setter) -> None:
    made = pieces(Title("James Hollis", "October 2026", Pill("In good order", Tone.MET)), setter)
    assert words(made) == ["James Hollis", "In good order", "October 2026"]
    assert all(piece.keep_next for piece in made)
    assert made[0].bookmark == "James Hollis"


def test_only_a_main_heading_is_in_the_contents(setter: Setter) -> None:
    assert pieces(Heading("Money in"), setter)[0].bookmark == "Money in"
    assert pieces(Heading("Money in", 2), setter)[0].bookmark == ""


def test_a_heading_never_ends_a_page(paper: Paper, read: Read) -> None:
    for lines in range(40, 60):
        filler = Paragraph("\n".join(["filler"] * lines))
        pages = read(render(paper(filler, Heading("Section"), Paragraph("Its text"))).data)
        [page] = [page for page in pages if "Section" in page]
        assert "Its text" in page


def test_no_line_of_a_paragraph_is_alone_on_a_page(paper: Paper, read: Read) -> None:
    for lines in range(40, 60):
        filler = Paragraph("\n".join(["filler"] * lines))
        pages = read(render(paper(filler, Paragraph("\n".join(["four"] * 4)))).data)
        assert all(page.count("four") in {0, 2, 4} for page in pages)


def test_pairs_stand_side_by_side_and_one_below_the_other_in_large_print(setter: Setter, large: Setter) -> None:
    block = Pairs((Pair("Funder", "Cheshire West"), Pair("Weekly budget", "£612.40")))
    assert len(pieces(block, setter)) == 1
    assert len(pieces(block, large)) == 2


def test_a_long_value_runs_on_below_itself(setter: Setter) -> None:
    made = pieces(Pairs((Pair("PAs", "Siân, " * 60),), columns=1), setter)
    assert len(made) > 3
    starts = {mark.x for piece in made[1:] for mark in piece.marks if isinstance(mark, Text)}
    assert len(starts) == 1


@given(st.integers(0, 7), st.integers(1, 4))
def test_no_pair_is_lost(count: int, columns: int) -> None:
    block = Pairs(tuple(Pair(f"label{at}", f"value{at}") for at in range(count)), columns)
    found = words(pieces(block, Setter(), 600))
    assert sorted(found) == sorted([f"label{at}" for at in range(count)] + [f"value{at}" for at in range(count)])


def test_tiles_of_a_row_are_of_one_height(setter: Setter) -> None:
    made = pieces(Tiles((Tile("In", "£1.00"), Tile("Out", "£2.00", "a note " * 12, Pill("Low", Tone.WARN)))), setter)
    cards = [mark for mark in made[0].marks if isinstance(mark, Box) and mark.stroke]
    assert len(cards) == 2
    assert cards[0].height == cards[1].height == made[0].height


def test_tiles_are_two_to_a_row_in_large_print(large: Setter) -> None:
    assert len(pieces(Tiles(tuple(Tile("a", "1") for _ in range(4))), large)) == 2


def test_no_tiles_are_no_pieces(setter: Setter) -> None:
    assert pieces(Tiles(()), setter) == []


def test_a_note_keeps_its_ground_over_a_page_break(paper: Paper, read: Read, setter: Setter) -> None:
    note = Note("\n".join(f"line{at}." for at in range(200)), "What needs you", Tone.WARN)
    text = read(render(paper(note)).data)
    assert len(text) > 2
    assert all(f"line{at}." in "".join(text) for at in range(200))
    for piece in pieces(note, setter):
        assert any(isinstance(mark, Box) and mark.fill == Tone.WARN.ground for mark in piece.marks)


def test_the_end_of_a_note_is_free_of_what_follows(setter: Setter) -> None:
    for lines in range(1, 6):
        assert not pieces(Note("\n".join("x" * lines)), setter)[-1].keep_next


def test_kept_blocks_share_a_page(paper: Paper, read: Read) -> None:
    for lines in range(30, 60, 3):
        filler = Paragraph("\n".join(["filler"] * lines))
        kept = Keep((Heading("First"), Paragraph("middle\n" * 8), Signatures(("Last",))))
        pages = read(render(paper(filler, kept)).data)
        [page] = [page for page in pages if "First" in page]
        assert "Last" in page


def test_kept_blocks_longer_than_a_page_still_come_out_whole(paper: Paper, read: Read) -> None:
    kept = Keep(tuple(Paragraph(f"part{at}.") for at in range(200)))
    text = "".join(read(render(paper(kept)).data))
    assert all(f"part{at}." in text for at in range(200))


def test_columns_stand_beside_one_another(setter: Setter) -> None:
    [piece] = pieces(Columns(((Paragraph("left"),), (Paragraph("right"),))), setter)
    left, right = (mark for mark in piece.marks if isinstance(mark, Text))
    assert left.y == right.y
    assert left.x < 200 < right.x


def test_columns_have_their_share_of_the_width(setter: Setter) -> None:
    [piece] = pieces(Columns(((Paragraph("left"),), (Paragraph("right"),)), (3, 1)), setter, 422)
    assert [mark.x for mark in piece.marks if isinstance(mark, Text)] == pytest.approx([0, 322])


def test_columns_come_one_after_the_other_in_large_print_and_when_long(setter: Setter, large: Setter) -> None:
    assert len(pieces(Columns(((Paragraph("a"),), (Paragraph("b"),))), large)) == 2
    assert len(pieces(Columns(((Paragraph("a\n" * 60),), (Paragraph("b"),))), setter)) > 60


def test_a_page_break_breaks(paper: Paper, read: Read) -> None:
    pages = read(render(paper(Paragraph("one"), PageBreak(), Paragraph("two"))).data)
    assert ["one" in page for page in pages] == [True, False]
    assert ["two" in page for page in pages] == [False, True]


def test_space_moves_down_what_follows_but_not_from_the_top_of_a_page(paper: Paper) -> None:
    def first_line(*blocks: Block) -> bytes:
        return render(paper(*blocks)).data

    assert first_line(Space(30), Paragraph("a")) == first_line(Paragraph("a"))
    assert first_line(Paragraph("b"), Space(30), Paragraph("a")) != first_line(Paragraph("b"), Paragraph("a"))


def test_bullets_have_a_dot_each_and_hang(setter: Setter) -> None:
    found = pieces(Bullets(("short", "long " * 60)), setter)
    dots = [mark for piece in found for mark in piece.marks if isinstance(mark, Text) and mark.text == "•"]
    rest = {mark.x for piece in found for mark in piece.marks if isinstance(mark, Text) and mark.text != "•"}
    assert len(dots) == 2
    assert len(rest) == 1


def test_signatures_have_a_line_and_a_date_each(setter: Setter) -> None:
    made = pieces(Signatures(("Prepared by", "Checked by")), setter)
    assert words(made) == ["Prepared by", "Date", "Checked by", "Date"]
    assert all(len(piece.marks) == 4 for piece in made)


def test_a_divider_is_as_wide_as_the_page(setter: Setter) -> None:
    [piece] = pieces(Divider(), setter)
    assert piece.marks[0].points == ((0, 0.5), (400, 0.5))  # type: ignore[union-attr]
