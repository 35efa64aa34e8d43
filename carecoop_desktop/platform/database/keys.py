"""The keys of encrypted offices: made here, kept in the computer's keyring, or given for one run of the program."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property

from carecoop_desktop.platform.database.recovery import groups_of, read_groups
from carecoop_desktop.platform.kernel.errors import Refusal

SERVICE = "CareCoop office key"
"""Under this name and the key's own number the keyring of the computer keeps a key."""

GIVEN = "CARECOOP_KEY"
"""The variable that gives the command line a key where there is no keyring."""

MAGIC = b"CareCoop"
"""An encrypted office or backup begins with this and the number of its key; all the rest of it is unreadable."""

SIZE = 32
_PLAINTEXT = "PlaintextKeyring"
"""keyrings.alt's fallback writes secrets into a readable file: as good as no keyring."""

_known: dict[str, OfficeKey] = {}
"""Keys that this run of the program has met; never written anywhere from here."""


@dataclass(frozen=True)
class OfficeKey:
    """A random 256-bit key; it never shows itself in logs, reports or messages."""

    raw: bytes = field(repr=False)

    @cached_property
    def number(self) -> str:
        """What the key is called where it may be seen: a fingerprint that tells nothing of the key."""
        return hashlib.sha256(b"CareCoop key number" + self.raw).digest()[: 16 - len(MAGIC)].hex()

    @property
    def header(self) -> bytes:
        """The first 16 bytes of a file encrypted with it (SQLCipher keeps them unencrypted, as its salt)."""
        return MAGIC + bytes.fromhex(self.number)

    @property
    def literal(self) -> str:
        """Key and salt in SQLCipher's words for both: used as they are, with no derivation on each connection."""
        return f"x'{self.raw.hex()}{self.header.hex()}'"

    @property
    def groups(self) -> tuple[str, ...]:
        """The key as a person can write it down and type it in."""
        return groups_of(self.raw)


def new_key() -> OfficeKey:
    """A key that nobody has had before."""
    return OfficeKey(secrets.token_bytes(SIZE))


def read_key(text: str) -> OfficeKey:
    """A key from 64 hexadecimal figures or from the groups of a recovery sheet. Raises Invalid naming what is wrong."""
    bare = text.strip()
    if len(bare) == 2 * SIZE:
        try:
            return OfficeKey(bytes.fromhex(bare))
        except ValueError:
            pass
    return OfficeKey(read_groups(bare))


def given_key() -> OfficeKey | None:
    """The key in ``CARECOOP_KEY``, if that is set."""
    text = os.environ.get(GIVEN, "")
    if not text.strip():
        return None
    try:
        return read_key(text)
    except Refusal as refusal:
        raise Refusal(f"What {GIVEN} holds is not a key.", str(refusal)) from refusal


def find_key(number: str) -> OfficeKey | None:
    """The key of this number: met before, in ``CARECOOP_KEY``, or in the keyring; None where nobody here has it."""
    given = given_key()
    for find in (_known.get, lambda _number: given, _from_keyring):  # the keyring is slow to import and to answer
        key = find(number)
        if key is not None and key.number == number:
            _known[number] = key
            return key
    return None


def keep_key(key: OfficeKey) -> bool:
    """Keep a key on this computer. False where no keyring takes it: then it is known until the program ends."""
    _known[key.number] = key
    from keyring import set_password
    from keyring.errors import KeyringError

    if _is_plaintext():
        return False
    try:
        set_password(SERVICE, key.number, key.raw.hex())
    except (KeyringError, RuntimeError, OSError):
        return False
    return _from_keyring(key.number) == key


def forget_key(key: OfficeKey) -> None:
    """Take a key off this computer: out of the program's memory and out of the keyring."""
    _known.pop(key.number, None)
    from keyring import delete_password
    from keyring.errors import KeyringError

    try:
        delete_password(SERVICE, key.number)
    except (KeyringError, RuntimeError, OSError):
        return


def keyring_works() -> bool:
    """Whether this computer has a keyring that keeps what it is given; tried with a throw-away secret."""
    probe = new_key()
    kept = keep_key(probe)
    forget_key(probe)
    return kept


def forget_known() -> None:
    """Forget what this run of the program has met, as its end would."""
    _known.clear()


def _from_keyring(number: str) -> OfficeKey | None:
    from keyring import get_password
    from keyring.errors import KeyringError

    try:
        stored = get_password(SERVICE, number)
        return OfficeKey(bytes.fromhex(stored)) if stored else None
    except (KeyringError, RuntimeError, OSError, ValueError):
        return None


def _is_plaintext() -> bool:
    from keyring import get_keyring

    return type(get_keyring()).__name__ == _PLAINTEXT
