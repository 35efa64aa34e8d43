"""Brings a desk to the office server: a connection file that works once, and the desk's own password after that."""

from __future__ import annotations

import base64
import json
import secrets
import ssl
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

from carecoop_desktop.home.servers.roles import change_own_password
from carecoop_desktop.home.servers.rules import DATABASE
from carecoop_desktop.platform.database.faults import translate
from carecoop_desktop.platform.database.server_keys import GIVEN, keep_password, without_password, words_of
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

SUFFIX = ".carecoop-desk"
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a desk needs to come in for the first time."""

    host: str
    port: int
    user: str
    password: str
    authority: str
    database: str = DATABASE
    sslmode: str = ""
    """How the server that somebody else looks after is spoken to, where no ``authority`` is known."""

    def write(self, path: Path) -> None:
        """Into a new file that nobody else may read."""
        content = json.dumps({"carecoop": "desk", "host": self.host, "port": self.port, "user": self.user,
                              "once": base64.b64encode(self.password.encode()).decode(),
                              "authority": self.authority, "database": self.database,
                              "sslmode": self.sslmode}, indent=1)  # fmt: skip
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(content, encoding="utf-8")
        except FileExistsError as error:
            raise Refusal(f"There is a file called {path.name} already.", "Choose another name.") from error
        except OSError as error:
            raise Fault(f"{path.name} could not be written.", error.strerror or "") from error


def read_ticket(path: Path) -> Ticket:
    """A connection file. Refusal for anything else."""
    wrong = Refusal(f"{path.name} is not a connection file.", f"It ends in {SUFFIX}; the server's office makes it.")
    try:
        if path.stat().st_size > _LARGEST:
            raise wrong
        kept = json.loads(path.read_text(encoding="utf-8"))
        made = Ticket(str(kept["host"]), int(kept["port"]), str(kept["user"]),
                      base64.b64decode(kept["once"], validate=True).decode(), str(kept["authority"]),
                      str(kept.get("database", DATABASE)), str(kept.get("sslmode", "")))  # fmt: skip
        if made.authority:
            ssl.PEM_cert_to_DER_cert(made.authority)
    except OSError as error:
        raise Refusal(f"{path.name} cannot be read.", error.strerror or "") from error
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise wrong from error
    return made


def join(path: Path, folder: Path) -> str:
    """Use a connection file: its password is replaced by one of this desk's own, kept in the keyring.

    ``folder`` keeps the certificate of the server's authority. Gives the address, which holds no secret. The file is of
    no use afterwards; Refusal where somebody has used it before.
    """
    ticket = read_ticket(path)
    url = _address(ticket, folder)
    fresh = secrets.token_urlsafe(24)
    kept = url.set(password=fresh)
    try:
        with psycopg.connect(**words_of(url), connect_timeout=10) as connection:
            if not keep_password(kept):
                raise Refusal(
                    "This computer has no keyring to keep the office's password in.",
                    f"Set one up, or give the password in {GIVEN} or a pgpass file.",
                )
            change_own_password(connection, ticket.user, fresh)
    except psycopg.OperationalError as error:
        said = str(error)
        if "password authentication" in said:
            raise Refusal("This connection file has been used already.", "Ask for a new one.") from error
        trouble = translate(error, url.host or "")
        raise trouble if trouble is not error else Fault("The office server cannot be reached.", said) from error
    return without_password(kept)


def _address(ticket: Ticket, folder: Path) -> URL:
    query = {"sslmode": ticket.sslmode} if ticket.sslmode else {}
    if ticket.authority:
        trusted = _trust(ticket.authority, ticket.host, ticket.port, folder)
        query = {"sslmode": "verify-ca", "sslrootcert": str(trusted)}
    return URL.create("postgresql", ticket.user, ticket.password, ticket.host, ticket.port, ticket.database, query)


def _trust(authority: str, host: str, port: int, folder: Path) -> Path:
    trusted = folder / "servers" / f"{_plain(host)}-{port}.crt"
    try:
        trusted.parent.mkdir(parents=True, exist_ok=True)
        trusted.write_text(authority, encoding="ascii")
    except OSError as error:
        raise Fault("The server's certificate cannot be kept here.", str(error)) from error
    return trusted


def is_certificate(path: Path) -> bool:
    """Whether a file holds a certificate as text."""
    try:
        if path.stat().st_size > _LARGEST:
            return False
        ssl.PEM_cert_to_DER_cert(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return True


def keep_authority(path: Path, host: str, port: int, folder: Path) -> Path:
    """A copy, in ``folder``, of the certificate that a server is known by: the file may lie on a stick."""
    return _trust(path.read_text(encoding="ascii"), host, port, folder)


def _plain(host: str) -> str:
    return "".join(c if c.isalnum() or c in ".-" else "-" for c in host)[:80]


def address_of(text: str) -> str:
    """An address as it may be shown, from one that somebody typed with a password in it; that goes to the keyring."""
    url = make_url(text)
    if url.password:
        keep_password(url)
    return without_password(url)
