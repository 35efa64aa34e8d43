"""Brings in an office's spreadsheet of PAs: new people are added whole, known ones changed where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from carecoop_desktop.people.assistants.actions.checks import record_dbs, record_right_to_work
from carecoop_desktop.people.assistants.actions.pay import set_bank_details, set_pay_rate, set_tax_details
from carecoop_desktop.people.assistants.actions.people import add_assistants, change_assistant
from carecoop_desktop.people.assistants.entries import (
    Bank,
    Contract,
    Dbs,
    PayRate,
    Person,
    Reference,
    RightToWork,
    Tax,
    WholeFile,
)
from carecoop_desktop.people.assistants.import_rules import Pension, assistant_spec, without_old_checks
from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS
from carecoop_desktop.people.assistants.queries.importing import SCHEME_SHARE, standing_assistants
from carecoop_desktop.people.assistants.rules.pay_rates import wage_warning
from carecoop_desktop.people.assistants.tables import (
    AssistantRow,
    BankDetailRow,
    DbsCheckRow,
    PayRateRow,
    ReferenceRow,
    RightToWorkRow,
    TaxDetailRow,
)
from carecoop_desktop.platform.database.base import Record
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.importing.cells import Sheet
from carecoop_desktop.platform.office.importing.office_numbers import with_office_numbers
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, plan_import
from carecoop_desktop.platform.office.importing.reading import read_sheet
from carecoop_desktop.platform.office.importing.report import GoodRow, ImportReport
from carecoop_desktop.platform.office.importing.values import TaxCode
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.shown import refuse_unshown
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables.employment import MinimumWage
from carecoop_desktop.statutory.tables.shelf import load_shelf
from carecoop_desktop.statutory.tax_codes import parse_code

_PERSON = ("name", "number", "born", "sex", "ni_number", "address", "postcode", "phone", "email", "started")
_TAX = frozenset({"tax_code", "ni_letter", "student_loan", "pension"})
_RATES = {"hourly_rate": "standard", "sleep_in_rate": "sleep-in"}


def plan_assistants(
    reader: Reader, source: Path | str | Sheet, mapping: Mapping[str, str] | None = None
) -> ImportReport:
    """Read a spreadsheet against the PAs of the office; nothing is written. A query for preview and dry run."""
    sheet = source if isinstance(source, Sheet) else read_sheet(Path(source))
    mark = reader.mark
    standing = standing_assistants(reader)
    spec = with_office_numbers(_spec(reader.today), standing, proof=_insured, proof_field="ni_number")
    report = without_old_checks(plan_import(sheet, spec, standing, mapping))
    return replace(report, warnings=(*report.warnings, *_low_rates(report, reader.today)), mark=mark)


def _insured(values: Mapping[str, Any]) -> str | None:
    """The NI number without its last letter, which a sheet may lack."""
    return str(values["ni_number"])[:8] if values.get("ni_number") else None


@action("Import PAs", CHANGE_ASSISTANTS)
def import_assistants(
    work: Work,
    source: Path | str | Sheet,
    accept_good: bool = False,
    mapping: Mapping[str, str] | None = None,
    shown: ImportReport | None = None,
    leave: Collection[int] = (),
) -> ImportReport:
    """Write what a spreadsheet brings. With refused rows nothing is written unless the good ones are accepted.

    Conflict where that would write over what the preview (``shown``) did not show; ``leave`` takes rows out.
    """
    report = plan_assistants(work.reader, source, mapping).without(leave)
    if report.refused and not accept_good:
        raise Refusal(
            f"{len(report.refused_rows)} rows cannot be taken: {report.refused[0]}",
            "Correct them, or take the good rows.",
        )
    refuse_unshown(work.reader, shown, report, _stored)
    rows = report.to_write()
    fresh = [_whole_file(row.values, work.reader.today) for row in rows if row.status == "new"]
    if fresh:
        add_assistants(work, fresh)
    changed = [row for row in rows if row.status == "changed"]
    for row in changed:
        _apply(work, row)
    work.say(f"Imported PAs: {len(fresh)} new, {len(changed)} changed, {len(report.refused_rows)} refused")
    return report


def _stored(row: GoodRow) -> list[tuple[type[Record], Select[Any]]]:
    """A PA and what a spreadsheet says of them."""
    number, people = int(str((row.existing or {})["id"])), AssistantRow.__table__
    kinds: tuple[Any, ...] = (PayRateRow, TaxDetailRow, BankDetailRow, DbsCheckRow, RightToWorkRow, ReferenceRow)
    parts = [(kind, select(kind.__table__.c.id).where(kind.__table__.c.assistant_id == number)) for kind in kinds]
    return [(AssistantRow, select(people.c.id).where(people.c.id == number)), *parts]


def assistant_import_fields(today: date) -> tuple[Field, ...]:
    """What the import can read, for a screen that maps columns."""
    return _spec(today).fields


def _spec(today: date) -> ImportSpec:
    """The import's rules, with pensions and tax codes read as the office keeps them."""
    spec = assistant_spec(today)
    kept: dict[str, Callable[[Any], object]] = {"pension": _own_share, "tax_code": _kept_code}
    fields = tuple(_then(field, kept[field.name]) if field.name in kept else field for field in spec.fields)
    return replace(spec, fields=fields)


def _then(field: Field, keep: Callable[[Any], object]) -> Field:
    read = field.parse
    return replace(field, parse=lambda cell: keep(read(cell)))


def _own_share(read: Pension) -> Pension:
    """A plain Yes is the share of the office's own scheme."""
    return Pension(True, SCHEME_SHARE) if read.enrolled and read.share is None else read


def _kept_code(read: TaxCode) -> TaxCode:
    """Without zeros in front, as HMRC writes it."""
    return TaxCode(parse_code(read.code).basic, read.non_cumulative)


def _low_rates(report: ImportReport, today: date) -> list[str]:
    found = []
    for row in report.to_write():
        pence, born = row.values.get("hourly_rate"), row.values.get("born")
        if isinstance(pence, int) and isinstance(born, date):
            warning = wage_warning(load_shelf().on(MinimumWage, today), "standard", pence, born, today)
            found += [f"Row {row.number}: {warning}"] if warning else []
    return found


def _whole_file(values: Mapping[str, Any], today: date) -> WholeFile:
    started: date = values["started"]
    return WholeFile(
        person=Person(**{name: values[name] for name in _PERSON if name in values}),
        contract=Contract(since=started),
        rates=tuple(PayRate(kind, values[field], started) for field, kind in _RATES.items() if values.get(field)),
        bank=_bank(values, started) if "sort_code" in values else None,
        tax=_tax(values, started) if "tax_code" in values else None,
        dbs=_dbs(values) if _has_dbs(values) else None,
        right_to_work=_right_to_work(values) if "right_to_work_on" in values else None,
        references=tuple(_reference(number) for number in range(1, values.get("references", 0) + 1)),
    )


def _apply(work: Work, row: GoodRow) -> None:
    """Take over what differs, from today on where the record is dated."""
    if row.existing is None:
        return
    assistant_id, today = int(str(row.existing["id"])), work.reader.today
    values: dict[str, Any] = {**row.existing, **row.values}
    fields = {name: values[name] for name in _PERSON if name in row.changes}
    if fields:
        change_assistant(work, assistant_id, work.get(AssistantRow, assistant_id).version, **fields)
    for field, kind in _RATES.items():
        if field in row.changes:
            set_pay_rate(work, assistant_id, PayRate(kind, values[field], today))
    if _TAX & set(row.changes):
        set_tax_details(work, assistant_id, _tax(values, today))
    if {"sort_code", "account_number"} & set(row.changes):
        set_bank_details(work, assistant_id, _bank(values, today))
    _apply_checks(work, assistant_id, row, values)


def _apply_checks(work: Work, assistant_id: int, row: GoodRow, values: dict[str, Any]) -> None:
    if {"dbs_number", "dbs_date"} & set(row.changes) and _has_dbs(values):
        record_dbs(work, assistant_id, _dbs(values))
    if "right_to_work_on" in row.changes:
        record_right_to_work(work, assistant_id, _right_to_work(values))
    if "references" in row.changes:
        before, after = row.changes["references"]
        for number in range(int(str(before)) + 1, int(str(after)) + 1):
            entry = _reference(number)
            work.add(ReferenceRow(assistant_id=assistant_id, referee=entry.referee, relation=entry.relation))


def _tax(values: Mapping[str, Any], since: date) -> Tax:
    code, loan, pension = values.get("tax_code"), values.get("student_loan"), values.get("pension")
    share = pension.share if pension is not None and pension.enrolled else None
    return Tax(
        since=since,
        tax_code=code.code if code else "",
        basis=code.basis if code else "cumulative",
        ni_letter=values.get("ni_letter") or "A",
        loans=loan.loans if loan else "",
        pension="none" if share is None else "relief-at-source",
        employee_rate=SCHEME_SHARE if share is None else share,
        source="Import",
    )


def _bank(values: Mapping[str, Any], since: date) -> Bank:
    return Bank(since, values["name"], values["sort_code"], values["account_number"])


def _has_dbs(values: Mapping[str, Any]) -> bool:
    return bool(values.get("dbs_number") and values.get("dbs_date"))


def _dbs(values: Mapping[str, Any]) -> Dbs:
    """The spreadsheet does not say the level, so it stays open until somebody has looked at the certificate."""
    return Dbs(values["dbs_number"], values["dbs_date"], level="not-recorded", barred_lists="")


def _right_to_work(values: Mapping[str, Any]) -> RightToWork:
    return RightToWork("As imported", values["right_to_work_on"])


def _reference(number: int) -> Reference:
    return Reference(f"Reference {number}, as imported")
