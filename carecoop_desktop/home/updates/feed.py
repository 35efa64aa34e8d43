"""The list of releases as its publisher writes it: a small JSON file, read strictly, whoever it comes from.

::

    {"format": 1, "serial": 7, "published": "2026-11-20T10:00:00Z", "valid_until": "2027-11-20",
     "releases": [{"version": "0.3.0", "date": "2026-11-20", "notes": ["What is new, in plain words."],
                   "upgrade_from": "0.1.0", "office_shape": 3,
                   "packages": [{"system": "windows-x86_64", "file": "CareCoop-0.3.0-setup.exe",
                                 "size": 37000000, "sha256": "9f86..."}]}]}

``serial`` counts up with every publication. ``office_shape`` is the version of the tables that the release writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from carecoop_desktop.home.updates.version import Numbers, numbers

FORMAT = 1
LIST, SIGNATURE = "releases.json", ".sig"
"""What the list is called where it is kept, and what its signature's name has behind it."""
MOST_BYTES = 256_000
"""More than a list of releases can need."""
MOST_PACKAGE = 500_000_000
_MOST_RELEASES, _MOST_NOTES, _MOST_WORDS = 200, 40, 600
_FILE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
_SYSTEM = re.compile(r"[a-z0-9]+-[a-z0-9_]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoFeed(ValueError):
    """These bytes are no list of releases that this program can read."""


class OtherFormat(NoFeed):
    """A list of releases in a form that a later program wrote."""


@dataclass(frozen=True, slots=True)
class Package:
    """One file of a release: for which kind of computer, and what it must be byte for byte."""

    system: str
    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the program."""

    version: str
    day: date
    notes: tuple[str, ...]
    upgrade_from: str
    office_shape: int
    packages: tuple[Package, ...]

    @property
    def numbers(self) -> Numbers:
        """The version as it compares."""
        return numbers(self.version)

    def package(self, system: str) -> Package | None:
        """Its file for a kind of computer."""
        return next((each for each in self.packages if each.system == system), None)


@dataclass(frozen=True, slots=True)
class Feed:
    """A whole list, the newest release first."""

    serial: int
    published: datetime
    valid_until: date
    releases: tuple[Release, ...]

    def release(self, version: str) -> Release | None:
        """The release of this very version."""
        return next((each for each in self.releases if each.version == version), None)


def read_feed(data: bytes) -> Feed:
    """Read a list. NoFeed where anything in it is not as it must be: half a list is none."""
    if len(data) > MOST_BYTES:
        raise NoFeed(f"it has {len(data)} bytes")
    try:
        found = json.loads(data.decode("utf-8"))
        if _whole(found["format"]) != FORMAT:
            raise OtherFormat(f"format {found['format']}")
        return _feed(found)
    except NoFeed:
        raise
    except (KeyError, TypeError, ValueError, RecursionError, OverflowError) as error:
        raise NoFeed(f"{type(error).__name__}: {error}") from error


def _feed(found: dict[str, Any]) -> Feed:
    releases = tuple(_release(each) for each in _some(found["releases"], _MOST_RELEASES))
    versions = [each.numbers for each in releases]
    if len(set(versions)) != len(versions):
        raise NoFeed("a version stands in it twice")
    published = datetime.fromisoformat(_text(found["published"]))
    if published.tzinfo is None:
        raise NoFeed("the moment of publication says no zone")
    return Feed(_whole(found["serial"], least=1), published.astimezone(UTC), date.fromisoformat(found["valid_until"]),
                tuple(sorted(releases, key=lambda each: each.numbers, reverse=True)))  # fmt: skip


def _release(found: dict[str, Any]) -> Release:
    numbers(found["version"]), numbers(found["upgrade_from"])
    packages = tuple(_package(each) for each in _some(found["packages"], 20))
    if len({each.system for each in packages}) != len(packages):
        raise NoFeed("two files for one kind of computer")
    return Release(
        found["version"],
        date.fromisoformat(found["date"]),
        tuple(_plain(_text(note)) for note in _some(found["notes"], _MOST_NOTES)),
        found["upgrade_from"],
        _whole(found["office_shape"], least=1),
        packages,
    )


def _package(found: dict[str, Any]) -> Package:
    """The file's name becomes part of an address and of a path, so it may be a plain name only."""
    return Package(
        _matching(_SYSTEM, found["system"]),
        _matching(_FILE, found["file"]),
        _whole(found["size"], least=1, most=MOST_PACKAGE),
        _matching(_SHA256, found["sha256"]),
    )


def _whole(value: Any, least: int = 0, most: int = 2**31) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise NoFeed(f"{value!r} is no number that can stand here")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or len(value) > _MOST_WORDS:
        raise NoFeed("words are missing or too long")
    return value


def _matching(shape: re.Pattern[str], value: Any) -> str:
    if shape.fullmatch(_text(value)) is None:
        raise NoFeed(f"{value!r} cannot stand here")
    return str(value)


def _some(value: Any, most: int) -> Iterable[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise NoFeed("a list is missing or too long")
    return value


def _plain(words: str) -> str:
    """One line without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
