"""The office as it was before a newer version: a proved backup that no rotation thins out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from carecoop_desktop.home.safety.keeping import back_up_to
from carecoop_desktop.home.safety.rules import ENDING
from carecoop_desktop.home.updates.places import BEFORE, made, updates_folder
from carecoop_desktop.home.updates.queries import office_name, since
from carecoop_desktop.home.updates.version import numbers
from carecoop_desktop.platform.database.backup import Manifest, read_manifest
from carecoop_desktop.platform.kernel.dates import LONDON, format_moment, utc_now
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.naming import file_name


@dataclass(frozen=True, slots=True)
class Before:
    """A backup made by one version (``older``) before a ``newer`` one was put in its place."""

    path: Path
    newer: str
    manifest: Manifest

    @property
    def older(self) -> str:
        """The version that made it, and reads it."""
        return self.manifest.program

    @property
    def words(self) -> str:
        """``version 0.2.0, as of 22 Nov 2026 10:42``."""
        return f"version {self.older}, as of {format_moment(self.manifest.made_at)}"


def keep_before(office: Office, newer: str) -> Before:
    """Back the office up as it is before a version, and prove it; what was made and is still as it is will do."""
    found = next((each for each in befores_of(office) if each.newer == newer and _is_still_so(office, each)), None)
    if found is not None:
        return found
    folder = made(updates_folder() / f"{BEFORE}{newer}")
    name = file_name(office.read(office_name)) or "office"
    path = folder / f"{name} {BEFORE}{newer} {utc_now().astimezone(LONDON):%Y-%m-%d %H%M%S}{ENDING}"
    return Before(path, newer, back_up_to(office, path).manifest)


def befores_of(office: Office) -> list[Before]:
    """This office's own, the latest first; what cannot be read now is passed over."""
    found = []
    for path in sorted(updates_folder().glob(f"{BEFORE}*/*{ENDING}")):
        try:
            newer = path.parent.name.removeprefix(BEFORE)
            numbers(newer)
            manifest = read_manifest(path)
            numbers(manifest.program)
        except (Refusal, Fault, ValueError):
            continue
        if manifest.source == str(office.database.address):
            found.append(Before(path, newer, manifest))
    return sorted(found, key=_made_at, reverse=True)


def _made_at(before: Before) -> datetime:
    return before.manifest.made_at


def _is_still_so(office: Office, before: Before) -> bool:
    """Whether nothing has been done in the office since."""
    proof = before.manifest.proof
    done = office.read(since, proof.chain_length, proof.chain_head)
    return done.same and not done.count
