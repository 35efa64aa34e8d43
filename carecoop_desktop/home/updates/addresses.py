"""Which addresses may be asked at all: those whose connection is encrypted, and this very computer."""

from __future__ import annotations

from urllib.parse import urlsplit

HERE = ("127.0.0.1", "localhost", "::1")


def checked_address(address: str) -> str:
    """An address as somebody gave it, if it may be asked: over TLS, or on this very computer; empty is none."""
    wanted = address.strip()
    if not wanted:
        return ""
    parts = urlsplit(wanted)
    if not may_be_asked(wanted) or not parts.path.rpartition("/")[2] or parts.username or parts.query or parts.fragment:
        raise ValueError(f"{wanted!r} is no address of a list of releases")
    return wanted


def may_be_asked(address: str) -> bool:
    """Whether a connection to this address is encrypted, or never leaves this computer."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - ValueError where it is no port
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in HERE))
