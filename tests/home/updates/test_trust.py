"""Whose signature counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.home.updates.trust import NAMED, Key, Trust, read_trust, trust
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource
from tests.home.updates.publishing import OTHER_SEED, SEED, Publisher, signing

PUBLIC = signing.public_of(SEED)


def signed(data: bytes, *seeds: bytes) -> bytes:
    return b"\n".join(signing.written(signing.sign(seed, data)).encode() for seed in seeds)


def test_the_program_as_it_is_built_now_asks_nobody() -> None:
    assert trust() == Trust("", ())
    assert "no address" in resource("updates", "releases.toml").read_text(encoding="utf-8")


def test_the_environment_names_another_publisher(server: Publisher) -> None:
    assert trust() == Trust(server.address, (Key("key 1", PUBLIC),))


def test_the_key_that_signed_is_named() -> None:
    known = Trust("", (Key("old", signing.public_of(OTHER_SEED)), Key("new", PUBLIC)))
    found = known.signer(b"list", signed(b"list", SEED))
    assert found is not None and found.name == "new"
    both = known.signer(b"list", signed(b"list", SEED, OTHER_SEED))
    assert both is not None and both.name == "old", "while one key follows another a list carries both signatures"


@pytest.mark.parametrize(
    "signatures",
    [b"", b"no base64 at all!", signed(b"another list", SEED), signed(b"list", OTHER_SEED), signed(b"list", SEED)[:-8]],
)
def test_no_other_signature_counts(signatures: bytes) -> None:
    assert Trust("", (Key("new", PUBLIC),)).signer(b"list", signatures) is None


def test_without_a_key_nothing_counts() -> None:
    assert Trust("https://example.org/r.json", ()).signer(b"list", signed(b"list", SEED)) is None


@pytest.mark.parametrize(
    "text",
    [
        "address = ", 'address = "http://example.org/releases.json"', 'address = "https://"',
        '[[keys]]\nname = "a"\ned25519 = "AAAA"', '[[keys]]\nname = "a"', '[[keys]]\ned25519 = "?"', "keys = 3",
        f'[[keys]]\nname = "a"\ned25519 = "{signing.written((2).to_bytes(32, "little"))}"',
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_trusts_nobody(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="cannot be read"):
        read_trust(tmp_path / "r.toml")
    monkeypatch.setenv(NAMED, str(tmp_path / "missing.toml"))
    with pytest.raises(Refusal, match="nothing was asked"):
        trust()
