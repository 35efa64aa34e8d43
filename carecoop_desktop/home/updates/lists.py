"""Signed lists of releases on this computer: written down as they came, believed only after checking them again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from carecoop_desktop.home.updates.feed import LIST, MOST_BYTES, SIGNATURE, Feed, NoFeed, OtherFormat, read_feed
from carecoop_desktop.home.updates.places import made
from carecoop_desktop.home.updates.rules import Distrusted
from carecoop_desktop.home.updates.trust import Trust
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.paper.atomic import replacing


@dataclass(frozen=True, slots=True)
class Signed:
    """A list whose signature holds, with the very bytes that were signed."""

    data: bytes
    signatures: bytes
    key: str
    feed: Feed

    @property
    def digest(self) -> str:
        """The SHA-256 of the list."""
        return hashlib.sha256(self.data).hexdigest()


def believed(data: bytes, signatures: bytes, trusted: Trust) -> Signed:
    """Check the signature, then read. Distrusted where no key that counts has signed these very bytes."""
    signer = trusted.signer(data, signatures)
    if signer is None:
        raise Distrusted(
            "The signature under the list of releases is not its publisher's: somebody else wrote it, or it was "
            "changed on the way.",
            "Nothing was taken from it. Tell whoever publishes the program.",
        )
    try:
        return Signed(data, signatures, signer.name, read_feed(data))
    except OtherFormat as error:
        raise Refusal(
            "The list of releases is written in a newer form than this version can read.",
            "Get the newer version from where this one came from.",
        ) from error
    except NoFeed as error:
        raise Refusal(
            f"The list of releases is not as it should be: {error}.", "Its publisher has to mend it."
        ) from error


def keep_list(signed: Signed, folder: Path) -> None:
    """Write a list and its signature into a folder."""
    made(folder)
    for name, content in ((LIST, signed.data), (LIST + SIGNATURE, signed.signatures)):
        with replacing(folder / name) as part:
            part.write_bytes(content)


def kept_list(folder: Path, trusted: Trust) -> Signed | None:
    """The list kept in a folder; None where there is none that can be believed."""
    try:
        with (folder / LIST).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return believed(data, (folder / (LIST + SIGNATURE)).read_bytes()[:MOST_BYTES], trusted)
    except (OSError, Refusal):
        return None
