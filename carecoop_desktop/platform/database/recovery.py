"""A key in groups that a person can write down, read out and type in, each with a check character of its own.

Thirteen groups of five: four characters of the key and one that proves them, so that a slip of the pen is told with the
number of its group. The alphabet has no letter that looks like a figure.
"""

from __future__ import annotations

from carecoop_desktop.platform.kernel.errors import Invalid, Issue

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: I and L read as 1, O as 0; there is no U."""

GROUPS, DATA = 13, 4
_BITS, _SPARE = 5, GROUPS * DATA * 5 - 256
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_FIELD = 0b100101
"""x^5 + x^2 + 1: sums and products of five-bit values, in which no two slips cancel out."""


def groups_of(raw: bytes) -> tuple[str, ...]:
    """The 32 bytes of a key as thirteen groups of five characters."""
    number = int.from_bytes(raw, "big") << _SPARE
    values = [number >> _BITS * at & 31 for at in reversed(range(GROUPS * DATA))]
    return tuple(
        "".join(ALPHABET[value] for value in (*part, _check(at, part)))
        for at, part in enumerate(values[i : i + DATA] for i in range(0, len(values), DATA))
    )


def read_groups(text: str) -> bytes:
    """The key from its groups as somebody typed them: any case, spaces or dashes anywhere, look-alikes understood.

    Raises Invalid; each group that cannot be right is named by its number.
    """
    size = DATA + 1
    values = [ALPHABET.index(c) for c in _typed(text)]
    parts = [values[i : i + size] for i in range(0, len(values), size)]
    wrong = [at + 1 for at, part in enumerate(parts) if _check(at, part[:DATA]) != part[DATA]]
    if wrong:
        named = " and ".join(str(number) for number in wrong)
        raise Invalid([_issue(f"Group {named} is not as it stands on the sheet." if len(wrong) == 1
                              else f"Groups {named} are not as they stand on the sheet.")])  # fmt: skip
    number = 0
    for part in parts:
        for value in part[:DATA]:
            number = number << _BITS | value
    if number & (1 << _SPARE) - 1:
        raise Invalid([_issue(f"Group {GROUPS} is not as it stands on the sheet.")])
    return (number >> _SPARE).to_bytes(32, "big")


def _typed(text: str) -> str:
    """The characters of all groups: as many as there must be, and none that no sheet has."""
    typed = "".join(c for c in text.upper() if not c.isspace() and c not in "-–—.,").translate(_LOOKALIKES)
    strange = sorted({c for c in typed if c not in ALPHABET})
    if strange:
        raise Invalid([_issue(f"A recovery key has no {' or '.join(strange)} in it.")])
    wanted = GROUPS * (DATA + 1)
    if len(typed) != wanted:
        raise Invalid([_issue(f"This has {len(typed)} characters; a recovery key has {wanted}.")])
    return typed


def _issue(message: str) -> Issue:
    return Issue("key", message, f"{GROUPS} groups of {DATA + 1} characters, as the recovery sheet shows them.")


def _check(place: int, values: list[int]) -> int:
    """One value that changes with every single slip, every two neighbours swapped and every two groups swapped."""
    found = place + 1
    for value in values:
        found = _times_two(found) ^ value
    return _times_two(found)


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 32 else doubled
