"""Keys and signatures of the release's machine; the arithmetic has its examples in tests/home/updates."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from carecoop_desktop.home.updates.ed25519 import verify


@pytest.fixture
def signing(script: Callable[[str], ModuleType]) -> Any:
    """The script."""
    return script("signing")


def test_a_key_is_read_as_it_was_written(signing: Any) -> None:
    seed = signing.new_seed()
    assert signing.read_seed(f" {signing.written(seed)}\n") == seed
    assert signing.new_seed() != seed


@pytest.mark.parametrize(
    ("text", "why"), [("", "not 0"), ("AAAA", "not 3"), ("no base64!", "base64|padding"), ("A" * 88, "not 66")]
)
def test_anything_else_is_no_key(signing: Any, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        signing.read_seed(text)


def test_a_signature_belongs_to_its_key_and_message(signing: Any) -> None:
    seed, other = signing.new_seed(), signing.new_seed()
    signature = signing.sign(seed, b"list")
    assert signing.sign(seed, b"list") == signature, "the same again"
    assert verify(signing.public_of(seed), b"list", signature)
    assert not verify(signing.public_of(other), b"list", signature)
    assert not verify(signing.public_of(seed), b"lists", signature)
