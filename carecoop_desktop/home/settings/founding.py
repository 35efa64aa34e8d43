"""Makes a new office from what the first-run page asked, or a practice office. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import note_key
from carecoop_desktop.home.safety.encrypting import key_for_new_office
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.homes import Kind, home_of
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Issue
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, refuse_taken
from carecoop_desktop.platform.office.users import password_issues, set_password


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What was filled in. An empty password means none; ``encrypted`` needs a keyring."""

    name: str
    owner: str
    password: str
    again: str
    folder: Path
    encrypted: bool = False

    def check(self) -> None:
        """Raise Invalid with every issue before anything is made."""
        issues = []
        if self.password:
            issues += password_issues(self.password, self.owner)
        if self.password != self.again:
            issues.append(Issue("again", "The two passwords differ.", "Type the same one twice."))
        if self.place.exists():
            issues.append(Issue("name", f"There is an office called {self.place.name} in that folder already.",
                                "Choose another name or folder, or open it."))  # fmt: skip
        home = home_of(self.place)
        if home.kind is Kind.SYNCHRONISED:
            issues.append(Issue("name", f"The folder is synchronised by {home.name}: copies can get lost.",
                                "Choose a folder of this computer or of your network."))  # fmt: skip
        if issues:
            raise Invalid(issues)

    @property
    def place(self) -> Path:
        """The file of the office."""
        return self.folder / f"{file_name(self.name)}.carecoop"


def file_name(name: str) -> str:
    """A co-operative's name as a file name that every system takes."""
    kept = "".join(c if c.isalnum() else "-" for c in name.strip())
    while "--" in kept:
        kept = kept.replace("--", "-")
    return kept.strip("-")[:80] or "office"


def found(wanted: NewOffice) -> Office:
    """Make the office and open it, its owner signed in."""
    _make(wanted.folder)
    refuse_taken(wanted.place)
    key = key_for_new_office() if wanted.encrypted else None
    office = create_office(wanted.place, wanted.name, wanted.owner, features(), key=key)
    if key is not None:
        office.do(note_key, key.number)
    if wanted.password:
        office.do(set_password, wanted.owner, wanted.password)
    return office


def practice_place() -> Path:
    """Where this computer's practice office stands."""
    return data_folder() / "practice" / "practice.carecoop"


def practise(say: Callable[[str], None]) -> Office:
    """Make the practice office afresh; ``say`` is told each room as it fills."""
    from carecoop_desktop.home.practice.building import Stopwatch, build_office

    place = practice_place()
    _make(place.parent)
    try:
        for old in (place, *(place.with_name(place.name + end) for end in ("-wal", "-shm"))):
            old.unlink(missing_ok=True)
    except OSError as error:
        raise Fault(
            "The old practice office cannot be removed; it may be open in another window.", str(error)
        ) from error
    return build_office(str(place), PLANS["small"], Stopwatch(say))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder {folder} cannot be made.", str(error)) from error
