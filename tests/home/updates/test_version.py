"""Versions as numbers."""

from __future__ import annotations

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.version import is_newer, numbers


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [("0.10.0", "0.9.9", True), ("0.2.0", "0.2", False), ("1.0", "0.99.99.99", True), ("0.2.0", "0.2.0.1", False)],
)
def test_the_newer_of_two(one: str, other: str, newer: bool) -> None:
    assert is_newer(one, other) is newer


@pytest.mark.parametrize(
    "words", ["", "1", "1.2.3.4.5", "0.3.0rc1", "v1.0", "1..2", "1.123456", " 1.0", "1.0\n", "..", "١.٠"]
)
def test_what_is_no_version(words: str) -> None:
    with pytest.raises(ValueError, match="not a version"):
        numbers(words)


def test_our_own_version_is_one() -> None:
    assert numbers(__version__) > (0, 0, 0, 0)
