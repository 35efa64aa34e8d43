"""Signatures: RFC 8032's own examples, an independent library, and what must never pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecoop_desktop.home.updates.ed25519 import BASE, ORDER, P, added, decoded, encoded, times, verify
from tests.home.updates.publishing import SEED, signing

RFC = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
        "b00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
        "c027beceea1ec40a",
    ),
]
"""Section 7.1: private key, public key, message, signature."""


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC)
def test_the_standards_own_examples(seed: str, public: str, message: str, signature: str) -> None:
    key, said, sign = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert signing.public_of(bytes.fromhex(seed)) == key
    assert signing.sign(bytes.fromhex(seed), said) == sign
    assert verify(key, said, sign)
    assert not verify(key, said + b"x", sign)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
@settings(max_examples=15, deadline=None)
def test_an_independent_library_agrees(seed: bytes, message: bytes, bit: int) -> None:
    ed25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519")
    theirs = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = theirs.public_key().public_bytes_raw(), theirs.sign(message)
    assert signing.sign(seed, message) == signature and signing.public_of(seed) == public
    assert verify(public, message, signature)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not verify(public, message, bytes(flipped))


def test_a_signature_cannot_be_written_in_a_second_way() -> None:
    public, signature = signing.public_of(SEED), signing.sign(SEED, b"list")
    other = int.from_bytes(signature[32:], "little") + ORDER
    assert verify(public, b"list", signature)
    assert not verify(public, b"list", signature[:32] + other.to_bytes(32, "little"))


@pytest.mark.parametrize("size", [0, 31, 33, 63, 65])
def test_other_lengths_are_none(size: int) -> None:
    public, signature = signing.public_of(SEED), signing.sign(SEED, b"list")
    assert not verify(public, b"list", (signature * 2)[:size])
    assert not verify((public * 3)[:size], b"list", signature)


@pytest.mark.parametrize("key", [(1).to_bytes(32, "little"), bytes(32), (P - 1).to_bytes(32, "little")])
def test_a_key_of_tiny_order_signs_nothing(key: bytes) -> None:
    """With the neutral point as key, the neutral point and 0 would be a signature of anything."""
    assert not verify(key, b"anything", (1).to_bytes(32, "little") + bytes(32))


def test_points_are_read_in_the_canonical_way_only() -> None:
    assert decoded(encoded(BASE)) is not None
    assert decoded((P + 1).to_bytes(32, "little")) is None, "one beyond the field"
    assert decoded((1 | 1 << 255).to_bytes(32, "little")) is None, "minus nought"
    assert decoded((2).to_bytes(32, "little")) is None, "not on the curve"


@given(st.integers(0, ORDER - 1), st.integers(0, ORDER - 1))
@settings(max_examples=10, deadline=None)
def test_sums_of_multiples_are_multiples_of_sums(one: int, other: int) -> None:
    assert encoded(added(times(one, BASE), times(other, BASE))) == encoded(times(one + other, BASE))


def test_the_base_point_has_its_order() -> None:
    assert encoded(times(ORDER, BASE)) == (1).to_bytes(32, "little")
