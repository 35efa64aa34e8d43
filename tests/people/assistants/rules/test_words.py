"""Every code that is stored has words, and the words are told apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from carecoop_desktop.people.assistants.rules import words

ALL = {name: value for name, value in vars(words).items() if name.isupper() and isinstance(value, dict)}


@pytest.mark.parametrize("name", sorted(ALL))
def test_words_are_said_once_and_never_empty(name: str) -> None:
    said: Mapping[str, str] = ALL[name]
    assert all(said.values()) and len(set(said.values())) == len(said)


def test_every_letter_of_hmrc_has_words() -> None:
    assert set(words.NI_LETTERS) == set("ABCDEFHIJKLMNSVXZ")


def test_each_loan_stands_alone_and_with_a_postgraduate_one() -> None:
    for plan in "1245":
        assert plan in words.LOANS and f"{plan}+postgrad" in words.LOANS
