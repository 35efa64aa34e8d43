"""Looks at the raw parts of a workbook for what is no bomb by its size but takes minutes and gigabytes to read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from carecoop_desktop.platform.kernel.errors import Refusal

MAX_SHEETS = 1_000
MAX_ROW_SIGNS = 150_000
"""More opening brackets than a row of 16,384 cells has, the most that Excel knows."""
_SIGNS = {"worksheet": 40_000_000, "sst": 6_000_000}
_SIGNS_ELSEWHERE = 400_000
_NOT_READ = {"calcChain", "pivotCacheRecords", "pivotCacheDefinition", "comments", "wsDr", "xml", "chartSpace"}
"""Parts that may be large in an honest workbook and that nobody here reads."""
_ROW = (b"row", b"r\x00o\x00w")
_CHUNK = 64 * 1024


def refuse_oversized(name: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo, root: str) -> None:
    """Refuse a part that holds more elements, or a longer row, than any spreadsheet; ``root`` is its first element."""
    if root in _NOT_READ:
        return
    signs, since_row = 0, 0
    for chunk in _chunks(packed, part):
        here, last = chunk.count(b"<"), max(map(chunk.rfind, _ROW))
        signs += here
        since_row = since_row + here if last < 0 else chunk.count(b"<", last)
        if signs > _SIGNS.get(root, _SIGNS_ELSEWHERE) or (root == "worksheet" and since_row > MAX_ROW_SIGNS):
            raise too_large(name)


def too_large(name: str) -> Refusal:
    """What is said of a workbook that would take minutes to read."""
    return Refusal(
        f"{name} holds far more cells, columns or sheets than an office fills.",
        "Copy the rows that are wanted into a new workbook, or save it as CSV.",
    )


def _chunks(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
