"""Text as people type it, and as nobody should."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.paper.fonts import SUBSTITUTE, Face, metrics
from carecoop_desktop.platform.paper.page import LARGE_PRINT
from carecoop_desktop.platform.paper.text import ELLIPSIS, Setter
from carecoop_desktop.platform.paper.type import BODY, EMPHASIS, LABEL, SMALL, STRONG, TITLE


def test_plain_text_comes_back_as_it_is(setter: Setter) -> None:
    text = "Łukasz Żółć worked 7.50 hours for £98.63 → paid"
    assert setter.line(text, BODY) is text
    assert setter.substituted == set()


def test_markup_is_only_text(setter: Setter) -> None:
    text = '<b>bold</b> & <font color="red">&amp;</font> %s {0} \\n (paren'
    assert setter.line(text, BODY) == text


def test_controls_are_dropped_and_line_ends_become_spaces(setter: Setter) -> None:
    assert setter.line("a\x00b\x07c\td\r\ne\nf\rg\u2028h\u200bi\u202ej", BODY) == "abc d e f g hij"


def test_a_letter_typed_in_two_parts_becomes_one(setter: Setter) -> None:
    assert setter.line(unicodedata.normalize("NFD", "Siân Ŵyn Żółć"), BODY) == "Siân Ŵyn Żółć"


def test_what_has_no_glyph_shows_and_is_reported(setter: Setter) -> None:
    assert setter.line("Ann 😀 שלום", BODY) == f"Ann {SUBSTITUTE} {SUBSTITUTE * 4}"
    assert setter.substituted == set("😀שלום")


def test_an_emoji_with_a_variation_mark_is_one_substitute(setter: Setter) -> None:
    assert setter.line("❤\ufe0f", BODY) in {"❤", SUBSTITUTE}


def test_compatible_forms_are_written_out(setter: Setter) -> None:
    assert setter.line("oﬃce １２ \u2011 a\u202fb", BODY).replace("ﬃ", "ffi") == "office 12 - a\u00a0b"
    assert setter.substituted == set()


def test_a_lone_half_of_a_character_does_no_harm(setter: Setter) -> None:
    assert setter.line("a\ud800b", BODY) == f"a{SUBSTITUTE}b"


@given(st.text(max_size=200))
def test_any_text_can_be_measured_once_cleaned(text: str) -> None:
    setter = Setter()
    for style in (BODY, STRONG, EMPHASIS):
        clean = setter.line(text, style)
        assert set(clean) <= set(metrics(style.face).widths)
        assert setter.width(clean, style) >= 0


@given(st.text(max_size=300), st.integers(min_value=1, max_value=400))
def test_lines_are_never_wider_than_their_column(text: str, width: int) -> None:
    setter = Setter()
    for line in setter.wrap(text, BODY, width):
        assert setter.width(line, BODY) <= width + 0.001 or len(line) <= 1


@given(st.text(max_size=300), st.integers(min_value=1, max_value=400))
def test_no_letter_is_lost_by_breaking(text: str, width: int) -> None:
    setter = Setter()
    whole = "".join(setter.wrap(text, BODY, 1e9)).replace(" ", "")
    assert "".join(setter.wrap(text, BODY, width)).replace(" ", "") == whole


@given(st.text(max_size=120), st.integers(min_value=10, max_value=300))
def test_a_fitted_text_fits(text: str, width: int) -> None:
    setter = Setter()
    fitted = setter.fit(text, SMALL, width)
    assert setter.width(fitted, SMALL) <= width + 0.001
    assert fitted.endswith(ELLIPSIS) or fitted == setter.line(text, SMALL)


def test_words_break_at_spaces(setter: Setter) -> None:
    width = setter.width("Saturday football", BODY)
    assert setter.wrap("Saturday football instead of Friday", BODY, width) == [
        "Saturday football",
        "instead of Friday",
    ]


def test_a_word_wider_than_the_column_is_broken_inside(setter: Setter) -> None:
    lines = setter.wrap("see " + "x" * 50, BODY, setter.width("x" * 20, BODY))
    assert lines == ["see", "x" * 20, "x" * 20, "x" * 10]


def test_ten_thousand_characters_without_a_space(setter: Setter) -> None:
    lines = setter.wrap("W" * 10_000, BODY, 200)
    assert sum(map(len, lines)) == 10_000
    assert len(lines) > 100


def test_own_line_ends_are_kept_and_empty_lines_too(setter: Setter) -> None:
    assert setter.wrap("one\r\n\ntwo\rthree\u2028four", BODY, 500) == ["one", "", "two", "three", "four"]


def test_nothing_is_one_empty_line(setter: Setter) -> None:
    assert setter.wrap("", BODY, 100) == [""]


def test_large_print_sets_nothing_below_sixteen_points() -> None:
    setter = Setter(LARGE_PRINT)
    assert min(setter.size(style) for style in (SMALL, LABEL, BODY, TITLE)) >= 16
    assert setter.size(TITLE) > setter.size(BODY)


def test_the_width_is_the_sum_of_the_fonts_own_widths(setter: Setter) -> None:
    font = metrics(Face.REGULAR).font
    assert setter.width("£1,234.56", BODY) == pytest.approx(font.stringWidth("£1,234.56", BODY.size))


def test_the_baseline_lies_inside_the_line(setter: Setter) -> None:
    for style in (SMALL, BODY, TITLE):
        assert setter.size(style) * 0.6 < setter.baseline(style) < setter.leading(style)
