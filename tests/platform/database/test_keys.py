"""Where keys are kept and found: memory, variable, keyring; and that they never show themselves."""

from __future__ import annotations

from typing import Any

import keyring
import pytest
from keyring.backends.null import Keyring as NullKeyring

from carecoop_desktop.platform.database import keys
from carecoop_desktop.platform.database.keys import (
    GIVEN,
    MAGIC,
    SERVICE,
    OfficeKey,
    find_key,
    forget_key,
    forget_known,
    given_key,
    keep_key,
    keyring_works,
    new_key,
    read_key,
)
from carecoop_desktop.platform.kernel.errors import Invalid, Refusal


def test_a_key_does_not_show_itself() -> None:
    key = new_key()
    for words in (repr(key), str(key), f"{key}", key.number):
        assert key.raw.hex() not in words and key.groups[0] not in words
    assert new_key() != key


def test_number_and_header_belong_to_the_key() -> None:
    key = OfficeKey(bytes(32))
    assert key.number == OfficeKey(bytes(32)).number != OfficeKey(bytes(31) + b"\1").number
    assert key.header == MAGIC + bytes.fromhex(key.number) and len(key.header) == 16
    assert key.literal == f"x'{'00' * 32}{key.header.hex()}'"


def test_a_key_is_read_from_figures_and_from_groups() -> None:
    key = new_key()
    assert read_key(f" {key.raw.hex().upper()}\n") == read_key(" ".join(key.groups)) == key
    with pytest.raises(Invalid):
        read_key("z" * 64)


def test_the_keyring_keeps_it_under_its_number(own_keyring: Any) -> None:
    key = new_key()
    assert find_key(key.number) is None
    assert keep_key(key)
    assert own_keyring.kept == {(SERVICE, key.number): key.raw.hex()}
    forget_known()
    assert find_key(key.number) == key
    forget_key(key)
    assert own_keyring.kept == {} and find_key(key.number) is None
    forget_key(key)


def test_a_probe_leaves_nothing_behind(own_keyring: Any) -> None:
    assert keyring_works()
    assert own_keyring.kept == {}


def test_without_a_keyring_a_key_is_known_until_the_end(no_keyring: None) -> None:
    key = new_key()
    assert not keyring_works()
    assert not keep_key(key)
    assert find_key(key.number) == key
    forget_known()
    assert find_key(key.number) is None
    forget_key(key)


def test_a_keyring_that_forgets_is_none(own_keyring: Any) -> None:
    keyring.set_keyring(NullKeyring())
    assert not keyring_works()


def test_a_keyring_that_writes_plain_text_is_none(own_keyring: Any) -> None:
    plaintext = type("PlaintextKeyring", (type(own_keyring),), {})()
    keyring.set_keyring(plaintext)
    assert not keyring_works() and plaintext.kept == {}


def test_a_spoilt_entry_in_the_keyring_is_no_key(own_keyring: Any) -> None:
    own_keyring.kept[SERVICE, "00" * 8] = "not hexadecimal"
    assert find_key("00" * 8) is None


def test_the_variable_gives_its_own_key_and_no_other(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    assert given_key() is None
    monkeypatch.setenv(GIVEN, " ".join(key.groups))
    assert given_key() == find_key(key.number) == key
    assert find_key(new_key().number) is None
    monkeypatch.setenv(GIVEN, "otter-lantern-violet")
    with pytest.raises(Refusal, match="CARECOOP_KEY holds is not a key"):
        given_key()
    assert keys._known == {key.number: key}
