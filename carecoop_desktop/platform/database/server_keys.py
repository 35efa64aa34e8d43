"""Passwords of office servers: kept in the computer's keyring, never in an address that is shown or remembered."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy.engine import URL

SERVICE = "CareCoop office server"
GIVEN = "CARECOOP_SERVER_PASSWORD"
"""The variable that gives a password to scripts on a computer without a keyring."""

_known: dict[str, str] = {}
"""Passwords met in this run of the program, where no keyring takes them."""


def account_of(url: URL) -> str:
    """Under which name the keyring has the password for an address."""
    return f"{url.username or ''}@{url.host or ''}:{url.port or 5432}/{url.database or ''}"


def keep_password(url: URL) -> bool:
    """Put the password of an address into the keyring. False where there is none that takes it."""
    from keyring import get_keyring, set_password
    from keyring.errors import KeyringError

    if not url.password:
        return False
    _known[account_of(url)] = str(url.password)
    if type(get_keyring()).__name__ == "PlaintextKeyring":
        return False  # keyrings.alt's fallback writes secrets into a readable file
    try:
        set_password(SERVICE, account_of(url), str(url.password))
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def with_password(url: URL) -> URL:
    """The address with its password from the keyring, where it has none of its own and one is known.

    Without any the driver asks its own places (PGPASSWORD, a pgpass file).
    """
    if url.password or not url.username:
        return url
    found = _known.get(account_of(url)) or _from_keyring(account_of(url)) or os.environ.get(GIVEN)
    return url.set(password=found) if found else url


def without_password(url: URL) -> str:
    """The address as it may be written down."""
    return url._replace(password=None, drivername="postgresql").render_as_string().replace(" ", "%20")


def words_of(url: URL) -> dict[str, Any]:
    """An address with its password as the words that the driver takes: names may hold spaces."""
    url = with_password(url)
    words = {"user": url.username, "password": url.password, "host": url.host, "port": url.port, "dbname": url.database}
    return {**{key: word for key, word in words.items() if word}, **url.query}


def _from_keyring(account: str) -> str | None:
    from keyring import get_password
    from keyring.errors import KeyringError

    try:
        return get_password(SERVICE, account)
    except (KeyringError, RuntimeError, OSError):
        return None
