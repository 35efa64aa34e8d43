"""Tables: figures aligned, headings repeated, nothing lost however long, wide or empty."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecoop_desktop.platform.paper.document import Document, render
from carecoop_desktop.platform.paper.marks import Box, Piece, Stroke, Text
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.pills import Pill
from carecoop_desktop.platform.paper.tables import Column, Kind, Row, Table, column_widths, figures, rows, snug
from carecoop_desktop.platform.paper.text import Setter
from carecoop_desktop.platform.paper.type import BODY, LABEL, STRONG, Tone

Paper = Callable[..., Document]
Read = Callable[[bytes], list[str]]

COLUMNS = (snug("Date"), Column("What for"), figures("Amount"))


def texts(pieces: list[Piece]) -> list[Text]:
    return [mark for piece in pieces for mark in piece.marks if isinstance(mark, Text)]


def set_table(table: Table, setter: Setter, width: float = 500) -> list[Piece]:
    return list(table.pieces(setter, width))


def test_money_ends_at_the_right_edge_of_its_column(setter: Setter) -> None:
    table = Table(COLUMNS, rows([("1 Nov", "Wages", "£5.00"), ("2 Nov", "Wages", "-£1,234.56")]))
    money = [mark for mark in texts(set_table(table, setter)) if "£" in mark.text]
    ends = [mark.x + setter.width(mark.text, BODY) for mark in money]
    assert ends == pytest.approx([500, 500])


def test_a_total_in_heavier_type_still_fits_its_column(setter: Setter) -> None:
    table = Table(COLUMNS, rows([("1 Nov", "Wages", "£1.00")], ("", "Total", "£123,456.78")))
    [total] = [mark for mark in texts(set_table(table, setter)) if mark.text == "£123,456.78"]
    assert total.face is STRONG.face
    assert total.x + setter.width(total.text, STRONG) == pytest.approx(500)


def test_snug_columns_are_as_wide_as_their_widest_cell(setter: Setter) -> None:
    widths = column_widths(Table(COLUMNS, rows([("22 Nov 2026", "a", "£1.00")])), setter, 500)
    assert widths is not None
    assert widths[0] == pytest.approx(setter.width("22 Nov 2026", BODY))
    assert widths[2] == pytest.approx(setter.width("Amount", LABEL))


def test_what_is_left_is_shared_out(setter: Setter) -> None:
    table = Table((Column("a", 3), Column("b", 1)), rows([("x", "y")]))
    widths = column_widths(table, setter, 414)
    assert widths == pytest.approx([300, 100])


@given(st.lists(st.floats(0.2, 3), min_size=1, max_size=5), st.integers(200, 700))
def test_columns_and_gaps_fill_the_width_or_do_not_fit(shares: list[float], width: int) -> None:
    table = Table(tuple(Column("x", share) for share in shares), (Row(["y"] * len(shares)),))
    widths = column_widths(table, Setter(), width)
    assert widths is None or sum(widths) + 14 * (len(widths) - 1) == pytest.approx(width)


def test_an_empty_table_says_so_in_its_sentence(setter: Setter) -> None:
    pieces = set_table(Table(COLUMNS, (), "No payments in October."), setter)
    assert [mark.text for mark in texts(pieces)] == ["No payments in October."]


def test_long_text_wraps_inside_its_column(setter: Setter) -> None:
    table = Table(COLUMNS, rows([("1 Nov", "direct payment " * 12, "£1.00")]))
    widths = column_widths(table, setter, 400)
    assert widths is not None
    found = [mark for mark in texts(set_table(table, setter, 400)) if "direct" in mark.text]
    assert len(found) > 2
    assert all(setter.width(mark.text, BODY) <= widths[1] + 0.02 for mark in found)


def test_headings_stand_on_every_page(paper: Paper, read: Read) -> None:
    table = Table(COLUMNS, rows([(f"Day {at}", f"Thing {at}", f"£{at}.00") for at in range(150)]))
    pages = read(render(paper(table)).data)
    assert len(pages) > 2
    assert all(page.count("What for") == 1 for page in pages)
    assert re.findall(r"£(\d+)\.00", "\n".join(pages)) == [str(at) for at in range(150)]


def test_a_total_never_stands_alone_on_a_page(paper: Paper, read: Read) -> None:
    for count in range(20, 60):
        body = [(str(at), f"Thing {at}", "£1.00") for at in range(count)]
        last = read(render(paper(Table(COLUMNS, rows(body, ("", "Sum", "£9.00"))))).data)[-1]
        assert f"Thing {count - 1}" in last and "Sum" in last


def test_a_group_stays_with_its_first_row(setter: Setter) -> None:
    group = Row(("Cheshire West and Chester Council, direct payments",), Kind.GROUP)
    pieces = set_table(Table(COLUMNS, (group, Row(("1", "Wages", "£1.00")))), setter)
    assert pieces[1].keep_next
    assert texts([pieces[1]])[0].text == group.cells[0]


def test_a_cell_of_ten_thousand_words_runs_on_over_the_pages(paper: Paper, read: Read) -> None:
    words = " ".join(f"w{at}" for at in range(10_000))
    rendered = render(paper(Table(COLUMNS, rows([("1 Nov", words, "£1.00")]))))
    assert rendered.pages > 10
    found = " ".join(read(rendered.data)).split()
    assert {f"w{at}" for at in range(10_000)} <= set(found)


def test_every_piece_of_a_long_row_can_be_followed_by_a_break(setter: Setter) -> None:
    pieces = set_table(Table(COLUMNS, rows([("1", "word " * 5000, "£1.00")])), setter)
    assert max(piece.height for piece in pieces) < A4.inner_height / 2


def test_no_headings_where_none_are_wanted(setter: Setter) -> None:
    table = Table(COLUMNS, rows([("1 Nov", "Wages", "£1.00")]), headings=False)
    pieces = set_table(table, setter)
    assert "What for" not in {mark.text for mark in texts(pieces)}
    assert pieces[0].running is None


def test_every_second_row_has_a_ground_in_a_zebra_table(setter: Setter) -> None:
    table = Table(COLUMNS, rows([("1", "a", "£1"), ("2", "b", "£2"), ("3", "c", "£3")]), zebra=True)
    grounds = [any(isinstance(mark, Box) for mark in piece.marks) for piece in set_table(table, setter)]
    assert grounds == [False, False, True, False]


def test_a_rule_stands_over_a_total(setter: Setter) -> None:
    table = Table(COLUMNS, rows([("1", "a", "£1")], ("", "Sum", "£1")))
    last = set_table(table, setter)[-1]
    assert any(isinstance(mark, Stroke) and mark.points[0][1] == 0 for mark in last.marks)


def test_a_state_in_a_cell_shows_its_word(setter: Setter) -> None:
    table = Table((Column("Who"), snug("State")), rows([("Marek", Pill("In date", Tone.MET))]))
    pieces = set_table(table, setter)
    assert "In date" in {mark.text for mark in texts(pieces)}
    assert any(isinstance(mark, Box) and mark.fill == Tone.MET.ground for mark in pieces[1].marks)


def test_a_row_with_too_few_cells_is_our_bug(setter: Setter) -> None:
    with pytest.raises(ValueError):
        set_table(Table(COLUMNS, (Row(("only one",)),)), setter)


def test_too_many_columns_become_a_list_with_every_title(setter: Setter) -> None:
    columns = tuple(figures(f"Column number {at}") for at in range(20))
    pieces = set_table(Table(columns, rows([[f"£{at},000.00" for at in range(20)]])), setter)
    shown = {mark.text for mark in texts(pieces)}
    assert {f"Column number {at}" for at in range(20)} <= shown
    assert {f"£{at},000.00" for at in range(20)} <= shown
    assert all(0 <= mark.x <= 500 for mark in texts(pieces))


def test_large_print_loses_no_cell(paper: Paper, read: Read) -> None:
    columns = (snug("Date"), Column("What for"), figures("Out"), figures("In"), figures("Balance"))
    body = [(f"{at} Nov 2026", f"Payment number {at}", f"£{at}.11", "", f"£{at},222.33") for at in range(1, 29)]
    text = "\n".join(read(render(paper(Table(columns, rows(body)), page=LARGE_PRINT)).data))
    for cells in body:
        assert all(cell in text for cell in cells)


def test_an_empty_cell_takes_no_line_in_a_list(large: Setter) -> None:
    columns = tuple(Column(f"Title {at}") for at in range(12))
    cells = ["value"] + [""] * 10 + ["end"]
    assert len(texts(set_table(Table(columns, rows([cells])), large))) == 4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=400)), max_size=12))
def test_any_text_can_be_put_in_a_table(body: list[tuple[str, str]]) -> None:
    table = Table((Column("Who"), Column("What", 2)), rows(body))
    data = render(Document("Any", (table,))).data
    assert data.startswith(b"%PDF")


def test_a_statements_columns_fit_an_ordinary_page_and_become_a_list_in_large_print() -> None:
    columns = (snug("Date"), Column("What for"), figures("Out"), figures("In"), figures("Balance"))
    table = Table(columns, rows([("22 Nov 2026", "Wages", "-£1,234.50", "£2,449.60", "£4,861.96")]))
    assert column_widths(table, Setter(A4), A4.inner_width) is not None
    assert column_widths(table, Setter(LARGE_PRINT), LARGE_PRINT.inner_width) is None


def test_a_subtotal_stays_with_the_row_above_it(setter: Setter) -> None:
    body = (Row(("1", "a", "£1")), Row(("", "So far", "£1"), Kind.SUBTOTAL), Row(("2", "b", "£2")))
    made = set_table(Table(COLUMNS, body), setter)
    assert [piece.keep_next for piece in made[1:]] == [True, False, False]


def test_a_long_title_wraps_over_its_column_and_ends_on_the_rule(setter: Setter) -> None:
    table = Table((Column("Who"), Column("Hours worked in weeks before the last one", 0.3)), rows([("Ann", "1")]))
    heading = set_table(table, setter, 300)[0]
    lines = [mark for mark in heading.marks if isinstance(mark, Text)]
    assert len(lines) > 2
    [who] = [mark for mark in lines if mark.text == "Who"]
    assert who.y == max(mark.y for mark in lines)


def test_states_and_groups_are_kept_in_a_list(large: Setter) -> None:
    columns = (Column("Who"), *(figures(f"Figure number {at}") for at in range(6)), snug("State"))
    body = (
        Row(("Chester",), Kind.GROUP),
        Row(("Ann", *["£1,000.00"] * 6, Pill("In date", Tone.MET))),
        Row(("Sum", *["£1,000.00"] * 6, ""), Kind.TOTAL),
    )
    shown = [mark.text for mark in texts(set_table(Table(columns, body), large))]
    assert shown.count("£1,000.00") == 12
    assert {"Chester", "In date", "Ann", "Sum"} <= set(shown)
