"""Where this program's releases are announced, and whose signature under the list counts: data, not code."""

from __future__ import annotations

import base64
import binascii
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.home.updates.addresses import checked_address
from carecoop_desktop.home.updates.ed25519 import decoded, verify
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource

NAMED = "CARECOOP_RELEASES"
"""The variable that names another file like ``resources/updates/releases.toml``: for builds of one's own, and tests."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key whose signature counts."""

    name: str
    public: bytes


@dataclass(frozen=True, slots=True)
class Trust:
    """The publisher: where the list stands (empty where nowhere), and the keys it is signed with."""

    address: str
    keys: tuple[Key, ...]

    def signer(self, data: bytes, signatures: bytes) -> Key | None:
        """The key that signed these bytes; ``signatures`` holds one in base64 on each line."""
        given = list(_signatures(signatures))
        found = ((key, each) for key in self.keys for each in given)
        return next((key for key, each in found if verify(key.public, data, each)), None)


def trust() -> Trust:
    """What this program was built to trust, or the file that the environment names."""
    named = os.environ.get(NAMED)
    return read_trust(Path(named) if named else resource("updates", "releases.toml"))


def read_trust(path: Path) -> Trust:
    """Read such a file; Refusal where it is not whole."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        keys = tuple(Key(str(each["name"]), _public(each["ed25519"])) for each in found.get("keys", ()))
        return Trust(checked_address(str(found.get("address", ""))), keys)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(
            "The file that says where releases are announced cannot be read, so nothing was asked.",
            f"Install the program again. ({path.name}: {error})",
        ) from error


def _public(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32 or decoded(key) is None:
        raise ValueError("a key is none")
    return key


def _signatures(text: bytes) -> list[bytes]:
    found = []
    for line in text.split()[:8]:
        try:
            found.append(base64.b64decode(line, validate=True))
        except binascii.Error:
            continue
    return found
