"""Reads an office's spreadsheet of members against the members who stand already; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.members.import_rules import member_spec
from carecoop_desktop.people.members.tables import ContactRow, MemberRow
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.office_numbers import with_office_numbers
from carecoop_desktop.platform.office.importing.plan import Field, plan_import
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import ImportReport
from carecoop_desktop.platform.office.reader import Reader

MAPPING = "import.members.columns"
"""The setting that remembers which heading stood for which field."""

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
    mark = reader.mark
    standing = _standing(reader)
    chosen = remembered_mapping(reader) if mapping is None else mapping
    spec = with_office_numbers(
        member_spec(reader.today), standing, proof=lambda row: row.get("nhs_number"), proof_field="nhs_number"
    )
    return replace(plan_import(sheet, spec, standing, chosen), mark=mark)


def _standing(reader: Reader) -> list[dict[str, Any]]:
    spoken_for = set(
        reader.connection.execute(select(_CONTACTS.c.member_id).where(_CONTACTS.c.role == "suitable-person")).scalars()
    )
    columns = [_M.c.id, *(_M.c[name] for name in _STORED)]
    rows = [dict(row._mapping) for row in reader.connection.execute(select(*columns).order_by(_M.c.id))]
    return [row if row["id"] in spoken_for else {**row, "suitable_person": ""} for row in rows]
