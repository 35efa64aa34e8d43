"""Where an office lives: a file on this computer, or a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.database.server_keys import without_password
from carecoop_desktop.platform.kernel.errors import Refusal

SUFFIX = ".carecoop"


@dataclass(frozen=True, slots=True)
class Address:
    """The address of an office: ``path`` for a file, ``url`` for a server; exactly one of them is set.

    ``key`` is what a file that is not there yet will be encrypted with; one that is there names its own.
    """

    path: Path | None = None
    url: URL | None = None
    key: OfficeKey | None = field(default=None, repr=False, compare=False)

    @property
    def is_file(self) -> bool:
        """Whether the office is an SQLite file."""
        return self.path is not None

    def __str__(self) -> str:
        return str(self.path) if self.path else self.shown_url

    @property
    def shown_url(self) -> str:
        """The server's address with its password hidden."""
        return self.url.render_as_string(hide_password=True) if self.url is not None else ""

    @property
    def remembered(self) -> str:
        """The address as it may be written down, to come back to it: without its password."""
        return str(self.path) if self.url is None else without_password(self.url)

    @property
    def place(self) -> str:
        """The kind of place in the words of the status bar."""
        return "SQLite, this computer" if self.is_file else f"PostgreSQL, {self.url.host if self.url else ''}"


def parse_address(text: str | Path) -> Address:
    """Read a path or a ``postgresql://`` URL as an office's address.

    Raises Refusal for an URL of another kind of database.
    """
    raw = str(text)
    if raw.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return Address(url=_server(raw))
    if "://" in raw:
        raise Refusal(
            f"“{raw.split('://')[0]}” is not a kind of office CareCoop knows.",
            "Give the path of a .carecoop file or a postgresql:// address.",
        )
    return Address(path=Path(raw).expanduser())


def _server(raw: str) -> URL:
    try:
        url = make_url(raw.replace("postgres://", "postgresql://", 1))
    except (ValueError, ArgumentError) as error:
        raise Refusal(
            "This address of an office server cannot be read.", "It looks like postgresql://user@server:5432/office."
        ) from error
    return url.set(drivername="postgresql+psycopg")
