"""What the hostile files share: spoiling bytes that were good."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

Spoil = Callable[[bytes], bytes]

NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b";--", b"=cmd|' /C calc'!A0", b"<!DOCTYPE x>", b"<b>", b"]]>",
    b"../../../../etc/passwd", b"\r", b"\n\n\n", b"{}", b"[[[[", b"9" * 400, b"-1", b"1e999", b"nan", b"\xe2\x80\xae",
    b"=" * 40, b"\xf0\x9f\xa6\x8a", b"0000-00-00", b"31/02/2026", b"99:99", b",,,,,,,,,,,,", b"%s%n", b"${jndi:x}",
)  # fmt: skip


@st.composite
def spoils(draw: st.DrawFn) -> Spoil:
    """Some cuts, swaps and insertions, at places that are drawn as parts of the whole."""
    deeds = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["insert", "cut", "flip", "end", "twice"]),
                st.integers(0, 9999),
                st.integers(1, 200),
                st.sampled_from(NASTY),
            ),
            min_size=1,
            max_size=5,
        )
    )

    def spoil(good: bytes) -> bytes:
        for deed, place, length, nasty in deeds:
            at = place * len(good) // 10_000
            good = _done(good, deed, at, length, nasty)
        return good

    return spoil


def _done(good: bytes, deed: str, at: int, length: int, nasty: bytes) -> bytes:
    if deed == "insert":
        return good[:at] + nasty + good[at:]
    if deed == "cut":
        return good[:at] + good[at + length :]
    if deed == "flip":
        return good[:at] + bytes(byte ^ (length & 255) for byte in good[at : at + 3]) + good[at + 3 :]
    if deed == "end":
        return good[:at]
    return good[:at] + good[at : at + length] * 2 + good[at + length :]
