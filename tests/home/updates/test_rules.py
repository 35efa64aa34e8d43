"""Which lists are believed, and which release is offered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from carecoop_desktop.home.updates.feed import Feed, Package, Release
from carecoop_desktop.home.updates.rules import (
    Distrusted,
    Own,
    Seen,
    changes_words,
    check_feed,
    is_due,
    offered,
    seen_of,
    why_none,
)

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OWN = Own("0.2.0", 2, "windows-x86_64", True)


def one(version: str, upgrade_from: str = "0.1.0", shape: int = 2, system: str = "windows-x86_64") -> Release:
    return Release(version, date(2026, 11, 20), ("New.",), upgrade_from, shape, (Package(system, "f", 1, "0" * 64),))


def feed(*releases: Release, **values: Any) -> Feed:
    given = {"serial": 5, "published": NOW - timedelta(days=2), "valid_until": date(2027, 2, 1)} | values
    return Feed(releases=releases, **given)


def test_a_sound_list_is_believed_without_a_remark() -> None:
    assert check_feed(feed(one("0.3.0")), "d", None, OWN, NOW) == ""
    assert check_feed(feed(one("0.3.0")), "d", Seen(5, "d"), OWN, NOW) == ""
    assert check_feed(feed(one("0.3.0")), "d", Seen(4, "other"), OWN, NOW) == ""
    assert check_feed(feed(one("0.2.0")), "d", None, OWN, NOW) == "", "our own version is the newest"


@pytest.mark.parametrize(
    ("found", "seen", "sentence"),
    [
        (feed(one("0.3.0")), Seen(6, "d"), "older than one seen here before (number 6)"),
        (feed(one("0.3.0")), Seen(5, "other"), "two different lists"),
        (feed(one("0.3.0"), valid_until=date(2026, 11, 21)), None, "held until 21 Nov 2026"),
        (feed(one("0.1.9")), None, "The newest release in the list is 0.1.9, older than this program (0.2.0)"),
    ],
)
def test_a_list_that_was_put_back_or_kept_back_is_not(found: Feed, seen: Seen | None, sentence: str) -> None:
    with pytest.raises(Distrusted) as refused:
        check_feed(found, "d", seen, OWN, NOW)
    assert sentence in refused.value.sentence and "Nothing was taken" in refused.value.remedy


def test_a_list_from_the_future_tells_of_the_clock_and_is_believed() -> None:
    assert "22 Dec 2026" in check_feed(feed(one("0.3.0"), published=NOW + timedelta(days=30)), "d", None, OWN, NOW)
    assert check_feed(feed(one("0.3.0"), published=NOW + timedelta(hours=20)), "d", None, OWN, NOW) == ""


def test_a_list_holds_to_the_end_of_its_last_day_in_london() -> None:
    last = datetime(2026, 6, 30, 22, 59, tzinfo=UTC)
    found = feed(one("0.3.0"), valid_until=date(2026, 6, 30), published=last - timedelta(days=1))
    assert check_feed(found, "d", None, OWN, last) == ""
    with pytest.raises(Distrusted):
        check_feed(found, "d", None, OWN, last + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("releases", "version"),
    [
        ([one("0.4.0"), one("0.3.0")], "0.4.0"),
        ([one("0.4.0", upgrade_from="0.3.0"), one("0.3.0")], "0.3.0"),
        ([one("0.4.0", system="linux-x86_64"), one("0.3.0")], "0.3.0"),
        ([one("0.4.0", shape=1), one("0.3.0", shape=3)], "0.3.0"),
        ([one("0.2.0"), one("0.1.0")], None),
        ([one("0.4.0", upgrade_from="0.3.0")], None),
        ([], None),
    ],
)
def test_the_newest_that_fits_is_offered(releases: list[Release], version: str | None) -> None:
    found = offered(feed(*releases), OWN)
    assert (found.version if found else None) == version


@pytest.mark.parametrize(
    ("release", "words"),
    [
        (one("0.2.0"), "Version 0.2.0 is the newest."),
        (one("0.4.0", upgrade_from="0.3.0"), "goes over 0.3.0 or newer only"),
        (one("0.4.0", system="linux-x86_64"), "not for this kind of computer (windows-x86_64)"),
        (one("0.4.0", shape=1), "could not open this office"),
    ],
)
def test_why_nothing_is_offered(release: Release, words: str) -> None:
    assert offered(feed(release), OWN) is None and words in why_none(feed(release), OWN)


def test_an_empty_list_offers_nothing() -> None:
    assert check_feed(feed(), "d", None, OWN, NOW) == "" and "newest" in why_none(feed(), OWN)


@pytest.mark.parametrize(
    ("asked", "due"),
    [(None, True), (NOW, False), (NOW - timedelta(hours=23), False), (NOW - timedelta(days=1), True),
     (NOW + timedelta(minutes=1), True)],
)  # fmt: skip
def test_it_is_asked_once_a_day_and_when_the_clock_went_back(asked: datetime | None, due: bool) -> None:
    assert is_due(asked, NOW) is due


def test_what_was_seen_is_read_strictly() -> None:
    assert seen_of({"key 1": {"serial": 5, "digest": "d"}}, "key 1") == Seen(5, "d")
    for kept in ({}, {"key 1": 5}, {"key 1": {"serial": "5"}}, {"key 2": {"serial": 5}}):
        assert seen_of(kept, "key 1") is None


def test_counted_in_words() -> None:
    assert [changes_words(n) for n in (0, 1, 1200)] == ["No change was", "1 change was", "1,200 changes were"]
