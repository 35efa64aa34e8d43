"""Commands over records: list and import."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from carecoop_desktop.app import features
from carecoop_desktop.home.commands.context import Context, Subparsers
from carecoop_desktop.people.assistants.importing import import_assistants_file
from carecoop_desktop.people.assistants.queries import assistant_list
from carecoop_desktop.people.members.importing import import_members_file
from carecoop_desktop.people.members.queries import member_list
from carecoop_desktop.platform.database.lists import query
from carecoop_desktop.platform.database.lists.definition import ListColumn, RecordList
from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.office.importing.columns import ColumnMap, heading_key
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.queries import RunView, runs
from carecoop_desktop.work.timesheets.importing import import_timesheets_file

IMPORTERS: dict[str, Callable[..., Any]] = {
    "members": import_members_file,
    "assistants": import_assistants_file,
    "timesheets": import_timesheets_file,
}


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    listing = commands.add_parser("list", help="members, assistants or pay runs, oldest first")
    listing.add_argument("what", choices=("members", "assistants", "pay-runs"))
    listing.set_defaults(run=show_list)
    bringing = commands.add_parser("import", help="read an office's spreadsheet (CSV or XLSX)")
    bringing.add_argument("what", choices=tuple(IMPORTERS))
    bringing.add_argument("file", type=Path)
    how = bringing.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="read and check only; write nothing")
    how.add_argument("--accept-good", action="store_true", help="keep the good rows although some are refused")
    bringing.add_argument("--mapping", type=Path, help="a JSON file that maps fields to the sheet's headings")
    bringing.set_defaults(run=bring_in)


def show_list(context: Context) -> int:
    """Print a list with the columns of its screen: in words, or with ``--json`` as stored."""
    with context.office() as office:
        if context.what == "pay-runs":
            rows, words = _pay_runs(office), [_run_words(run) for run in office.read(runs)]
        else:
            listed = _listed(office, context.what)
            rows = office.read(_every_row, listed)
            words = [_words(listed, row) for row in rows]
    context.answer("\n".join(_aligned(words)) or "There are none yet.", rows)
    return 0


def _listed(office: Office, what: str) -> RecordList:
    brought = [column for room in features() if what in room.columns for column in room.columns[what].load()()]
    return member_list(brought) if what == "members" else assistant_list(brought, office.today)


def _every_row(reader: Reader, listed: RecordList) -> list[dict[str, Any]]:
    keys = [column.key for column in listed.columns]
    rows = query.every_row(reader.connection, listed, ListRequest())
    return sorted(({"id": row.id, **dict(zip(keys, row.values, strict=True))} for row in rows), key=lambda r: r["id"])


def _words(listed: RecordList, row: dict[str, Any]) -> dict[str, str]:
    return {column.label: _word(column, row[column.key]) for column in listed.columns if not column.hidden}


def _word(column: ListColumn, value: Any) -> str:
    """A value as the screen shows it."""
    if value is None:
        return "–"
    if column.kind is Kind.STATE:
        state = column.states.get(value) if column.states else None
        return state.word if state is not None else str(value).split("/")[0].capitalize()
    shown = SHOWN.get(column.kind)
    return shown(value) if shown is not None else str(value)


SHOWN: dict[Kind, Callable[[Any], str]] = {
    Kind.MONEY: format_money,
    Kind.HOURS: format_hours,
    Kind.TENTHS: lambda tenths: f"{tenths // 10}.{tenths % 10}",
    Kind.DATE: format_date,
    Kind.YESNO: lambda yes: "yes" if yes else "no",
}


def _aligned(rows: list[dict[str, str]]) -> list[str]:
    """Headings and rows in columns as wide as they need."""
    if not rows:
        return []
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def _run_words(run: RunView) -> dict[str, str]:
    money = {"Gross": "gross", "Tax": "tax", "NI (ee)": "ee_ni", "Net pay": "net", "Cost": "employer_cost"}
    return {
        "Id": str(run.id), "Pay run": run.title, "Hours of": f"{format_date(run.first)} to {format_date(run.last)}",
        "Paid on": format_date(run.pay_date), "State": run.state, "PAs": str(run.paid),
        **{label: format_money(run.totals[name]) for label, name in money.items()},
    }  # fmt: skip


def _pay_runs(office: Office) -> list[dict[str, Any]]:
    return [
        {
            "id": run.id, "title": run.title, "frequency": run.frequency, "tax_year": run.tax_year,
            "number": run.number, "first": run.first.isoformat(), "last": run.last.isoformat(),
            "pay_date": run.pay_date.isoformat(), "state": run.state, "paid": run.paid, "held_back": run.held,
            **{name: run.totals[name] for name in ("gross", "tax", "ee_ni", "net", "employer_cost")},
        }
        for run in office.read(runs)
    ]  # fmt: skip


def bring_in(context: Context) -> int:
    """Import a spreadsheet; status 1 when rows are refused and not accepted with ``--accept-good``."""
    if not context.file.is_file():
        raise Refusal(f"There is no file {context.file}.", "Check the name.")
    mapping = _mapping(context.mapping) if context.mapping else None
    with context.office() as office:
        report = IMPORTERS[context.what](
            office, context.file, dry_run=context.dry_run, accept_good=context.accept_good, mapping=mapping
        )
    data = report.to_json()
    data["warnings"] += _not_used(mapping or {}, getattr(report, "report", report).columns)
    wrote_nothing = context.dry_run or bool(data["refused"] and not context.accept_good)
    context.answer(_told(data, wrote_nothing), data)
    return 1 if data["refused"] and not (context.accept_good or context.dry_run) else 0


def _not_used(mapping: dict[str, str], columns: ColumnMap) -> list[str]:
    """What a mapping asked for and the sheet does not have: a misspelt field would go unnoticed."""
    found = {name: heading_key(heading) for name, heading in columns.mapping.items()}
    lost = [name for name, heading in mapping.items() if heading and found.get(name) != heading_key(heading)]
    return [f"The mapping's {name}: “{mapping[name]}” is no field with a column of this sheet." for name in lost]


def _mapping(path: Path) -> dict[str, str]:
    """The sheet's headings by field, as a JSON file gives them."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Refusal(f"{path.name} cannot be read as a mapping of columns.", "It is a file of JSON.") from error
    if not isinstance(found, dict) or not all(isinstance(heading, str) for heading in found.values()):
        raise Refusal(f"{path.name} is not a mapping of columns.", 'It looks like {"name": "Full name"}.')
    return found


def _told(data: dict[str, Any], wrote_nothing: bool) -> str:
    refused = [f"  {_refusal(r)}" for r in data["refused"]]
    warned = [f"  {_warning(warning)}" for warning in data["warnings"]]
    totals = [
        f"  {who['name']}: {who['minutes']} minutes, {who['sleep_in_nights']} nights, {who['miles']} miles, "
        f"{format_money(who['expenses_pence'])}"
        for who in data.get("by_assistant", ())
    ]
    head = f"{data['read']} rows read: {data['new']} new, {data['changed']} changed, {len(refused)} refused"
    return "\n".join([head + ("; nothing was written" if wrote_nothing else ""), *refused, *warned, *totals])


def _refusal(r: dict[str, Any]) -> str:
    value = f" “{r['value']}”" if r["value"] else ""
    accepted = f". Accepted: {r['accepted']}." if r["accepted"] else "."
    return f"row {r['row']}, {r['column']}{value}: {r['why']}{accepted}"


def _warning(warning: Any) -> str:
    return f"row {warning.get('row')}: {warning.get('why')}" if isinstance(warning, dict) else str(warning)
