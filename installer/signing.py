"""Keys for the list of releases, and signatures with them: Ed25519 as in RFC 8032, section 5.1.6.

Runs on the machine that makes a release and nowhere else: once per release, over bytes that everybody may read. The
private key is a file of one line (32 bytes in base64). Nothing but the standard library and the program's own
arithmetic is needed, so that any machine with Python can make and prove a release.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from carecoop_desktop.home.updates.ed25519 import BASE, ORDER, challenge_of, encoded, times

SIZE = 32


def new_seed() -> bytes:
    """A private key that nobody has had before."""
    return os.urandom(SIZE)


def public_of(seed: bytes) -> bytes:
    """The public half of a private key."""
    return encoded(times(_scalars(seed)[0], BASE))


def sign(seed: bytes, message: bytes) -> bytes:
    """The signature over a message, 64 bytes; the same message and key always give the same."""
    scalar, prefix = _scalars(seed)
    public = public_of(seed)
    secret = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % ORDER
    commitment = encoded(times(secret, BASE))
    answer = (secret + challenge_of(commitment, public, message) * scalar) % ORDER
    return commitment + answer.to_bytes(SIZE, "little")


def read_seed(text: str) -> bytes:
    """A private key as it is written down. ValueError where it is none."""
    seed = base64.b64decode("".join(text.split()), validate=True)
    if len(seed) != SIZE:
        raise ValueError(f"a private key has {SIZE} bytes, not {len(seed)}")
    return seed


def written(data: bytes) -> str:
    """Bytes as they are written down."""
    return base64.b64encode(data).decode("ascii")


def _scalars(seed: bytes) -> tuple[int, bytes]:
    digest = hashlib.sha512(seed).digest()
    number = int.from_bytes(digest[:SIZE], "little")
    return (number & ((1 << 254) - 8)) | (1 << 254), digest[SIZE:]
