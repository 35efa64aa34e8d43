"""Reads an office's spreadsheet of members against the members who stand already; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.import_rules import member_spec
from carecoop_desktop.people.members.tables import ContactRow, MemberRow
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, Row, plan_import
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.importing.values import match_key
from carecoop_desktop.platform.office.reader import Reader

MAPPING = "import.members.columns"
"""The setting that remembers which heading stood for which field."""

_CLASH = "number_of_another"
_M, _CONTACTS = MemberRow.__table__, ContactRow.__table__
_STORED = ("number", "name", "born", "nhs_number", "phone", "email", "address", "postcode", "joined", "contact_by")


def remembered_mapping(reader: Reader) -> dict[str, str]:
    """Field to heading, as the last import had it."""
    return dict(reader.setting(MAPPING, {}))


def member_import_fields(reader: Reader) -> tuple[Field, ...]:
    """What an import of members can read, in the order in which the columns are shown."""
    return member_spec(reader.today).fields


def plan_member_import(reader: Reader, source: Path | Sheet, mapping: Mapping[str, str] | None = None) -> ImportReport:
    """What an import would do: good rows, every refusal on its row. Refusal where the file is no list of members."""
    sheet = source if isinstance(source, Sheet) else read_sheet(Path(source))
    standing = _standing(reader)
    chosen = remembered_mapping(reader) if mapping is None else mapping
    return plan_import(sheet, _office_numbers(member_spec(reader.today), standing), standing, chosen)


def _standing(reader: Reader) -> list[dict[str, Any]]:
    spoken_for = set(
        reader.connection.execute(select(_CONTACTS.c.member_id).where(_CONTACTS.c.role == "suitable-person")).scalars()
    )
    columns = [_M.c.id, *(_M.c[name] for name in _STORED)]
    rows = [dict(row._mapping) for row in reader.connection.execute(select(*columns).order_by(_M.c.id))]
    return [row if row["id"] in spoken_for else {**row, "suitable_person": ""} for row in rows]


def _office_numbers(spec: ImportSpec, standing: list[dict[str, Any]]) -> ImportSpec:
    """A workbook turns 001 into 1: the office's own spelling of a number is kept, and nobody takes another's."""
    holders = {_bare(str(row["number"])): row for row in standing}

    def derive(row: Row) -> None:
        if spec.derive is not None:
            spec.derive(row)
        holder = holders.get(_bare(row["number"])) if "number" in row else None
        if holder is not None and _differs(row, holder):
            row[_CLASH] = f"{row.pop('number')} is the number of {holder['name']}; {row['name']} gets the next."
        elif holder is not None:
            row["number"] = holder["number"]

    def warn(row: Row) -> Iterable[str]:
        yield from spec.warn(row) if spec.warn is not None else ()
        if _CLASH in row:
            yield row[_CLASH]

    return replace(spec, derive=derive, warn=warn)


def _differs(row: Row, holder: Mapping[str, Any]) -> bool:
    """Another name and another birth date: not the same person, whatever the number says."""
    if not row.get("name") or not row.get("born") or holder["born"] is None:
        return False
    same_nhs = row.get("nhs_number") is not None and row["nhs_number"] == holder["nhs_number"]
    return not same_nhs and row["born"] != holder["born"] and match_key(row["name"]) != match_key(holder["name"])


def _bare(number: str) -> str:
    return number.casefold().replace(" ", "").lstrip("0") or "0"
