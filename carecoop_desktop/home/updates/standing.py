"""How things stand with newer versions at this computer, in one look: for Settings and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.home.updates.feed import Release
from carecoop_desktop.home.updates.getting import on_offer
from carecoop_desktop.home.updates.going_back import WayBack, way_back
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.queries import is_allowed, mirror
from carecoop_desktop.home.updates.rules import Own
from carecoop_desktop.home.updates.setups import kept_setup
from carecoop_desktop.home.updates.state import State, state_for
from carecoop_desktop.home.updates.trust import trust
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """``release`` is what can be had, ``setup`` its proved file once it is here; ``why_nobody`` is empty where
    somebody can be asked."""

    own: Own
    allowed: bool
    mirror: str
    address: str
    why_nobody: str
    state: State
    release: Release | None
    setup: Path | None
    way: WayBack | None
    shared: bool
    mark: int = 0
    """The last change of the office before it was looked at."""

    @property
    def leaves_desks_behind(self) -> bool:
        """Whether other desks will be refused until they have the newer version too."""
        return self.shared and self.release is not None and self.release.office_shape > self.own.shape


def standing(office: Office, own: Own | None = None) -> Standing:
    """Look at the office, at what was kept here, and at what this program was built to trust. Asks nobody."""
    program = own or this_program()
    mark, allowed, own_address = office.read(_as_kept)
    address, why_nobody = _where(own_address)
    release, setup = _ready(program) if allowed and not why_nobody else (None, None)
    shared = not office.database.address.is_file or office.database.has_pen
    return Standing(program, allowed, own_address, address, why_nobody, state_for(program.version), release, setup,
                    way_back(office, program), shared, mark)  # fmt: skip


def _as_kept(reader: Reader) -> tuple[int, bool, str]:
    return reader.mark, is_allowed(reader), mirror(reader)


def _where(own_address: str) -> tuple[str, str]:
    try:
        trusted = trust()
    except Refusal as refusal:
        return "", str(refusal)
    address = own_address or trusted.address
    if not address:
        return "", "No place where releases are announced is set in this program, so there is nobody to ask."
    return address, "" if trusted.keys else "This program carries no key to check a list of releases with."


def _ready(own: Own) -> tuple[Release | None, Path | None]:
    """What is on offer by the list believed last, and its setup where it lies ready; a list too old offers nothing."""
    trusted = trust()
    try:
        found = on_offer(own, trusted)
    except Refusal:
        return None, None
    if found is None:
        return None, None
    return found[1], kept_setup(found[1].version, own.system, trusted)
