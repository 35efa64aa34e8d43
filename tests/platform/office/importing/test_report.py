"""The result of an import, counted and printed."""

from __future__ import annotations

import json

from carecoop_desktop.platform.office.importing.columns import ColumnMap
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport, RefusedCell

_REFUSED = (
    RefusedCell(4, "Date", "31/02/2026", "no such date", "a date"),
    RefusedCell(4, "PA", "", "nothing is filled in"),
)


def _report() -> ImportReport:
    rows = (GoodRow(2, {"name": "Ann"}, "new"), GoodRow(3, {"name": "Ben"}, "unchanged", {"id": 7}))
    return ImportReport(ColumnMap(("Name",), {"name": "Name"}, ()), rows, _REFUSED, ("look",), (), ())


def test_rows_are_counted_once_however_many_reasons_they_have() -> None:
    report = _report()
    assert (report.read, report.refused_rows) == (3, (4,))
    assert [report.count(status) for status in ("new", "changed", "unchanged")] == [1, 0, 1]
    assert [row.number for row in report.to_write()] == [2]


def test_rows_can_be_taken_out() -> None:
    assert [row.number for row in _report().without({2}).rows] == [3]
    assert _report().without(()) == _report()


def test_the_printed_shape() -> None:
    told = json.loads(json.dumps(_report().to_json()))
    assert list(told) == ["read", "new", "changed", "refused", "warnings"]
    assert told["refused"][0] == {
        "row": 4,
        "column": "Date",
        "value": "31/02/2026",
        "why": "no such date",
        "accepted": "a date",
    }


def test_a_refusal_reads_as_a_sentence() -> None:
    assert str(_REFUSED[0]) == "row 4, Date '31/02/2026': no such date. Accepted: a date."
    assert str(_REFUSED[1]) == "row 4, PA: nothing is filled in."
