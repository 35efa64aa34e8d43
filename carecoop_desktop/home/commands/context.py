"""What a command is given: its arguments, the office it speaks of, and a way to answer."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import keyring
from keyring.errors import KeyringError

from carecoop_desktop.app import features
from carecoop_desktop.home.settings.years import lay_out
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.importing import values
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office

KEYRING_SERVICE = "CareCoop"
Subparsers = Any
Run = Callable[["Context"], int]


class WrongUsage(Refusal):
    """An option is missing or does not go with another: the call itself is wrong, which is status 2."""


@dataclass(frozen=True, slots=True)
class Context:
    """One call of the command line."""

    arguments: argparse.Namespace

    def __getattr__(self, name: str) -> Any:
        return getattr(self.arguments, name)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office named by ``--office``, signed in as ``--user`` (or its one owner without a password)."""
        place = self.arguments.office
        if not place:
            raise Refusal("Which office?", "Name it: carecoop --office FILE.carecoop ...")
        user = self.arguments.user
        office = open_office(
            place, features(), user=user, password=password_for(str(place), user), before_upgrade=back_up_before
        )
        try:
            lay_out(office, data_folder())
            _settle(office)
            if office.database.has_pen:
                _be_patient(office)
            yield office
        finally:
            office.close()

    def answer(self, text: str, data: Any = None) -> None:
        """Print the answer: plain words, or with ``--json`` the data alone."""
        if self.arguments.json:
            out(json.dumps(data if data is not None else {"said": text}, ensure_ascii=False, indent=2, default=str))
        elif text:
            out(text)


def back_up_before(database: Database) -> None:
    from carecoop_desktop.home.safety.keeping import backup_before_upgrade

    backup_before_upgrade(database)


def _settle(office: Office) -> None:
    """An office server's roles get what a newer version needs; what could not be done is told beside the answer."""
    if not office.database.address.is_file:
        from carecoop_desktop.home.servers.renewing import settle_rights

        words = settle_rights(office)
        if words:
            sys.stderr.write(f"{words}\n")


def _be_patient(office: Office) -> None:
    """A command has no time to watch whoever holds the pen, so before it gives up it takes it."""
    from carecoop_desktop.platform.database.pen.database import SharedDatabase

    if isinstance(office.database, SharedDatabase):
        office.database.patient = lambda words: sys.stderr.write(f"{words}\n")


def out(text: str) -> None:
    """Write a line to standard output, whatever its code page can show."""
    stream = sys.stdout
    line = f"{text}\n"
    try:
        stream.write(line)
    except UnicodeEncodeError:
        stream.buffer.write(line.encode(stream.encoding or "utf-8", "replace"))
    stream.flush()


def password_for(place: str, user: str | None) -> str | None:
    """The password from ``CARECOOP_PASSWORD`` or the machine's keyring; None where neither knows one."""
    if "CARECOOP_PASSWORD" in os.environ:
        return os.environ["CARECOOP_PASSWORD"]
    if user is None:
        return None
    try:
        return keyring.get_password(KEYRING_SERVICE, f"{user}@{place}")
    except (KeyringError, RuntimeError):
        return None


def day(text: str) -> date:
    """An argument that is a date, in any style an office writes."""
    try:
        return values.day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def month(text: str) -> date:
    """An argument that is a month, ``2026-11``: its first day."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month like 2026-11") from error
