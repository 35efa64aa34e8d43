"""Says which rows of an import lie over other hours: a corrected sheet with another start adds a shift to the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.work.timesheets.import_rules import UNTIMED, line_keys
from carecoop_desktop.work.timesheets.rules.findings import Piece
from carecoop_desktop.work.timesheets.rules.rest import overlaps


def overlap_warnings(report: ImportReport, standing: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """A sentence for each row that would write a shift over another of the same PA, in the file or in the office.

    The same time with two members may be meant; that is why nothing is refused.
    """
    mine: dict[int, list[Piece]] = defaultdict(list)
    replaced = {line_keys(row.existing) for row in report.rows if row.existing is not None}
    for row in report.rows:
        mine[_assistant(row.values)].append(_piece(row.number, {**(row.existing or {}), **row.values}))
    for number, record in enumerate(standing, start=1):
        if line_keys(record) not in replaced and _assistant(record) in mine:
            mine[_assistant(record)].append(_piece(-number, record))
    written = {row.number for row in report.to_write()}
    for pieces in mine.values():
        for found in overlaps(pieces):
            if found.line_id in written:
                yield f"Row {found.line_id}: {found.sentence}"


def _assistant(values: Mapping[str, Any]) -> int:
    return int(values["assistant"].id)


def _piece(number: int, values: Mapping[str, Any]) -> Piece:
    member = values.get("member")
    start, finish = (None, None) if values["kind"] in UNTIMED else (values.get("start"), values.get("finish"))
    member_id, name = (None, "") if member is None else (member.id, member.name)
    return Piece(number, _assistant(values), member_id, name, values["day"], values["kind"], start, finish)
