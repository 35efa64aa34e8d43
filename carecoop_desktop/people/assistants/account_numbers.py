"""Whether an account number can belong to a sort code, where the office has loaded the table that says so.

The table is Pay.UK's (valacdos), which reissues it a few times a year and does not let programs ship it; the check is
the package ``uk-modulus-check``, which need not be installed. A number that passes need not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from carecoop_desktop.platform.office.reader import Reader

TABLE = "payroll.modulus_table"
"""The setting that keeps the table; payroll loads it."""
Check = Callable[[str, str], bool]


def account_check(reader: Reader) -> Check | None:
    """Says of sort code and account number whether they fit; None where no table is loaded or nothing can check."""
    kept = reader.setting(TABLE)
    return None if kept is None else _kept_check(tuple(kept["weights"]), tuple(kept["substitutes"]))


@lru_cache(maxsize=2)
def _kept_check(weights: tuple[str, ...], substitutes: tuple[str, ...]) -> Check | None:
    """Reading a table takes longer than a page may; an office has one and rarely another."""
    return check_with(weights, substitutes)


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
