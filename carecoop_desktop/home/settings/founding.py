"""Makes a new office, in any of its homes, from what the first-run page asked; or a practice office. No Qt."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import note_key
from carecoop_desktop.home.safety.encrypting import key_for_new_office
from carecoop_desktop.home.safety.sealing import seal
from carecoop_desktop.home.servers.booting import start_with_computer
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.elsewhere import give_roles
from carecoop_desktop.home.servers.moving_steps import Target, Way
from carecoop_desktop.home.servers.serving import folder_of, plan_for, serve
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.homes import Kind, home_of
from carecoop_desktop.platform.database.server_keys import keep_password, without_password
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Issue
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, open_office, refuse_taken
from carecoop_desktop.platform.office.users import password_issues, set_password

_KEEP = (
    "This computer has no keyring, so nothing keeps the server’s password for you. Write it down now; it is not shown "
    "again, and the office cannot be opened without it.\n\nAddress: {address}\nPassword: {password}"
)


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What was filled in. An empty password means none; ``encrypted`` needs a keyring, on a server for the backups.

    Without a ``target`` the office becomes a file in ``folder``, which is made where it is not there.
    """

    name: str
    owner: str
    password: str
    again: str
    folder: Path | None
    encrypted: bool = False
    target: Target = field(default_factory=lambda: Target(Way.FOLDER))

    def check(self) -> None:
        """Raise Invalid with every issue before anything is made."""
        issues = []
        if self.password:
            issues += password_issues(self.password, self.owner)
        if self.password != self.again:
            issues.append(Issue("again", "The two passwords differ.", "Type the same one twice."))
        issues += self._file_issues() if self.target.way is Way.FOLDER else self._server_issues()
        if issues:
            raise Invalid(issues)

    def _file_issues(self) -> list[Issue]:
        if self.folder is None:
            return [Issue("home", "No folder is chosen.", "Choose the one that the desks share.")]
        issues = []
        if self.place.exists():
            issues.append(Issue("name", f"There is an office called {self.place.name} in that folder already.",
                                "Choose another name or folder, or open it."))  # fmt: skip
        home = home_of(self.place)
        if home.kind is Kind.SYNCHRONISED:
            issues.append(Issue("home", f"The folder is synchronised by {home.name}: copies can get lost.",
                                "Choose a folder of this computer or of your network."))  # fmt: skip
        elif self.folder.is_dir() and not os.access(self.folder, os.W_OK | os.X_OK):
            issues.append(Issue("home", f"You may not write in {self.folder}.",
                                "Choose another folder, or ask for the right to write there."))  # fmt: skip
        return issues

    def _server_issues(self) -> list[Issue]:
        try:
            self.target.check()
        except Invalid as invalid:
            return list(invalid.issues)
        return []

    @property
    def place(self) -> Path:
        """The file of the office."""
        return (self.folder or Path()) / f"{file_name(self.name)}.carecoop"


@dataclass(frozen=True, slots=True)
class Founded:
    """A new office, open; ``note`` is what its owner has to write down or to know now."""

    office: Office
    note: str = ""


def file_name(name: str) -> str:
    """A co-operative's name as a file name that every system takes."""
    kept = "".join(c if c.isalnum() else "-" for c in name.strip())
    while "--" in kept:
        kept = kept.replace("--", "-")
    return kept.strip("-")[:80] or "office"


def found(wanted: NewOffice) -> Office:
    """Make the office as a file and open it, its owner signed in."""
    _make(wanted.place.parent)
    refuse_taken(wanted.place)
    key = key_for_new_office() if wanted.encrypted else None
    office = create_office(wanted.place, wanted.name, wanted.owner, features(), key=key)
    if key is not None:
        office.do(note_key, key.number)
    return _with_password(office, wanted)


def found_at_home(wanted: NewOffice, say: Callable[[str], None] = lambda _words: None) -> Founded:
    """Make the office where it shall live, and open it; ``say`` is told each step."""
    wanted.check()
    if wanted.target.way is Way.OWN_SERVER:
        return _found_served(wanted, say)
    if wanted.target.way is Way.FOLDER:
        return Founded(found(wanted))
    url = wanted.target.url
    say("at the server")
    address = url.render_as_string(hide_password=False)
    office = _with_password(create_office(address, wanted.name, wanted.owner, features()), wanted)
    sealed = _sealed(office, wanted)
    kept = not url.password or keep_password(url)
    note = "" if kept else _KEEP.format(address=without_password(url), password=url.password)
    say("who may do what there")
    return Founded(office, "\n\n".join(part for part in (note, sealed, give_roles(url)) if part))


def _found_served(wanted: NewOffice, say: Callable[[str], None]) -> Founded:
    target = wanted.target

    def fill(address: str) -> None:
        say("the office in it")
        office = _with_password(create_office(address, wanted.name, wanted.owner, features()), wanted)
        try:
            _sealed(office, wanted)
        finally:
            office.close()

    say("the server; this takes up to a minute")
    plan = plan_for(target.networks, target.port, target.as_user)
    cluster = Cluster(folder_of(data_folder()))
    served = serve(cluster, plan, fill)
    notes = [] if served.kept else [_KEEP.format(address=served.address, password=served.password)]
    if target.boot or target.service:
        notes.append(start_with_computer(cluster, service=target.service))
    office = open_office(served.address, features(), user=wanted.owner, password=wanted.password or None)
    return Founded(office, "\n\n".join(note for note in notes if note))


def _sealed(office: Office, wanted: NewOffice) -> str:
    """An office on a server: the key of its backups; words for what the server did not allow."""
    return seal(office, key_for_new_office()) if wanted.encrypted else ""


def _with_password(office: Office, wanted: NewOffice) -> Office:
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
