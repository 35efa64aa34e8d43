"""Notes as they are written and read."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.database.pen.lease import Lease, Request, packed, unpacked

LEASE = Lease(3, "abc", "Ann", "PC-2", "2026-11-22T10:42:00+00:00", "here", 77, 12345, 8, 2, False, True, "")


def test_a_note_reads_back_as_it_was_written() -> None:
    assert unpacked(packed(LEASE), Lease) == LEASE
    assert unpacked(packed(Request("t", "Zoë", "PC")), Request) == Request("t", "Zoë", "PC")


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_note_has_the_same_length(who: str, pc: str) -> None:
    raw = packed(replace(LEASE, who=who, pc=pc))
    assert len(raw) == len(packed(LEASE)) or len(raw) > 1024
    found = unpacked(raw, Lease)
    assert found is not None
    assert found.who == who[:80]


@given(st.integers(0, 1023))
def test_half_a_note_is_none(length: int) -> None:
    raw = packed(LEASE)
    half = raw[:length]
    assert unpacked(half, Lease) in (None, LEASE)
    assert unpacked(b"\0" * length, Lease) is None


def test_another_kind_of_file_is_no_note() -> None:
    for raw in (b"", b"[]", b"7", b'{"generation": 1}', packed(Request("t", "a", "b"))):
        assert unpacked(raw, Lease) is None
    wrong = packed(LEASE).replace(b'"beat": 8', b'"beat":"8')
    assert unpacked(wrong, Lease) is None
    assert unpacked(b"[" * 100_000, Lease) is None
    assert unpacked(packed(LEASE).replace(b'"process": 77', b'"process": []'), Lease) is None
