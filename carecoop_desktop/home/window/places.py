"""Where the program keeps its own small files on this computer, and which offices it knows."""

from __future__ import annotations

import json
import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path

NAME = "CareCoop"


def config_folder() -> Path:
    """Session memory and the list of offices; ``CARECOOP_CONFIG`` names another folder."""
    named = os.environ.get("CARECOOP_CONFIG")
    return Path(named) if named else user_config_path(NAME, appauthor=False)


def data_folder() -> Path:
    """Where new offices go unless somebody chooses another folder; ``CARECOOP_DATA`` names another."""
    named = os.environ.get("CARECOOP_DATA")
    return Path(named) if named else user_data_path(NAME, appauthor=False)


def known_offices() -> list[str]:
    """Offices opened on this computer, the latest first."""
    try:
        kept = json.loads((config_folder() / "offices.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [place for place in kept if isinstance(place, str)] if isinstance(kept, list) else []


def place_to_open(named: str | None) -> str | None:
    """The office named, or the last one that is still there; none for somebody new."""
    return named or next((place for place in known_offices() if "://" in place or _may_be_there(Path(place))), None)


def _may_be_there(path: Path) -> bool:
    """A folder that this user may not enter counts: opening the office then says what is wrong with it."""
    try:
        return path.is_file()
    except OSError:
        return True


def remember_office(place: str) -> None:
    """Put an office at the front of the list; a disk that refuses costs only the memory."""
    places = [place, *(other for other in known_offices() if other != place)][:10]
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "offices.json").write_text(json.dumps(places, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return
