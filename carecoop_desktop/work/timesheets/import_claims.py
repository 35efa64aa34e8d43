"""Miles and expenses beside a shift may have come in its row or in rows of their own: says which belong to which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport
from carecoop_desktop.work.timesheets.import_rules import UNTIMED

_AMOUNTS = ("miles", "expenses")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that carries a shift's start: the line, what it is measured in, and how much."""

    line_id: int
    measure: str
    amount: int


def without_others_claims(report: ImportReport) -> ImportReport:
    """The report with each shift beside its own claims only; those that have a row of their own belong to that."""
    taken = {line for row in report.rows if row.existing and row.values["kind"] in UNTIMED for line in _lines(row)}
    return replace(report, rows=tuple(_beside_its_own(row, taken) for row in report.rows)) if taken else report


def _lines(row: GoodRow) -> Collection[int]:
    ids: dict[str, int] = row.existing["ids"]  # type: ignore[index,assignment]
    return ids.values()


def _beside_its_own(row: GoodRow, taken: Collection[int]) -> GoodRow:
    claims: Any = row.existing.get("claims", ()) if row.existing else ()
    own = [claim for claim in claims if claim.line_id not in taken]
    if row.existing is None or len(own) == len(claims):
        return row
    existing = _with_claims(row.existing, own)
    names = {*row.changes, *(name for name in _AMOUNTS if name in row.values)}
    changes = {name: (existing[name], row.values[name]) for name in names if existing[name] != row.values[name]}
    return replace(row, existing=existing, changes=changes, status="changed" if changes else "unchanged")


def _with_claims(existing: Mapping[str, Any], own: Sequence[Claim]) -> dict[str, Any]:
    """What stands of a shift, with these claims beside it and no others."""
    return {
        **existing,
        **{name: sum(claim.amount for claim in own if claim.measure == name) for name in _AMOUNTS},
        "ids": {measure: line for measure, line in existing["ids"].items() if measure not in _AMOUNTS}
        | {claim.measure: claim.line_id for claim in reversed(own)},
    }
