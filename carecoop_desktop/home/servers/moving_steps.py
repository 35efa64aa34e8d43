"""Where an office may live, asked step by step and carried out: this computer, a shared folder, a server. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from carecoop_desktop.home.safety.encrypting import can_keep_key
from carecoop_desktop.home.safety.moving import move_office
from carecoop_desktop.home.safety.office_key import number_of_office
from carecoop_desktop.home.safety.queries import is_practice
from carecoop_desktop.home.servers.booting import start_with_computer
from carecoop_desktop.home.servers.cluster import Cluster, free_port, port_taken
from carecoop_desktop.home.servers.desks import is_certificate, keep_authority
from carecoop_desktop.home.servers.elsewhere import give_roles
from carecoop_desktop.home.servers.rules import PORT, read_networks
from carecoop_desktop.home.servers.serving import folder_of, plan_for, serve
from carecoop_desktop.home.window.places import config_folder, data_folder, remember_office
from carecoop_desktop.platform.database.address import SUFFIX, parse_address
from carecoop_desktop.platform.database.homes import Facts, Kind, home_of
from carecoop_desktop.platform.database.server_keys import keep_password, without_password
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.office import Office


class Way(StrEnum):
    """The kinds of place that somebody chooses between."""

    FOLDER = "folder"
    SERVER = "server"
    OWN_SERVER = "own server"


WAYS = {
    Way.FOLDER: "A file in a folder: of this computer, or shared by the office",
    Way.SERVER: "An office server that is there already",
    Way.OWN_SERVER: "A new office server on this computer",
}


_SEALED = "Its backups are encrypted there: print the recovery sheet under Settings, Safety, once it is open."
_READABLE = "This computer has no keyring to keep a key in, so its backups there can be read by whoever has them."
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Target:
    """Where to, as it was filled in."""

    way: Way
    folder: Path | None = None
    name: str = "office"
    address: str = ""
    password: str = field(default="", repr=False)
    networks: tuple[str, ...] = ()
    port: int = PORT
    as_user: str = ""
    certificate: str = ""
    boot: bool = False
    service: bool = False

    @classmethod
    def read(cls, way: Way, values: dict[str, Any], folder: Path | None, name: str) -> Target:
        """From a form's values."""
        networks = tuple(part for part in str(values.get("networks") or "").replace(",", " ").split() if part)
        return cls(way, folder, name, str(values.get("address") or ""), str(values.get("server_password") or ""),
                   networks, int(values.get("port") or PORT),
                   certificate=str(values.get("certificate") or ""),
                   boot=bool(values.get("boot")), service=bool(values.get("service")))  # fmt: skip

    def check(self, facts: Facts | None = None) -> None:
        """Raise Invalid with every issue before anything is made."""
        checks = {Way.FOLDER: self._folder_issues, Way.SERVER: self._server_issues, Way.OWN_SERVER: self._own_issues}
        issues = checks[self.way](facts)
        if issues:
            raise Invalid(issues)

    def _folder_issues(self, facts: Facts | None) -> list[Issue]:
        if self.folder is None:
            return [Issue("folder", "No folder was chosen.", "A folder of this computer or of the network.")]
        if not self.folder.is_dir():
            return [Issue("folder", f"The folder {self.folder} does not exist.", "One that is there.")]
        if self.file.exists():
            return [Issue("folder", f"There is a file called {self.file.name} in it already.", "Another folder.")]
        home = home_of(self.file, facts)
        if home.kind is Kind.SYNCHRONISED:
            words = f"This folder is synchronised by {home.name}: two desks could each change a copy of their own."
            return [Issue("folder", words, "A folder of this computer, or one of your network.")]
        return []

    def _server_issues(self, _facts: Facts | None) -> list[Issue]:
        try:
            url = parse_address(self.address).url
        except Refusal as refusal:
            return [Issue("address", refusal.sentence, refusal.remedy)]
        if url is None or not url.host or not url.database:
            return [Issue("address", "This is not the address of an office server.",
                          "One like postgresql://anna@server:5432/office.")]  # fmt: skip
        if self.certificate and not is_certificate(Path(self.certificate)):
            return [Issue("certificate", "This is not a certificate that can be read.",
                          "The .crt or .pem file of whoever looks after the server.")]  # fmt: skip
        return []

    def _own_issues(self, _facts: Facts | None) -> list[Issue]:
        try:
            read_networks(self.networks)
        except Invalid as invalid:
            return [Issue("networks", issue.message, issue.accepted) for issue in invalid.issues]
        if not 1024 <= self.port <= 65535:
            return [Issue("port", "This is no port to use.", "1024 to 65535.")]
        if port_taken(self.port) and not Cluster(folder_of(data_folder())).is_there:
            return [Issue("port", f"Another program uses port {self.port} already.",
                          f"Port {free_port(self.port)} is free.")]  # fmt: skip
        return []

    @property
    def file(self) -> Path:
        """The office's file, where it goes into a folder."""
        return (self.folder or Path()) / f"{self.name}{SUFFIX}"

    @property
    def url(self) -> URL:
        """The server's address with the password that was typed; over a network never without TLS unless it says so."""
        found = parse_address(self.address).url
        assert found is not None
        if self.password:
            found = found.set(password=self.password)
        if self.certificate:
            kept = keep_authority(Path(self.certificate), found.host or "", found.port or 5432, config_folder())
            return found.update_query_dict({"sslmode": "verify-ca", "sslrootcert": str(kept)})
        if found.host not in _HERE and "sslmode" not in found.query:
            return found.update_query_dict({"sslmode": "require"})
        return found


@dataclass(frozen=True, slots=True)
class Moved:
    """The same office at its new place."""

    place: str
    rows: int
    note: str = ""

    @property
    def sentence(self) -> str:
        """What was done, and what comes next."""
        told = f"The office stands at {self.place} too: {self.rows:,} rows, all proved."
        return f"{told} Open it by File, Another office, and work only there from now on. {self.note}".strip()


def place_words(folder: Path, facts: Facts | None = None) -> str:
    """What a chosen folder is, before anything is done with it."""
    home = home_of(folder / f"office{SUFFIX}", facts)
    words = {
        Kind.LOCAL: f"{folder} is on this computer: one desk at a time.",
        Kind.SHARED: f"{folder} is shared over the network ({home.name}): one desk writes, the others read along and "
        "ask for the pen.",
        Kind.SYNCHRONISED: f"{folder} is synchronised by {home.name} and cannot hold an office.",
    }
    return words[home.kind]


class _Sealing:
    """What becomes of the backups of an office that moves to a server: encrypted from then on, where a key is kept."""

    def __init__(self, office: Office) -> None:
        new = not number_of_office(office) and not office.read(is_practice)
        self.none = new and not can_keep_key()
        """Whether it stays without a key."""
        self.words = ""
        if new:
            self.words = _READABLE if self.none else _SEALED


def carry(office: Office, target: Target, say: Callable[[str], None] = lambda _words: None) -> Moved:
    """Make the same office at another place, proved row by row; the old one stays as it is."""
    target.check()
    if target.way is Way.OWN_SERVER:
        return _to_own_server(office, target, say)
    say("Copying and proving")
    if target.way is Way.FOLDER:
        manifest = move_office(office, str(target.file))
        place = str(target.file)
        note = ""
    else:
        url, sealing = target.url, _Sealing(office)
        manifest = move_office(office, url.render_as_string(hide_password=False), keyless=sealing.none)
        place = without_password(url)
        kept = keep_password(url) or not url.password
        no_ring = "" if kept else "This computer has no keyring to keep its password in."
        note = " ".join(words for words in (sealing.words, give_roles(url), no_ring) if words)
    remember_office(place)
    return Moved(place, manifest.rows, note)


def _to_own_server(office: Office, target: Target, say: Callable[[str], None]) -> Moved:
    rows, sealing = 0, _Sealing(office)

    def fill(address: str) -> None:
        nonlocal rows
        say("Copying and proving")
        rows = move_office(office, address, keyless=sealing.none).rows

    say("Setting up the server")
    cluster = Cluster(folder_of(data_folder()))
    served = serve(cluster, plan_for(target.networks, target.port, target.as_user), fill)
    remember_office(served.address)
    start = target.boot or target.service
    boot = start_with_computer(cluster, service=target.service) if start else ""
    note = f"{sealing.words} {boot} ".lstrip()
    note += "" if served.kept else f"This computer has no keyring: keep the server's password {served.password} safe."
    return Moved(served.address, rows, note)
