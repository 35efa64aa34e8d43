"""Keys that people write down: every slip is found and named, and what was meant is understood."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecoop_desktop.platform.database.recovery import ALPHABET, DATA, GROUPS, groups_of, read_groups
from carecoop_desktop.platform.kernel.errors import Invalid

SIZE = DATA + 1
KEY = bytes(range(32))


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=60, deadline=None)
def test_every_key_comes_back_from_its_groups(raw: bytes) -> None:
    groups = groups_of(raw)
    assert len(groups) == GROUPS and {len(group) for group in groups} == {SIZE}
    assert read_groups(" ".join(groups)) == raw


@pytest.mark.parametrize("way", [
    str.lower, lambda t: t.replace(" ", "-"), lambda t: t.replace(" ", ""), lambda t: t.replace(" ", "\n  "),
    lambda t: t.replace("0", "O").replace("1", "l"), lambda t: f"  {t}. ", lambda t: t.replace("1", "i").lower(),
])  # fmt: skip
def test_however_it_is_typed(way: object) -> None:
    assert callable(way)
    assert read_groups(way(" ".join(groups_of(KEY)))) == KEY


def test_every_single_slip_is_found_and_its_group_named() -> None:
    typed = "".join(groups_of(KEY))
    for at, right in enumerate(typed):
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(Invalid, match=f"Group {at // SIZE + 1} is not"):
                read_groups(typed[:at] + wrong + typed[at + 1 :])


def test_neighbours_swapped_are_found() -> None:
    typed = "".join(groups_of(secrets.token_bytes(32)))
    for at in range(len(typed) - 1):
        if typed[at] != typed[at + 1]:
            with pytest.raises(Invalid, match="Group"):
                read_groups(typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :])


def test_groups_swapped_are_found() -> None:
    groups = list(groups_of(bytes(32)))
    assert len(set(groups)) == GROUPS, "even the same characters read differently in another place"
    groups[2], groups[7] = groups[7], groups[2]
    with pytest.raises(Invalid, match="Groups 3 and 8 are not"):
        read_groups(" ".join(groups))


@pytest.mark.parametrize(("typed", "said"), [
    ("", "This has 0 characters"),
    ("ABCDE", "This has 5 characters; a recovery key has 65"),
    ("U" * 65, "has no U in it"),
    ("é!" * 30, "has no ! or É in it"),
])  # fmt: skip
def test_what_cannot_be_a_key_is_said(typed: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        read_groups(typed)
    assert refused.value.issues[0].field == "key" and "13 groups" in refused.value.issues[0].accepted
