"""What the first-run page asks for a new office, and what its answers mean. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from carecoop_desktop.home.servers.homes_form import fields_for
from carecoop_desktop.home.servers.moving_steps import Target, Way, place_words
from carecoop_desktop.home.settings.founding import NewOffice
from carecoop_desktop.platform.desktop.forms import check, choice, heading, text
from carecoop_desktop.platform.desktop.forms.fields import Field
from carecoop_desktop.platform.office.users import MIN_PASSWORD


class Home(StrEnum):
    """Where a new office may live."""

    HERE = "here"
    SHARED = "shared"
    SERVER = "server"
    OWN_SERVER = "own server"


HOMES = {
    Home.HERE: "This computer: one desk",
    Home.SHARED: "A folder that several desks share",
    Home.OWN_SERVER: "A new office server on this computer",
    Home.SERVER: "An office server that is there already",
}
WORDS = {
    Home.HERE: "The simplest: you can move it to a shared folder or a server later, and lose nothing.",
    Home.SHARED: "For two or three desks: one writes at a time, the others read along and ask for the pen.",
    Home.OWN_SERVER: "For up to a handful of desks that all write at once. This computer must be on while they "
    "work; it needs the program’s server part (CareCoop-server-setup), or PostgreSQL. You let the other desks in "
    "later, under Settings, Where it lives.",
    Home.SERVER: "For a PostgreSQL server that somebody looks after for you. It gives you an empty database.",
}
_WAYS = {Home.HERE: Way.FOLDER, Home.SHARED: Way.FOLDER, Home.SERVER: Way.SERVER, Home.OWN_SERVER: Way.OWN_SERVER}
_KEYRING = "The key goes into this computer’s keyring, and onto a sheet of paper that you print next."
_NO_KEYRING = (
    "This computer has no keyring that could keep a key, so nothing will be encrypted: whoever has the office’s file "
    "or a backup can read it. Use a disk that is encrypted as a whole, or set up a keyring first."
)


def questions(keyring: bool) -> list[Field]:
    """What is asked wherever the office will live."""
    return [
        heading("1  The co-operative"),
        text("name", "Name of the co-operative", required=True),
        text("owner", "Your name", required=True, hint="You become the owner of this office."),
        heading("2  Who may read it"),
        text("password", "Password", secret=True, hint=f"Empty, or {MIN_PASSWORD} characters or more."),
        text("again", "Password again", secret=True),
        check("encrypted", "Encrypt its file and its backups, for when a computer is stolen", keyring,
              hint=_KEYRING if keyring else _NO_KEYRING,
              why_not="" if keyring else _NO_KEYRING),
        heading("3  Where it lives"),
        choice("home", "Its home", list(HOMES.items()), Home.HERE, required=True),
    ]  # fmt: skip


def further_questions(home: Home) -> list[Field]:
    """What is asked besides about one home."""
    return fields_for(_WAYS[home])


def folder_words(home: Home, folder: Path | None) -> str:
    """Where the file will stand, and what that place is."""
    if folder is None:
        return "No folder is chosen yet. One that a cloud keeps in step cannot hold an office."
    return f"Its file will stand here: {place_words(folder)} Choose a folder that is backed up."


def read_new(values: Mapping[str, Any], further: Mapping[str, Any], folder: Path | None, keyring: bool) -> NewOffice:
    """The office that was asked for; ``further`` are the answers about its home."""
    home = Home(values["home"])
    target = Target.read(_WAYS[home], dict(further), folder, "")
    encrypted = keyring and bool(values["encrypted"])
    return NewOffice(values["name"], values["owner"], values["password"], values["again"], folder,
                     encrypted=encrypted, target=target)  # fmt: skip
