"""Gets a newer version: its setup, proved; the setup of the version in use, for the way back; and a backup."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.home.updates.asking import where_from
from carecoop_desktop.home.updates.befores import Before, befores_of, keep_before
from carecoop_desktop.home.updates.feed import Release
from carecoop_desktop.home.updates.fetching import Say
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.lists import Signed, kept_list
from carecoop_desktop.home.updates.places import updates_folder
from carecoop_desktop.home.updates.queries import require_allowed
from carecoop_desktop.home.updates.rules import Own, check_feed, offered, seen_of
from carecoop_desktop.home.updates.setups import fetch_setup, kept_setup, thin_out
from carecoop_desktop.home.updates.state import read_state
from carecoop_desktop.home.updates.trust import Trust, trust
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office


@dataclass(frozen=True, slots=True)
class Got:
    """A version that lies ready, the office as it was before it, and what else there is to say."""

    release: Release
    setup: Path
    before: Before
    remark: str = ""

    @property
    def sentence(self) -> str:
        """What was done."""
        return (
            f"Version {self.release.version} is fetched and proved. The office as it is now is kept: "
            f"{self.before.manifest.rows:,} rows, proved, as {self.before.path.name}. {self.remark}"
        ).strip()


def on_offer(own: Own, trusted: Trust) -> tuple[Signed, Release] | None:
    """The release that can be had by the list that was believed last, checked anew; None for none.

    Raises Distrusted where that list has grown too old meanwhile.
    """
    signed = kept_list(updates_folder(), trusted)
    if signed is None:
        return None
    check_feed(signed.feed, signed.digest, seen_of(read_state().seen, signed.key), own, utc_now())
    release = offered(signed.feed, own)
    return None if release is None else (signed, release)


def get(office: Office, say: Say, own: Own | None = None) -> Got:
    """Fetch the release on offer and back the office up. Nothing is installed yet.

    Raises Refusal where nothing is on offer or the office does not allow it; Fault or Distrusted where the setup
    does not come whole and as signed: then nothing of it is kept.
    """
    program, trusted = own or this_program(), trust()
    address = where_from(office.read(require_allowed), trusted)
    found = on_offer(program, trusted)
    if found is None:
        raise Refusal(f"There is no newer version than {program.version} to get.", "Ask whether there is one now.")
    signed, release = found
    setup = fetch_setup(signed, release, program.system, address, say)
    remark = _keep_own_setup(signed, program, trusted, address, say)
    before = keep_before(office, release.version)
    thin_out({program.version, release.version, *(each.older for each in befores_of(office)[:2])})
    return Got(release, setup, before, remark)


def _keep_own_setup(signed: Signed, own: Own, trusted: Trust, address: str, say: Say) -> str:
    """The setup of the version in use is what going back needs; a sentence where it is not to be had."""
    if kept_setup(own.version, own.system, trusted) is not None:
        return ""
    release = signed.feed.release(own.version)
    try:
        if release is not None and release.package(own.system) is not None:
            fetch_setup(signed, release, own.system, address, say)
            return ""
    except (Refusal, Fault) as trouble:
        return f"The setup of version {own.version} could not be fetched: {trouble}"
    return f"The setup of version {own.version} is not in the list: keep the one you have, for the way back."
