"""Versions of the program as numbers that can be compared."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}")

Numbers = tuple[int, int, int, int]


def numbers(version: str) -> Numbers:
    """``0.3.1`` as (0, 3, 1, 0). ValueError for what is no version of ours."""
    if not isinstance(version, str) or _SHAPE.fullmatch(version) is None:
        raise ValueError(f"not a version: {version!r}")
    first, second, third, fourth = [*(int(part) for part in version.split(".")), 0, 0][:4]
    return first, second, third, fourth


def is_newer(one: str, other: str) -> bool:
    """Whether the first version is newer than the second."""
    return numbers(one) > numbers(other)
