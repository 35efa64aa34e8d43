"""Whether an account number can belong to a sort code, where the office has loaded the table that says so.

The table is Pay.UK's (valacdos), which reissues it a few times a year and does not let programs ship it; the check is
the package ``uk-modulus-check``, which need not be installed. A number that passes need not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work

TABLE = "payroll.modulus_table"
Check = Callable[[str, str], bool]
_WEIGHT = re.compile(r"\d{6}\s+\d{6}\s+(MOD10|MOD11|DBLAL)(\s+-?\d+){14}(\s+\d+)?")
_SUBSTITUTE = re.compile(r"\d{6}\s+\d{6}")


@action("Load the table of account number checks", CHANGE_SETTINGS)
def load_modulus_table(work: Work, weights: str, substitutes: str = "") -> None:
    """Keep a new table in the office: the text of ``valacdos`` and of ``scsubtab``. Refusal for other files."""
    kept = {"weights": lines_of(weights, _WEIGHT, "valacdos"), "substitutes": []}
    if substitutes.strip():
        kept["substitutes"] = lines_of(substitutes, _SUBSTITUTE, "scsubtab")
    if not kept["weights"]:
        raise Refusal("The table of account number checks is empty.", "Choose the file valacdos.txt of Pay.UK.")
    work.set_setting(TABLE, kept)
    work.say(f"Loaded the table of account number checks: {len(kept['weights'])} ranges of sort codes")


def lines_of(text: str, pattern: re.Pattern[str], name: str) -> list[str]:
    """The lines of a table; Refusal that names the first which is none."""
    found = [line.strip() for line in text.splitlines() if line.strip() and line.strip() != "\x1a"]
    wrong = next((line for line in found if not pattern.fullmatch(line)), None)
    if wrong is not None:
        raise Refusal(f"This is not the file {name}: “{wrong[:60]}”.", "Choose the text file as Pay.UK offers it.")
    return found


def account_check(reader: Reader) -> Check | None:
    """Says of sort code and account number whether they fit; None where no table is loaded or nothing can check."""
    kept = reader.setting(TABLE)
    return None if kept is None else check_with(kept["weights"], kept["substitutes"])


def check_with(weights: Sequence[str], substitutes: Sequence[str]) -> Check | None:
    """The check from the lines of a table; a sort code that it does not know passes."""
    try:
        from uk_modulus_check import SortCodeSubstitutionTable, UKModulusChecker, WeightTable
    except ImportError:
        return None
    table, other = WeightTable(), SortCodeSubstitutionTable()
    table.reload(list(weights))
    other.reload(list(substitutes))
    checker: Any = UKModulusChecker(table, other)

    def fits(sort_code: str, account: str) -> bool:
        found = checker.validate(int(sort_code), int(account))
        return bool(found.result or not found.known_sort_code)

    return fits
