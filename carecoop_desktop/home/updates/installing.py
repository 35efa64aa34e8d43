"""Puts a version that lies ready in place: proves it once more, and the office is backed up as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.home.updates.befores import Before, keep_before
from carecoop_desktop.home.updates.getting import on_offer
from carecoop_desktop.home.updates.going_back import is_shared
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.queries import require_allowed
from carecoop_desktop.home.updates.rules import Own
from carecoop_desktop.home.updates.setups import kept_setup
from carecoop_desktop.home.updates.starting import setup_command
from carecoop_desktop.home.updates.trust import trust
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office


@dataclass(frozen=True, slots=True)
class Ready:
    """All is proved; ``command`` starts the setup, and is empty where a person has to put the version in place."""

    version: str
    setup: Path
    before: Before
    command: tuple[str, ...]
    leaves_desks_behind: bool = False

    @property
    def sentence(self) -> str:
        """What happens now, or what to do."""
        kept = f"The office as it is now is kept as {self.before.path.name}."
        if self.leaves_desks_behind:
            kept += f" The other desks are refused until they have version {self.version} too; nothing is lost."
        if self.command:
            return f"{kept} CareCoop closes now, version {self.version} is put in place, and it opens again."
        return f"{kept} {what_to_do(self.version, self.setup)}"


def make_ready(office: Office, own: Own | None = None) -> Ready:
    """The last step before the program closes. Refusal where no proved setup lies ready."""
    office.read(require_allowed)
    program, trusted = own or this_program(), trust()
    found = on_offer(program, trusted)
    setup = kept_setup(found[1].version, program.system, trusted) if found is not None else None
    if found is None or setup is None:
        raise Refusal("No newer version lies ready here, proved and whole.", "Get it first.")
    before = keep_before(office, found[1].version)
    if kept_setup(found[1].version, program.system, trusted) != setup:  # the backup took its time
        raise Refusal("The setup has been changed while the office was backed up.", "Get it again.")
    command = setup_command(setup) if program.installs else ()
    return Ready(found[1].version, setup, before, command, is_shared(office) and found[1].office_shape > program.shape)


def what_to_do(version: str, setup: Path) -> str:
    """Where the program cannot put itself in place: what a person does."""
    if setup.name.endswith(".tar.gz"):
        return (
            f"Close CareCoop, unpack {setup} beside the folder of this version, and start version {version} from "
            "there; this version stays where it is."
        )
    return f"This copy of CareCoop was not put here by its setup: close it and run {setup} yourself."
