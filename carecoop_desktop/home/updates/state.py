"""What this computer remembers of asking: when, what came, and the latest list it believed. No part of any office."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from carecoop_desktop.home.updates.version import is_newer
from carecoop_desktop.home.window.places import config_folder
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.atomic import replacing


@dataclass(frozen=True, slots=True)
class State:
    """``said`` is what came of asking last; ``distrusted`` that it was something to worry about.

    ``offer`` is the version that was there, ``seen`` the latest list believed by the signing key's name, and
    ``installing`` the version whose setup was started, until the next start sees what became of it.
    """

    asked: datetime | None = None
    said: str = ""
    distrusted: bool = False
    offer: str = ""
    installing: str = ""
    seen: Mapping[str, object] = field(default_factory=dict)


def state_file() -> Path:
    """Where it is kept."""
    return config_folder() / "updates.json"


def read_state() -> State:
    """What is remembered; a file that is not there or not whole is nothing."""
    try:
        found = json.loads(state_file().read_text(encoding="utf-8"))
        return _state(found)
    except (OSError, ValueError, TypeError, AttributeError):
        return State()


def state_for(version: str) -> State:
    """What is remembered, as it reads for a program of this version: what was on offer may be in its place by now."""
    state = read_state()
    try:
        there = bool(state.offer) and not is_newer(state.offer, version)
    except ValueError:
        return state
    return replace(state, offer="", said=f"Version {state.offer} was there; this is {version} now.") if there else state


def change_state(**values: Any) -> State:
    """Remember something else; Fault where the disk refuses, for then nobody could tell an old list from a new one."""
    changed = replace(read_state(), **values)
    as_json = asdict(changed) | {"asked": changed.asked.isoformat() if changed.asked else None}
    try:
        state_file().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder {state_file().parent} cannot be made.", str(error)) from error
    with replacing(state_file()) as part:
        part.write_text(json.dumps(as_json, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return changed


def _state(found: Mapping[str, Any]) -> State:
    asked = None
    with suppress(KeyError, TypeError, ValueError):
        asked = datetime.fromisoformat(found["asked"])
    seen = found.get("seen")
    return State(
        asked.replace(tzinfo=UTC) if asked is not None and asked.tzinfo is None else asked,
        str(found.get("said") or ""),
        found.get("distrusted") is True,
        str(found.get("offer") or ""),
        str(found.get("installing") or ""),
        seen if isinstance(seen, dict) else {},
    )
