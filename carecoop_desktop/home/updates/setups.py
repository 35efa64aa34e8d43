"""Setups of versions on this computer: each beside the signed list that names its size and SHA-256."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from carecoop_desktop.home.updates.feed import Package, Release
from carecoop_desktop.home.updates.fetching import Say, beside, fetch_package
from carecoop_desktop.home.updates.lists import Signed, keep_list, kept_list
from carecoop_desktop.home.updates.places import made, updates_folder
from carecoop_desktop.home.updates.trust import Trust
from carecoop_desktop.home.updates.version import numbers
from carecoop_desktop.platform.kernel.errors import Fault, Refusal


def fetch_setup(signed: Signed, release: Release, system: str, address: str, say: Say) -> Path:
    """The setup of a release for a kind of computer, brought here unless it is here and whole already."""
    package = release.package(system)
    if package is None:
        raise Refusal(f"There is no CareCoop {release.version} for this kind of computer ({system}).")
    folder = made(updates_folder() / release.version)
    target = folder / package.file
    if not is_whole(target, package):
        _remove(target)
        fetch_package(beside(address, package.file), package, target, say)
    keep_list(signed, folder)
    return target


def kept_setup(version: str, system: str, trusted: Trust) -> Path | None:
    """The setup of a version that is kept here, proved again by its signed list; None where there is none."""
    folder = updates_folder() / version
    signed = kept_list(folder, trusted)
    release = signed.feed.release(version) if signed is not None else None
    package = release.package(system) if release is not None else None
    if package is None or not is_whole(folder / package.file, package):
        return None
    return folder / package.file


def is_whole(path: Path, package: Package) -> bool:
    """Whether a file is byte for byte what the list says."""
    try:
        if path.stat().st_size != package.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == package.sha256
    except OSError:
        return False


def thin_out(stay: Collection[str]) -> None:
    """Remove the setups of all versions but these; backups are never touched."""
    for folder in updates_folder().iterdir():
        with suppress(ValueError):
            if numbers(folder.name) not in {numbers(each) for each in stay}:
                shutil.rmtree(folder, ignore_errors=True)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Fault(f"{path.name} is not whole and cannot be removed.", error.strerror or str(error)) from error
