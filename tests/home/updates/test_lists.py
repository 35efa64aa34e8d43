"""Signed lists on the disk are checked every time they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.home.updates.feed import LIST, SIGNATURE
from carecoop_desktop.home.updates.lists import believed, keep_list, kept_list
from carecoop_desktop.home.updates.rules import Distrusted
from carecoop_desktop.home.updates.trust import Key, Trust
from tests.home.updates.publishing import NEWER, OTHER_SEED, SEED, listed, release, signing

TRUSTED = Trust("", (Key("key 1", signing.public_of(SEED)),))


def signature(data: bytes, seed: bytes = SEED) -> bytes:
    return signing.written(signing.sign(seed, data)).encode()


def test_a_list_is_kept_as_it_came_and_believed_again(tmp_path: Path) -> None:
    data = listed(release())
    keep_list(believed(data, signature(data), TRUSTED), tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder" / LIST).read_bytes() == data
    again = kept_list(tmp_path / "new" / "folder", TRUSTED)
    assert again is not None and again.feed.release(NEWER) is not None and again.key == "key 1"
    assert kept_list(tmp_path / "new" / "folder", Trust("", ())) is None, "a key that counts no more"


@pytest.mark.parametrize("name", [LIST, LIST + SIGNATURE])
def test_a_list_that_was_touched_on_the_disk_is_none(tmp_path: Path, name: str) -> None:
    data = listed(release())
    keep_list(believed(data, signature(data), TRUSTED), tmp_path)
    written = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(written[:5] + (b"C" if written[5:6] == b"B" else b"B") + written[6:])
    assert kept_list(tmp_path, TRUSTED) is None
    (tmp_path / name).unlink()
    assert kept_list(tmp_path, TRUSTED) is None


def test_the_signature_is_looked_at_before_anything_is_read() -> None:
    with pytest.raises(Distrusted):
        believed(b"{not even a list", signature(b"{not even a list", OTHER_SEED), TRUSTED)


def test_the_digest_is_of_the_bytes_that_were_signed() -> None:
    one, other = listed(release()), listed(release(), serial=6)
    assert believed(one, signature(one), TRUSTED).digest != believed(other, signature(other), TRUSTED).digest
