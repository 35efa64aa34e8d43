"""The register of councils and boards."""

from __future__ import annotations

import pytest

from carecoop_desktop.people.funding.register import find_known, funder_key, known_funders


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Cheshire West & Chester", "E06000050"),
        ("cheshire west and chester council", "E06000050"),
        ("CWAC", "E06000050"),
        ("Wirral MBC", "E08000015"),
        ("NHS Cheshire and Merseyside ICB", "QYG"),
        ("C&M ICB", "QYG"),
    ],
)
def test_a_funder_is_known_by_what_offices_write(typed: str, code: str) -> None:
    known = find_known(typed)
    assert known is not None and known.code == code


@pytest.mark.parametrize("typed", ["", "The Moon", "Council"])
def test_what_is_not_in_the_register_is_not_known(typed: str) -> None:
    assert find_known(typed) is None


def test_the_register_has_councils_and_boards_with_codes() -> None:
    found = known_funders()
    assert {one.kind for one in found} == {"council", "icb"} and all(one.code for one in found)
    assert len({one.code for one in found}) == len(found)


def test_no_two_councils_answer_to_one_name() -> None:
    keys = [funder_key(one.name) for one in known_funders()]
    assert len(set(keys)) == len(keys)


def test_words_that_every_council_has_do_not_count() -> None:
    assert funder_key("The Metropolitan Borough of Wirral Council") == funder_key("wirral")
    assert funder_key("Council") == "council"
