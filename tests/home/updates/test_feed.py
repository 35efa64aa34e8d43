"""The list of releases is read strictly."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecoop_desktop.home.updates.feed import MOST_BYTES, NoFeed, OtherFormat, read_feed
from tests.home.updates.publishing import SETUP, listed, package, release


def test_a_list_is_read_with_the_newest_first() -> None:
    feed = read_feed(listed(release("0.9.0"), release("0.10.0")))
    assert [each.version for each in feed.releases] == ["0.10.0", "0.9.0"]
    newest = feed.releases[0]
    assert newest.notes[0] == "Pay runs are quicker." and newest.upgrade_from == "0.1.0"
    [file] = newest.packages
    assert file.size == len(SETUP) and newest.package(file.system) is file and newest.package("other-cpu") is None
    assert feed.release("0.9.0") is feed.releases[1] and feed.release("3.0") is None


@pytest.mark.parametrize(
    "values",
    [
        {"serial": 0}, {"serial": True}, {"serial": "5"}, {"serial": 2**40}, {"published": "2026-11-20T10:00:00"},
        {"published": "soon"}, {"valid_until": 7}, {"valid_until": "2026-13-01"}, {"releases": {}}, {"releases": [1]},
        {"releases": None},
    ],
)  # fmt: skip
def test_a_list_with_something_wrong_is_none(values: dict[str, Any]) -> None:
    with pytest.raises(NoFeed):
        read_feed(listed(release(), **values))


@pytest.mark.parametrize(
    "values",
    [
        {"version": "next"}, {"version": 3}, {"upgrade_from": "any"}, {"date": "today"}, {"notes": "words"},
        {"notes": ["x" * 700]}, {"notes": [3]}, {"notes": ["n"] * 50}, {"office_shape": 0}, {"office_shape": 1.5},
        {"packages": [{}]}, {"packages": [package(b"x"), package(b"y")]},
    ],
)  # fmt: skip
def test_a_release_with_something_wrong_spoils_the_list(values: dict[str, Any]) -> None:
    with pytest.raises(NoFeed):
        read_feed(listed(release(**values)))


@pytest.mark.parametrize(
    "values",
    [
        {"file": "../evil.exe"}, {"file": "a/b.exe"}, {"file": "a\\b.exe"}, {"file": ".hidden"}, {"file": "x."},
        {"file": "https://example.org/x"}, {"file": "a:b"}, {"file": "x" * 200}, {"file": ""}, {"size": 0},
        {"size": 10**12}, {"size": -1}, {"sha256": "A" * 64}, {"sha256": "a" * 63}, {"system": "Windows 11"},
        {"system": "../x-y"},
    ],
)  # fmt: skip
def test_a_file_that_could_lead_elsewhere_spoils_the_list(values: dict[str, Any]) -> None:
    with pytest.raises(NoFeed):
        read_feed(listed(release(packages=[package(b"x") | values])))


def test_a_version_stands_once() -> None:
    with pytest.raises(NoFeed, match="twice"):
        read_feed(listed(release("1.0"), release("1.0.0")))


def test_a_later_form_of_list_is_told_apart() -> None:
    with pytest.raises(OtherFormat):
        read_feed(listed(release(), format=2, releases="in another way"))


def test_notes_become_one_line_without_control_characters() -> None:
    feed = read_feed(listed(release(notes=["Two\nlines\x1b[31m and\u202e a\ttrick"])))
    assert feed.releases[0].notes == ("Two lines [31m and a trick",)


def test_size_is_bounded() -> None:
    with pytest.raises(NoFeed, match="bytes"):
        read_feed(b" " * (MOST_BYTES + 1))
    with pytest.raises(NoFeed):
        read_feed(b"[" * 100_000)


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["format", "serial", "releases", "version", "packages"]), inner, max_size=4),
).map(lambda found: json.dumps(found).encode()))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_anything_else_is_no_list_and_no_crash(data: bytes) -> None:
    with pytest.raises(NoFeed):
        read_feed(data)
