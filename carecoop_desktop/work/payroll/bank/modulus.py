"""Loads Pay.UK's table of account number checks into the office, and tells what table it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.people.assistants.account_numbers import TABLE
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work

_WEIGHT = re.compile(r"\d{6}\s+\d{6}\s+(MOD10|MOD11|DBLAL)(\s+-?\d+){14}(\s+\d+)?")
_SUBSTITUTE = re.compile(r"\d{6}\s+\d{6}")
_STALE_DAYS = 366


@dataclass(frozen=True, slots=True)
class ModulusTable:
    """The table that is loaded: how many lines, of which file, and since when (None where that was not kept)."""

    ranges: int
    substitutes: int
    file: str
    loaded: date | None

    def old(self, today: date) -> bool:
        """Whether Pay.UK has certainly issued newer ones since."""
        return self.loaded is not None and (today - self.loaded).days > _STALE_DAYS


@action("Load the table of account number checks", CHANGE_SETTINGS)
def load_modulus_table(
    work: Work, weights: str, substitutes: str = "", file: str = "", seen: int | None = None
) -> None:
    """Keep a new table in the office: the text of ``valacdos`` and of ``scsubtab``. Refusal for other files.

    Without substitutes those loaded before stay. ``file`` is the name that the table is shown by. Raises Conflict where
    another was loaded after the change that was ``seen``.
    """
    before = work.reader.setting(TABLE) or {}
    kept = {
        "weights": lines_of(weights, _WEIGHT, "valacdos"),
        "substitutes": before.get("substitutes", []),
        "file": file,
        "loaded": work.reader.today.isoformat(),
    }
    if substitutes.strip():
        kept["substitutes"] = lines_of(substitutes, _SUBSTITUTE, "scsubtab")
    if not kept["weights"]:
        raise Refusal("The table of account number checks is empty.", "Choose the file valacdos.txt of Pay.UK.")
    work.set_setting(TABLE, kept, seen=seen)
    work.say(f"Loaded the table of account number checks: {len(kept['weights'])} ranges of sort codes")


def lines_of(text: str, pattern: re.Pattern[str], name: str) -> list[str]:
    """The lines of a table; Refusal that names the first which is none."""
    found = [line.strip() for line in text.splitlines() if line.strip() and line.strip() != "\x1a"]
    wrong = next((line for line in found if not pattern.fullmatch(line)), None)
    if wrong is not None:
        raise Refusal(f"This is not the file {name}: “{wrong[:60]}”.", "Choose the text file as Pay.UK offers it.")
    return found


def modulus_table(reader: Reader) -> ModulusTable | None:
    """The table that is loaded, or None."""
    kept = reader.setting(TABLE)
    if kept is None:
        return None
    loaded = date.fromisoformat(kept["loaded"]) if kept.get("loaded") else None
    return ModulusTable(len(kept["weights"]), len(kept["substitutes"]), kept.get("file", ""), loaded)
