"""Claims beside a shift belong to the row they came in."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.platform.office.importing.columns import ColumnMap
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport
from carecoop_desktop.work.timesheets.import_claims import Claim, without_others_claims

CLAIMS = (Claim(11, "miles", 30), Claim(12, "miles", 120), Claim(13, "expenses", 200))
SHIFT: dict[str, Any] = {
    "kind": "standard", "miles": 150, "expenses": 200, "claims": CLAIMS,
    "ids": {"minutes": 10, "miles": 11, "expenses": 13},
}  # fmt: skip
MILEAGE: dict[str, Any] = {"kind": "mileage", "miles": 120, "ids": {"miles": 12}}


def _report(*rows: GoodRow) -> ImportReport:
    return ImportReport(ColumnMap((), {}, ()), rows, (), (), (), ())


def _shift(miles: int) -> GoodRow:
    return GoodRow(2, {"kind": "standard", "miles": miles}, "changed", SHIFT, {"miles": (150, miles)})


def test_a_claim_with_a_row_of_its_own_is_not_the_shifts() -> None:
    own = GoodRow(3, {"kind": "mileage", "miles": 120}, "unchanged", MILEAGE)
    shift, claim = without_others_claims(_report(_shift(30), own)).rows
    assert (shift.status, dict(shift.changes), claim) == ("unchanged", {}, own)
    assert shift.existing is not None and shift.existing["ids"] == {"minutes": 10, "miles": 11, "expenses": 13}


def test_what_the_shift_claims_itself_is_still_compared() -> None:
    own = GoodRow(3, {"kind": "mileage", "miles": 120}, "unchanged", MILEAGE)
    shift = without_others_claims(_report(_shift(150), own)).rows[0]
    assert (shift.status, dict(shift.changes)) == ("changed", {"miles": (30, 150)})


def test_without_rows_of_claims_nothing_is_touched() -> None:
    report = _report(_shift(0))
    assert without_others_claims(report) is report
