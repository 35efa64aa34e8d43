"""The fonts hold the names of the people in the office, and figures of one width."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from font_source_sans_pro import font_files_ttf
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics

from carecoop_desktop.platform.paper.fonts import SUBSTITUTE, Face, metrics

NAMES = {
    "Welsh": "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿẀẂẄỲ",
    "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "Romanian": "ăâîșțĂÂÎȘȚşţŞŢ",
    "Turkish": "çğıöşüÇĞİÖŞÜ",
    "signs": "€£→←↑↓−–—…·•×÷½‘’“”✓",
}


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("language", NAMES)
def test_each_face_has_the_letters_of_the_offices_languages(face: Face, language: str) -> None:
    assert set(NAMES[language]) - metrics(face).plain == set()


@pytest.mark.parametrize("face", Face)
def test_fonttools_finds_the_same_letters_in_the_file(face: Face) -> None:
    with TTFont(font_files_ttf[face.value]) as font:
        letters = {chr(code) for code in font.getBestCmap()}
        assert {char for char in "".join(NAMES.values()) if char not in letters} == set()
        assert metrics(face).plain <= letters


@pytest.mark.parametrize("face", Face)
def test_figures_the_pound_and_the_minus_are_all_of_one_width(face: Face) -> None:
    widths = metrics(face).widths
    assert len({widths[char] for char in "0123456789£−"}) == 1


@pytest.mark.parametrize("face", Face)
def test_the_substitute_is_drawable_and_no_letter(face: Face) -> None:
    assert SUBSTITUTE in metrics(face).plain
    assert not SUBSTITUTE.isalnum()


@pytest.mark.parametrize("char", ["\x00", "\x1f", "\x7f", "\x85", "\u00ad", "\u200b", "\u202e", "\ue000", "\ufeff"])
def test_controls_and_format_signs_are_not_drawable(char: str) -> None:
    assert char not in metrics(Face.REGULAR).widths


def test_combining_marks_are_never_taken_as_they_come() -> None:
    assert "\u0302" not in metrics(Face.REGULAR).plain


def test_a_face_is_registered_once_whatever_thread_asks() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: id(metrics(Face.ITALIC)), range(40)))
    assert len(found) == 1
    assert pdfmetrics.getFont(Face.ITALIC.value) is metrics(Face.ITALIC).font
