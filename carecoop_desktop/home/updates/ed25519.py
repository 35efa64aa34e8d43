"""Checks Ed25519 signatures as RFC 8032 defines them (section 5.1.7).

A signature is checked over public bytes with a public key: there is no secret here that time taken could tell. That is
why these few lines stand here instead of a library of several megabytes in every installed program.
"""

from __future__ import annotations

import hashlib

P = 2**255 - 19
"""The field's prime."""
ORDER = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point."""
_D = -121665 * pow(121666, P - 2, P) % P
_ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
_SIZE = 32

Point = tuple[int, int, int, int]
"""A point in extended coordinates: X, Y, Z and T with x = X/Z, y = Y/Z, xy = T/Z."""


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) over ``message`` was made with the key whose public half (32 bytes) is given.

    What is not written in the one canonical way is no signature.
    """
    if len(public) != _SIZE or len(signature) != 2 * _SIZE:
        return False
    key, commitment = decoded(public), decoded(signature[:_SIZE])
    answer = int.from_bytes(signature[_SIZE:], "little")
    if key is None or commitment is None or answer >= ORDER or _is_small(key):
        return False
    challenge = challenge_of(signature[:_SIZE], public, message)
    return _same(times(answer, BASE), added(commitment, times(challenge, key)))


def challenge_of(commitment: bytes, public: bytes, message: bytes) -> int:
    """The number that binds a signature to its key and message."""
    return int.from_bytes(hashlib.sha512(commitment + public + message).digest(), "little") % ORDER


def decoded(text: bytes) -> Point | None:
    """The point that 32 bytes stand for; None where they stand for none, or not in the canonical way."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    x = None if y >= P else _x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def encoded(point: Point) -> bytes:
    """A point as 32 bytes."""
    x, y, z, _t = point
    inverse = pow(z, P - 2, P)
    return ((y * inverse % P) | ((x * inverse % P & 1) << 255)).to_bytes(_SIZE, "little")


def added(one: Point, other: Point) -> Point:
    """The sum of two points."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * _D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """A point added to itself so many times."""
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = added(found, point)
        point = added(point, point)
        number >>= 1
    return found


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, P - 2, P) % P
    if not square:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * _ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != sign else x


def _same(one: Point, other: Point) -> bool:
    return not ((one[0] * other[2] - other[0] * one[2]) % P or (one[1] * other[2] - other[1] * one[2]) % P)


def _is_small(point: Point) -> bool:
    """A key of tiny order would let one signature stand for any message."""
    return _same(times(8, point), (0, 1, 1, 0))


_BASE_Y = 4 * pow(5, P - 2, P) % P
_BASE_X = _x_of(_BASE_Y, 0) or 0
BASE: Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % P)
"""The base point."""
