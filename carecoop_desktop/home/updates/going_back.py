"""The way back: the version before with the office as it was then, beside the newer office, which stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.home.safety.restoring import free_name
from carecoop_desktop.home.updates.befores import Before, befores_of
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.permissions import INSTALL
from carecoop_desktop.home.updates.places import made
from carecoop_desktop.home.updates.queries import Since, since
from carecoop_desktop.home.updates.rules import Own, changes_words
from carecoop_desktop.home.updates.setups import kept_setup
from carecoop_desktop.home.updates.starting import setup_command
from carecoop_desktop.home.updates.trust import trust
from carecoop_desktop.home.updates.version import is_newer
from carecoop_desktop.home.window.places import data_folder, known_offices, remember_office
from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.backup import restore_backup
from carecoop_desktop.platform.database.glance import glance
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office


@dataclass(frozen=True, slots=True)
class WayBack:
    """What going back would come to. ``setup`` is None where the older version has to be had from elsewhere."""

    before: Before
    setup: Path | None
    since: Since
    same_tables: bool
    shared: bool = False
    others: tuple[str, ...] = ()
    """Other offices on this computer that the newer version has opened, so that the older one cannot."""

    @property
    def sentence(self) -> str:
        """What of the office goes along, and what becomes of other desks and offices."""
        older = self.before.older
        if self.same_tables:
            return f"Version {older} reads this office as it is: nothing has to be left behind."
        words = changes_words(self.since.count)
        them = (
            "" if not self.since.count else " They are in the newer office only; what is still wanted is entered again."
        )
        return (
            f"Version {older} cannot read this office. It gets the office as it was before version "
            f"{self.before.newer}, beside this one, which stays where it is. {words} made since then.{them}"
            f"{self._desks}{self._offices}"
        )

    @property
    def _desks(self) -> str:
        if not self.shared:
            return ""
        return (
            " The other desks go on in the newer office: what they enter does not come into the older one, nor the "
            "other way. Go back at all desks together, or at none."
        )

    @property
    def _offices(self) -> str:
        if not self.others:
            return ""
        return (
            f" Version {self.before.older} cannot read the other offices either that this version has opened here "
            f"({', '.join(self.others)}): with it, open the copies “before-upgrade” beside them, or restore a backup."
        )


@dataclass(frozen=True, slots=True)
class Gone:
    """What was made ready for the older version; ``command`` is empty where a person puts it in place."""

    version: str
    place: str
    command: tuple[str, ...]
    sentence: str


def way_back(office: Office, own: Own | None = None) -> WayBack | None:
    """The way back to the version before this one; None where nothing was kept of it."""
    program = own or this_program()
    before = next((each for each in befores_of(office) if is_newer(program.version, each.older)), None)
    if before is None:
        return None
    proof = before.manifest.proof
    same = proof.schema == program.shape
    return WayBack(
        before,
        kept_setup(before.older, program.system, trust()),
        office.read(since, proof.chain_length, proof.chain_head),
        same,
        is_shared(office),
        () if same else _others(office),
    )


def go_back(office: Office, own: Own | None = None) -> Gone:
    """Bring the office back as it was, beside this one, and make the older setup ready.

    The newer office is not touched. Where both versions write the same tables there is nothing to bring back. Refusal
    where nothing was kept.
    """
    office.read(lambda reader: reader.require(INSTALL))
    program = own or this_program()
    way = way_back(office, program)
    if way is None:
        raise Refusal(
            "Nothing was kept of the version before this one.",
            "A version that was put in place by hand keeps nothing; its own backups can be restored.",
        )
    place = office.database.address.remembered if way.same_tables else _beside(office, way.before)
    remember_office(place)
    installs = program.installs and way.setup is not None
    command = setup_command(way.setup, "/DOWNGRADE") if installs and way.setup is not None else ()
    return Gone(way.before.older, place, command, _said(way, place, bool(command)))


def is_shared(office: Office) -> bool:
    """Whether other desks may have this office open."""
    return not office.database.address.is_file or office.database.has_pen


def _others(office: Office) -> tuple[str, ...]:
    places = [place for place in known_offices() if place != office.database.address.remembered]
    return tuple(Path(place).stem for place in places if glance(place, lambda _office: True))


def _beside(office: Office, before: Before) -> str:
    """The kept backup as an office file of its own time, which only the older version opens without changing it."""
    path = office.database.address.path
    folder = path.parent if path is not None else made(data_folder())
    target = free_name(folder, path.stem if path is not None else "office", f"before {before.newer}")
    restore_backup(before.path, Address(path=target), as_it_was=True)
    return str(target)


def _said(way: WayBack, place: str, starts: bool) -> str:
    older = way.before.older
    there = "" if way.same_tables else f"The office as it was before version {way.before.newer} stands at {place}. "
    if starts:
        return f"{there}CareCoop closes now, version {older} is put in place, and it opens again."
    if way.setup is not None:
        return f"{there}Close CareCoop, put version {older} in place from {way.setup}, and open that office with it."
    return f"{there}The setup of version {older} is not kept here: have it from where it came from, close CareCoop, " \
           "and run it. Do not open that office with this version before."  # fmt: skip
