"""Our own bugs as kinds of error and places in our own code, which is all that a report may hold."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType

PACKAGE = Path(__file__).resolve().parents[2]
_MOST = 200


def kinds_and_places(error: BaseException) -> list[str]:
    """An error and what led to it, as lines.

    The error's own words are left out, and so are values: both may hold a name, an address or somebody's pay.
    """
    lines: list[str] = []
    seen: BaseException | None = error
    word = "Error"
    while seen is not None and len(lines) < _MOST:
        lines += ["", f"{word}: {type(seen).__module__}.{type(seen).__qualname__}", *_frames(seen.__traceback__)]
        word = "Led to by"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    found = []
    outside = 0
    for frame in traceback.extract_tb(trace):
        path = _ours(Path(frame.filename))
        if path is not None:
            outside = 0
            found.append(f"  {path.as_posix()}:{frame.lineno} {frame.name}")
        elif not outside:
            outside = 1
            found.append("  (outside the program)")
    return found


def _ours(path: Path) -> Path | None:
    """The place in our package; a frozen program names its files from the package on."""
    if PACKAGE in path.parents:
        return path.relative_to(PACKAGE)
    return path.relative_to(PACKAGE.name) if path.parts[:1] == (PACKAGE.name,) else None
