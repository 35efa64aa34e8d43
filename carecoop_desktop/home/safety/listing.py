"""The backups there are: when each was made, where it is, how large, and whether it can still be brought back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from carecoop_desktop.home.safety.queries import second_place
from carecoop_desktop.home.safety.rules import moment_of
from carecoop_desktop.platform.database.backup import read_manifest
from carecoop_desktop.platform.database.cipher import KeyNeeded
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.paper.naming import file_name

LISTED = 60
"""The latest of each place; the thinning out leaves fewer."""


@dataclass(frozen=True, slots=True)
class Found:
    """A backup on a disk. ``rows`` were proved when it was made; ``trouble`` says why it cannot be restored now."""

    path: Path
    made: datetime
    size: int
    rows: int
    trouble: str = ""
    key_missing: bool = False
    """Whether the only trouble is a key that this computer does not have."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found, the newest first, and the places that could not be looked into."""

    found: tuple[Found, ...]
    unseen: tuple[str, ...] = ()


def backups_of(office: Office, folder: Path) -> Listing:
    """This office's backups in the folder of this computer and in its second place."""
    name = file_name(str(office.read(lambda reader: reader.setting(OFFICE_NAME, "")))) or "office"
    second = office.read(second_place)
    found: list[Found] = []
    unseen: list[str] = []
    for place in (folder, *([Path(second)] if second else [])):
        try:
            found += _in(place, name)
        except OSError as error:
            if place != folder or not isinstance(error, FileNotFoundError):
                unseen.append(str(place))
    return Listing(tuple(sorted(found, key=lambda one: one.made, reverse=True)), tuple(unseen))


def _in(place: Path, name: str) -> Iterable[Found]:
    dated = [(moment, path) for path in place.iterdir() if (moment := moment_of(path.name, name)) is not None]
    return [_look_at(path, moment) for moment, path in sorted(dated, reverse=True)[:LISTED]]


def _look_at(path: Path, moment: datetime) -> Found:
    size = path.stat().st_size
    try:
        manifest = read_manifest(path)
    except KeyNeeded as trouble:
        return Found(path, moment, size, 0, trouble.sentence, key_missing=True)
    except (Refusal, Fault) as trouble:
        return Found(path, moment, size, 0, trouble.sentence)
    return Found(path, manifest.made_at, size, manifest.rows)


def size_words(size: int) -> str:
    """``4.2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / 1_000_000:,.1f} MB" if size < 1_000_000_000 else f"{size / 1_000_000_000:,.1f} GB"
