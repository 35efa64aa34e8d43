"""Brings a list or a file from a release server: bounded in size and time, never without encryption on the way.

It asks no proxy, sends nothing about the office or the computer, and keeps nothing that is not whole.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from carecoop_desktop.home.updates.addresses import HERE, may_be_asked
from carecoop_desktop.home.updates.feed import Package
from carecoop_desktop.home.updates.rules import Distrusted
from carecoop_desktop.platform.database.backup.making import new_file
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

Say = Callable[[int, int], None]
"""Told how many bytes of how many are there; raises to stop."""

PATIENCE = 30.0
"""Seconds that a server may be silent."""
_LIST_ENDS, _FILE_ENDS = 60.0, 7200.0
_HOPS = 5
_PIECE = 1 << 16
_MOVED = (301, 302, 303, 307, 308)


def read_all(address: str, most: int, patience: float = PATIENCE) -> bytes:
    """A small file, whole. Distrusted where it is larger than such a file can be."""
    found = bytearray()
    with _answer(address, patience) as answer:
        for piece in _pieces(answer, _LIST_ENDS):
            found += piece
            if len(found) > most:
                raise Distrusted(
                    f"What the release server gave as its list is larger than a list can be ({most:,} bytes).",
                    "Nothing was taken from it.",
                )
    return bytes(found)


def fetch_package(address: str, package: Package, target: Path, say: Say, patience: float = PATIENCE) -> None:
    """A release's file into ``target``, which is there only when its size and its SHA-256 are as the list says."""
    digest, size = hashlib.sha256(), 0
    with new_file(target) as part, _answer(address, patience) as answer, part.open("wb") as file:
        for piece in _pieces(answer, _FILE_ENDS):
            size += len(piece)
            if size > package.size:
                raise Distrusted(f"{package.file} is larger than its list says.", "It was thrown away.")
            digest.update(piece)
            file.write(piece)
            say(size, package.size)
        if size < package.size:
            raise Fault(f"{package.file} ended after {size:,} of {package.size:,} bytes.", "It was thrown away.")
        if digest.hexdigest() != package.sha256:
            raise Distrusted(
                f"{package.file} is not the file that its publisher signed (its SHA-256 is another).",
                "It was thrown away. Try again; if it stays so, tell whoever publishes the program.",
            )


def beside(address: str, file: str) -> str:
    """The address of a file beside the list."""
    return urljoin(address, file)


@contextmanager
def _answer(address: str, patience: float) -> Iterator[http.client.HTTPResponse]:
    """The answer that holds the file, after being sent on a few times at most."""
    for _hop in range(_HOPS):
        connection, answer = _asked(address, patience)
        try:
            if answer.status not in _MOVED:
                if answer.status != http.client.OK:
                    raise Fault(f"The release server answered {answer.status} to {_shown(address)}.", "Try later.")
                yield answer
                return
            address = next_address(address, answer.getheader("Location") or "")
        finally:
            connection.close()
    raise Fault("The release server sends us round in circles.", "Try later.")


def _asked(address: str, patience: float) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    if not may_be_asked(address):
        raise Refusal("Releases are asked for over an encrypted connection only.", "Nothing was asked.")
    parts = urlsplit(address)
    try:
        connection = _connection(parts.scheme, parts.hostname or "", parts.port, patience)
    except (OSError, http.client.HTTPException) as trouble:  # a host's name that can be none
        raise _unreached(trouble) from trouble
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": "CareCoop", "Accept-Encoding": "identity"})
        return connection, connection.getresponse()
    except ssl.SSLCertVerificationError as trouble:
        connection.close()
        raise Fault(
            f"{parts.hostname} could not prove that it is the release server.",
            f"Look at this computer's clock, and at who provides its network. ({trouble.verify_message})",
        ) from trouble
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        connection.close()
        raise _unreached(trouble) from trouble


def _connection(scheme: str, host: str, port: int | None, patience: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=patience, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=patience)


def next_address(before: str, named: str) -> str:
    """Where we are sent on to; never out of encryption, and never from elsewhere to this computer."""
    try:
        after = urljoin(before, named)
    except ValueError as error:
        raise Distrusted("The release server sends us on to what is no address.", "Nothing was taken.") from error
    here, there = urlsplit(before), urlsplit(after)
    lets_go = here.scheme == "https" and there.scheme != "https"  # on this very computer too
    if not named or lets_go or not may_be_asked(after) or (there.hostname in HERE and here.hostname not in HERE):
        raise Distrusted(
            f"The release server sends us on to a place that is not encrypted ({_shown(after)}).",
            "We did not go there, and nothing was taken.",
        )
    return after


def _pieces(answer: http.client.HTTPResponse, ends: float) -> Iterator[bytes]:
    """What comes, piece by piece; a server that only drips is not waited for for ever."""
    end = time.monotonic() + ends
    while True:
        try:
            piece = answer.read1(_PIECE)
        except (OSError, http.client.HTTPException) as trouble:
            raise _unreached(trouble) from trouble
        if not piece:
            return
        yield piece
        if time.monotonic() > end:
            raise Fault("The release server is too slow.", "Try later; nothing was changed.")


def _unreached(trouble: BaseException) -> Fault:
    return Fault("The release server cannot be reached.",
                 f"Nothing was changed. ({str(trouble) or type(trouble).__name__})")  # fmt: skip


def _shown(address: str) -> str:
    """An address for a sentence: without what follows a question mark."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:160]
