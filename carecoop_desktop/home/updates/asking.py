"""Asks whether there is a newer version: only where the office allows it, and believing only what is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carecoop_desktop.home.updates.feed import MOST_BYTES, SIGNATURE, Release
from carecoop_desktop.home.updates.fetching import read_all
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.lists import Signed, believed, keep_list
from carecoop_desktop.home.updates.places import updates_folder
from carecoop_desktop.home.updates.queries import require_allowed
from carecoop_desktop.home.updates.rules import Distrusted, Own, Seen, check_feed, is_due, offered, seen_of, why_none
from carecoop_desktop.home.updates.state import change_state, read_state
from carecoop_desktop.home.updates.trust import Trust, trust
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office

NO_ADDRESS = "No place where releases are announced is set in this program, so nobody can be asked."
_MOST_SIGNATURE = 4096


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: the release that can be had, if any, and a sentence that says so."""

    at: datetime
    release: Release | None
    sentence: str


def ask(office: Office, own: Own | None = None, now: datetime | None = None) -> Asked:
    """Ask the publisher, or the office's own mirror. What came, trouble too, is remembered on this computer.

    Raises Refusal where the office does not allow it, Distrusted for a list that is not to be believed, Fault where
    nobody answers. Nothing is installed.
    """
    named = office.read(require_allowed)
    moment, program = now or utc_now(), own or this_program()
    try:
        asked = _ask(named, program, moment)
    except (Refusal, Fault) as trouble:
        change_state(asked=moment, said=str(trouble), distrusted=isinstance(trouble, Distrusted), offer="")
        raise
    offer = asked.release.version if asked.release is not None else ""
    change_state(asked=moment, said=asked.sentence, distrusted=False, offer=offer)
    return asked


def ask_if_due(office: Office) -> Asked | None:
    """The day's question, where the office allows it; None where it was not asked, or nobody answered.

    What went wrong stands in Settings, and on Today where it is something to worry about; nobody is interrupted.
    """
    try:
        office.read(require_allowed)
        if not is_due(read_state().asked, utc_now()) or not _somewhere(office):
            return None
        return ask(office)
    except (Refusal, Fault):
        return None


def where_from(named: str, trusted: Trust) -> str:
    """The address of the list: the office's own, or the publisher's. Refusal where there is none, or no key."""
    address = named or trusted.address
    if not address:
        raise Refusal(NO_ADDRESS, "Newer versions are had from whoever gave you this one.")
    if not trusted.keys:
        raise Refusal("This program carries no key that a list of releases could be checked with.",
                      "Newer versions are had from whoever gave you this one.")  # fmt: skip
    return address


def _somewhere(office: Office) -> bool:
    trusted = trust()
    return bool(trusted.keys and (office.read(require_allowed) or trusted.address))


def _ask(named: str, own: Own, now: datetime) -> Asked:
    trusted = trust()
    address = where_from(named, trusted)
    data = read_all(address, MOST_BYTES)
    signed = believed(data, read_all(address + SIGNATURE, _MOST_SIGNATURE), trusted)
    remark = check_feed(signed.feed, signed.digest, seen_of(read_state().seen, signed.key), own, now)
    _remember(signed)
    release = offered(signed.feed, own)
    words = f"Version {release.version} is there." if release is not None else why_none(signed.feed, own)
    return Asked(now, release, f"{words} {remark}".strip())


def _remember(signed: Signed) -> None:
    """From now on an older list of this signer is not believed any more."""
    keep_list(signed, updates_folder())
    seen = Seen(signed.feed.serial, signed.digest)
    change_state(seen={**read_state().seen, signed.key: {"serial": seen.serial, "digest": seen.digest}})
