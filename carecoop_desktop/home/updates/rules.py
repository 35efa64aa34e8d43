"""Which release this program may take from a list whose signature holds, and which lists it does not believe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from carecoop_desktop.home.updates.feed import Feed, Release
from carecoop_desktop.home.updates.version import is_newer, numbers
from carecoop_desktop.platform.kernel.dates import LONDON, format_date
from carecoop_desktop.platform.kernel.errors import Refusal

ASK_EVERY = timedelta(days=1)
_CLOCKS_DIFFER = timedelta(days=1)
_NOTHING = "Nothing was taken from it."


class Distrusted(Refusal):
    """A list or a file that is not what its publisher signed, or that somebody may be keeping old."""


@dataclass(frozen=True, slots=True)
class Own:
    """This program: its version, the version of the tables it writes, its kind of computer.

    ``installs`` says whether it can put a newer version in its own place: only where its own setup put it.
    """

    version: str
    shape: int
    system: str
    installs: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """The latest list that was believed of one signer: its serial number and its SHA-256."""

    serial: int
    digest: str


def check_feed(feed: Feed, digest: str, seen: Seen | None, own: Own, now: datetime) -> str:
    """Raise Distrusted for a list that somebody may have put back or kept back.

    Gives a remark where this computer's clock cannot be right, else nothing.
    """
    if seen is not None and feed.serial < seen.serial:
        raise Distrusted(
            f"The list of releases (number {feed.serial}) is older than one seen here before (number {seen.serial}): "
            "somebody may be holding newer ones back.",
            _NOTHING,
        )
    if seen is not None and feed.serial == seen.serial and digest != seen.digest:
        raise Distrusted(
            f"There are two different lists of releases with the number {feed.serial}; only one can be right.",
            f"{_NOTHING} Tell whoever publishes the program.",
        )
    today = now.astimezone(LONDON).date()
    if today > feed.valid_until:
        raise Distrusted(
            f"The list of releases held until {format_date(feed.valid_until)}, and this computer says that today is "
            f"{format_date(today)}: its clock is wrong, or somebody keeps newer lists back.",
            f"{_NOTHING} Look at the clock first.",
        )
    newest = feed.releases[0] if feed.releases else None
    if newest is not None and is_newer(own.version, newest.version):
        raise Distrusted(
            f"The newest release in the list is {newest.version}, older than this program ({own.version}): "
            "somebody may want an older version put in its place.",
            _NOTHING,
        )
    if now + _CLOCKS_DIFFER < feed.published:
        published = format_date(feed.published.astimezone(LONDON).date())
        return f"This computer's clock is wrong: the list was published on {published}, which is still to come for it."
    return ""


def offered(feed: Feed, own: Own) -> Release | None:
    """The newest release that may be put over this program; None where it is up to date.

    A release that asks for a newer one in between is passed over for that one.
    """
    newer = [each for each in feed.releases if is_newer(each.version, own.version)]
    fit = (each for each in newer if numbers(each.upgrade_from) <= numbers(own.version))
    return next((each for each in fit if each.package(own.system) is not None and each.office_shape >= own.shape), None)


def why_none(feed: Feed, own: Own) -> str:
    """In words, why nothing is offered: nothing is newer, or what is newer does not fit here."""
    newer = [each for each in feed.releases if is_newer(each.version, own.version)]
    if not newer:
        return f"Version {own.version} is the newest."
    newest = newer[0]
    if numbers(newest.upgrade_from) > numbers(own.version):
        return f"Version {newest.version} is there, but goes over {newest.upgrade_from} or newer only."
    if newest.package(own.system) is None:
        return f"Version {newest.version} is there, but not for this kind of computer ({own.system})."
    return f"Version {newest.version} is there, but could not open this office."


def is_due(asked: datetime | None, now: datetime) -> bool:
    """Whether to ask on its own again: once a day, and where the clock was set back."""
    return asked is None or not timedelta() <= now - asked < ASK_EVERY


def seen_of(kept: Mapping[str, object], key: str) -> Seen | None:
    """What was noted of a signer's latest list; None for nothing, or for what cannot be read."""
    found = kept.get(key)
    if not isinstance(found, dict) or not isinstance(found.get("serial"), int):
        return None
    return Seen(found["serial"], str(found.get("digest", "")))


def changes_words(count: int) -> str:
    """``No change was``, ``1 change was``, ``12 changes were``."""
    return "No change was" if not count else "1 change was" if count == 1 else f"{count:,} changes were"
