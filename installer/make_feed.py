"""Writes the list of releases that the program asks for (releases.json) and the signature under it (releases.json.sig).

    python installer/make_feed.py --to OUT --notes NOTES.txt [--before releases.json] CareCoop-0.3.0-setup.exe ...
    python installer/make_feed.py --new-key FILE       a new private key; prints its public half for releases.toml

Signs with the private key in the file that CARECOOP_FEED_KEY names; where none is named it says so and writes nothing.
Put both files and the setups side by side where the address in resources/updates/releases.toml points.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import signing

from carecoop_desktop.home.updates.ed25519 import verify
from carecoop_desktop.home.updates.feed import FORMAT, LIST, SIGNATURE, Feed, read_feed
from carecoop_desktop.platform.database.migrations import STEPS

KEY = "CARECOOP_FEED_KEY"
HOLDS_DAYS = 400
"""How long a list holds unless said otherwise: publish again before, even where nothing is new."""
KEPT = 10
"""So many releases stay in the list."""
_NAMES = (
    (re.compile(r"CareCoop-(?P<version>[0-9.]+)-setup\.exe"), "windows-x86_64"),
    (re.compile(r"CareCoop-(?P<version>[0-9.]+)-(?P<system>linux-[a-z0-9_]+)\.tar\.gz"), ""),
)


def version_and_system(file: Path) -> tuple[str, str]:
    """What a file of a release says of itself by its name. ValueError for any other name."""
    for shape, system in _NAMES:
        found = shape.fullmatch(file.name)
        if found is not None:
            return found["version"], system or found["system"]
    raise ValueError(f"{file.name} is named as no file of a release is")


def package(file: Path, system: str) -> dict[str, Any]:
    """A file as the list names it."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {"system": system, "file": file.name, "size": file.stat().st_size, "sha256": digest}


def release(
    version: str, packages: Sequence[dict[str, Any]], notes: Sequence[str], upgrade_from: str, day: date
) -> dict[str, Any]:
    """A release as the list names it; the version of the tables is that of the sources beside this script."""
    return {
        "version": version, "date": day.isoformat(), "notes": list(notes), "upgrade_from": upgrade_from,
        "office_shape": len(STEPS), "packages": list(packages),
    }  # fmt: skip


def listed(releases: Sequence[dict[str, Any]], serial: int, now: datetime, days: int = HOLDS_DAYS) -> bytes:
    """The whole list as bytes, the first releases given in front. It is read as the program will read it."""
    found = {
        "format": FORMAT, "serial": serial, "published": now.isoformat(),
        "valid_until": (now + timedelta(days=days)).date().isoformat(), "releases": list(releases)[:KEPT],
    }  # fmt: skip
    data = (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()
    read_feed(data)
    return data


def write_signed(folder: Path, data: bytes, seed: bytes) -> Feed:
    """Write the list and its signature, after checking the one against the other."""
    signature = signing.sign(seed, data)
    if not verify(signing.public_of(seed), data, signature):
        raise ValueError("the signature that was made does not hold")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST).write_bytes(data)
    (folder / (LIST + SIGNATURE)).write_text(signing.written(signature) + "\n", encoding="ascii")
    return read_feed(data)


def trust_lines(seed: bytes, name: str, address: str = "") -> str:
    """What goes into resources/updates/releases.toml for a program that is to trust this key."""
    return (
        f'address = "{address}"\n\n[[keys]]\nname = "{name}"\ned25519 = "{signing.written(signing.public_of(seed))}"\n'
    )


def make_key(path: Path) -> str:
    """A new private key in a file that only its owner may read; gives the lines for releases.toml."""
    seed = signing.new_seed()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(signing.written(seed) + "\n")
    return trust_lines(seed, path.stem)


def notes_in(text: str) -> list[str]:
    """One note from each line that says something; a leading dash is left out."""
    return [words for line in text.splitlines() if (words := line.strip().lstrip("-*• ").strip())]


def minutes_now() -> int:
    """A serial number that counts up by itself: two lists of one minute are not published."""
    return int(time.time() // 60)


def _collected(files: Sequence[Path], notes: Sequence[str], upgrade_from: str, now: datetime) -> dict[str, Any]:
    named = [(*version_and_system(file), file) for file in files]
    versions = {version for version, _system, _file in named}
    if len(versions) != 1:
        raise ValueError(f"these are files of {len(versions)} versions: {', '.join(sorted(versions)) or 'none'}")
    packages = [package(file, system) for _version, system, file in named]
    return release(versions.pop(), packages, notes, upgrade_from, now.date())


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a key, or a list; 0 also where there is no key to sign with, after saying so."""
    asked = _parser().parse_args(arguments)
    if asked.new_key is not None:
        sys.stdout.write(make_key(asked.new_key))
        return 0
    named = os.environ.get(KEY, "")
    if not named:
        sys.stdout.write(
            f"   NO LIST OF RELEASES: {KEY} names no private key; programs cannot learn of this release.\n"
        )
        return 0
    now = datetime.now(UTC).replace(microsecond=0)
    notes = notes_in(asked.notes.read_text(encoding="utf-8")) if asked.notes is not None else []
    mine = _collected(asked.files, notes, asked.upgrade_from, now)
    before = json.loads(asked.before.read_text(encoding="utf-8"))["releases"] if asked.before is not None else []
    others = [each for each in before if each["version"] != mine["version"]]
    data = listed([mine, *others], asked.serial or minutes_now(), now, asked.days)
    feed = write_signed(asked.to, data, signing.read_seed(Path(named).read_text(encoding="ascii")))
    sys.stdout.write(f"   {LIST}: {feed.releases[0].version}, number {feed.serial}, holds until {feed.valid_until}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="the setups of one version")
    parser.add_argument("--new-key", type=Path, metavar="FILE", help="make a private key and print its public half")
    parser.add_argument("--to", type=Path, default=Path(), help="the folder to write to")
    parser.add_argument("--notes", type=Path, help="what is new, a line each, in plain words")
    parser.add_argument("--before", type=Path, metavar="LIST", help="the list before: its releases stay in it")
    parser.add_argument("--upgrade-from", default="0.1.0", help="the oldest version that this one may go over")
    parser.add_argument("--serial", type=int, help="the list's number; higher than any before (minutes by default)")
    parser.add_argument("--days", type=int, default=HOLDS_DAYS, help="how long the list holds")
    return parser


if __name__ == "__main__":
    sys.exit(main())
