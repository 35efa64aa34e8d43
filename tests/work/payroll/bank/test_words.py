"""Names in the letters of a bank."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.work.payroll.bank.words import BACS, Unwritable, bank_words


@pytest.mark.parametrize(
    ("given_", "letters", "written"),
    [
        ("Anna O'Neil-Żak", BACS, "ANNA ONEIL-ZAK"),
        ("Anna O'Neil-Żak", r"[A-Za-z' -]", "Anna O'Neil-Zak"),
        ("  Siân   Ŵyn ", BACS, "SIAN WYN"),
        ("=Ben, Ltd", BACS, "BEN LTD"),
        ("-+@Ben", ".", "Ben"),
        ("Smith & Sons", BACS, "SMITH & SONS"),
        ("Æthel Straße", BACS, "AETHEL STRASSE"),
        ("A name that is far too long", BACS, "A NAME THAT IS FAR"),
        ("Tab\tand\nline", ".", "Tab and line"),
    ],
)
def test_a_name_is_written_plainly(given_: str, letters: str, written: str) -> None:
    assert bank_words(given_, letters) == written


def test_the_encoding_decides_too() -> None:
    assert bank_words("Żak", ".", 18, "utf-8") == "Żak"
    assert bank_words("Żak Müller", ".", 18, "cp1252") == "Zak Müller"


@pytest.mark.parametrize("name", ["李小龙", "Анна", "Ann 李", "", "''", "=", "\x00"])
def test_a_name_that_cannot_be_written_is_told(name: str) -> None:
    with pytest.raises(Unwritable):
        bank_words(name, BACS)


@given(st.text(max_size=60))
def test_nothing_else_is_ever_written(text: str) -> None:
    try:
        made = bank_words(text, BACS, 18)
    except Unwritable:
        return
    assert re.fullmatch(r"[A-Z0-9][A-Z0-9.&/ -]{0,17}", made)


@given(st.text(max_size=60))
def test_no_file_begins_a_cell_with_a_formula_or_a_mark_of_ours(text: str) -> None:
    try:
        made = bank_words(text, ".", 30, "utf-8")
    except Unwritable:
        return
    assert made[0] not in "=+-@|%\t" and (made[0] != "'" or "'" in text or "’" in text or made[0] in text)
