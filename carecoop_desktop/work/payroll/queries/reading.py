"""Reads pay runs and payslips: lists, one slip with its lines, and its working."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select

from carecoop_desktop.people.assistants.queries import PayTerms, assistant_names, pay_terms
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.worked import Line
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.employers.queries import schemes
from carecoop_desktop.work.payroll.orders.veil import veiled
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.figures import FIGURES, TOTALS
from carecoop_desktop.work.payroll.queries.views import ChargeView, PayslipView, RunView
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import make_slip
from carecoop_desktop.work.payroll.rules.working import workings_of
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipChargeRow, PayslipLineRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_RUNS, _SLIPS, _PERIODS = PayRunRow.__table__, PayslipRow.__table__, PayPeriodRow.__table__
_LINES, _CHARGES = PayslipLineRow.__table__, PayslipChargeRow.__table__
OFFICE_NAME = "office.name"


def run_title(run: Any) -> str:
    """A run as staff call it: ``month 8, 2026-27``."""
    unit = "month" if run.frequency == "monthly" else "week"
    extra = " (supplementary)" if getattr(run, "kind", "") == "supplementary" else ""
    return f"{unit} {run.number}, {run.tax_year}{extra}"


def runs(reader: Reader) -> list[RunView]:
    """Every pay run, oldest first."""
    reader.require(SEE_PAY)
    return _runs(reader)


def run_view(reader: Reader, run_id: int) -> RunView:
    """One pay run; Refusal when it is gone."""
    reader.require(SEE_PAY)
    found = _runs(reader, _RUNS.c.id == run_id)
    if not found:
        raise Refusal("This pay run is no longer there.")
    return found[0]


def latest_run(reader: Reader) -> RunView:
    """The finished run with the latest pay date; Refusal where there is none."""
    reader.require(SEE_PAY)
    found = _runs(reader, _RUNS.c.state == "finished")
    if not found:
        raise Refusal("No pay run has been finished yet.", "Finish one first.")
    return max(found, key=lambda run: (run.pay_date, run.id))


def _runs(reader: Reader, *criteria: Any) -> list[RunView]:
    sums = [func.coalesce(func.sum(_SLIPS.c[name]), 0).label(name) for name in TOTALS]
    mark = reader.mark
    held = func.coalesce(func.sum((_SLIPS.c.state == "problem").cast(_SLIPS.c.id.type)), 0)
    statement = (
        select(
            _RUNS, _PERIODS.c.first, _PERIODS.c.last, func.count(_SLIPS.c.id).label("slips"), held.label("held"), *sums
        )
        .join(_PERIODS, _PERIODS.c.id == _RUNS.c.pay_period_id)
        .outerjoin(_SLIPS, _SLIPS.c.pay_run_id == _RUNS.c.id)
        .where(*criteria)
        .group_by(_RUNS.c.id, _PERIODS.c.id)
        .order_by(_RUNS.c.pay_date, _RUNS.c.id)
    )
    return [_run(row, mark) for row in reader.connection.execute(statement)]


def _run(row: Any, mark: int) -> RunView:
    totals = {name: int(getattr(row, name)) for name in TOTALS}
    return RunView(
        row.id,
        run_title(row),
        row.pay_period_id,
        row.frequency,
        row.tax_year,
        row.number,
        row.first,
        row.last,
        row.pay_date,
        row.state,
        row.finished,
        row.finished_by,
        row.slips - row.held,
        row.held,
        totals,
        row.kind,
        row.note,
        row.replaces_id,
        mark,
    )


class OfficeMark(NamedTuple):
    """Whose paper it is, and whether nothing in it is real."""

    name: str
    practice: bool


def payslips(reader: Reader, run_id: int) -> list[PayslipView]:
    """Every payslip of a run with lines and charges, by name; workings are left out (``payslip`` has them)."""
    reader.require(SEE_PAY)
    run = run_view(reader, run_id)
    rows = list(reader.connection.execute(select(_SLIPS).where(_SLIPS.c.pay_run_id == run_id)))
    views = _views(reader, run, rows)
    return sorted(views, key=lambda view: view.name.casefold())


def payslip(reader: Reader, payslip_id: int) -> PayslipView:
    """One payslip with every figure's working, worked out again with the tables that its run recorded."""
    reader.require(SEE_PAY)
    row = reader.connection.execute(select(_SLIPS).where(_SLIPS.c.id == payslip_id)).first()
    if row is None:
        raise Refusal("This payslip is no longer there.")
    return _views(reader, run_view(reader, row.pay_run_id), [row], with_workings=True)[0]


def payslips_with_workings(reader: Reader, run_id: int) -> list[PayslipView]:
    """As ``payslips``, each with its workings: what the papers print."""
    reader.require(SEE_PAY)
    run = run_view(reader, run_id)
    rows = list(reader.connection.execute(select(_SLIPS).where(_SLIPS.c.pay_run_id == run_id)))
    return sorted(_views(reader, run, rows, with_workings=True), key=lambda view: view.name.casefold())


def working(reader: Reader, payslip_id: int) -> Mapping[str, tuple[Line, ...]]:
    """The lines behind each figure of a payslip, by figure."""
    return payslip(reader, payslip_id).workings


def _views(reader: Reader, run: RunView, rows: Collection[Any], *, with_workings: bool = False) -> list[PayslipView]:
    ids = [row.id for row in rows]
    terms = pay_terms(reader, run.pay_date, [row.assistant_id for row in rows], under=SEE_PAY)
    lines, charges = _lines_of(reader, run.id, ids), _charge_views(reader, run.id, ids)
    names, office = member_names(reader), OfficeMark(str(reader.setting(OFFICE_NAME, "")), reader.practice)
    rules = reader.connection.execute(select(_RUNS.c.rules).where(_RUNS.c.id == run.id)).scalar_one()
    year = load_shelf().version(rules) if with_workings else None
    employers = {one.id: one.name for one in schemes(reader)}
    made = []
    for row in rows:
        own = tuple(lines.get(row.id, ()))
        members = {line.member_id: names.get(line.member_id, "") for line in own if line.member_id is not None}
        workings = {}
        if year is not None and own:
            workings = workings_of(make_slip(row.inputs, own, year), members)
        made.append(
            _view(
                run,
                row,
                office,
                terms[row.assistant_id],
                own,
                members,
                tuple(charges.get(row.id, ())),
                workings,
                employers,
            )
        )
    return veiled(reader, made)


def _view(
    run: RunView,
    row: Any,
    office: OfficeMark,
    terms: PayTerms,
    lines: tuple[PayLine, ...],
    members: Mapping[int, str],
    charges: tuple[ChargeView, ...],
    workings: Mapping[str, tuple[Line, ...]],
    employers: Mapping[int, str],
) -> PayslipView:
    inputs = row.inputs
    # An issued payslip is reprinted with the names, the account and the employer that it was issued with.
    told = inputs.get("issued_to", {}) if row.state in ("issued", "withdrawn") else {}
    return PayslipView(
        row.id,
        run,
        told.get("office", office.name),
        office.practice,
        row.assistant_id,
        row.number or terms.number,
        told.get("name", terms.name),
        told.get("ni_number", terms.ni_number or ""),
        row.state,
        row.problem,
        tuple(inputs.get("findings", ())),
        inputs.get("allowed", ""),
        bool(inputs.get("allowable")),
        row.tax_code,
        inputs["non_cumulative"],
        row.ni_letter,
        told.get("bank_end", terms.bank.account_number[-4:] if terms.bank else ""),
        {name: getattr(row, name) for name in FIGURES},
        lines,
        members,
        charges,
        inputs,
        workings,
        row.employment_id,
        row.employer_id,
        told.get("employer", {}).get("name", employers.get(row.employer_id, "")),
        row.brought,
        row.leaving,
    )


def _lines_of(reader: Reader, run_id: int, ids: Collection[int]) -> dict[int, list[PayLine]]:
    found: dict[int, list[PayLine]] = {}
    statement = (
        select(_LINES)
        .join(_SLIPS, _SLIPS.c.id == _LINES.c.payslip_id)
        .where(_SLIPS.c.pay_run_id == run_id)
        .order_by(_LINES.c.payslip_id, _LINES.c.position)
    )
    if len(ids) == 1:
        statement = statement.where(_LINES.c.payslip_id.in_(ids))
    for row in reader.connection.execute(statement):
        found.setdefault(row.payslip_id, []).append(
            PayLine(
                row.kind,
                row.label_text,
                row.member_id,
                row.unit,
                row.quantity,
                row.rate,
                row.pence,
                row.note,
                row.was,
                row.corrects_id,
            )
        )
    return found


def _charge_views(reader: Reader, run_id: int, ids: Collection[int]) -> dict[int, list[ChargeView]]:
    members = member_names(reader)
    found: dict[int, list[ChargeView]] = {}
    statement = (
        select(_CHARGES)
        .join(_SLIPS, _SLIPS.c.id == _CHARGES.c.payslip_id)
        .where(_SLIPS.c.pay_run_id == run_id)
        .order_by(_CHARGES.c.pence.desc(), _CHARGES.c.id)
    )
    if len(ids) == 1:
        statement = statement.where(_CHARGES.c.payslip_id.in_(ids))
    for row in reader.connection.execute(statement):
        name = "The co-op" if row.member_id is None else members.get(row.member_id, "")
        found.setdefault(row.payslip_id, []).append(ChargeView(row.member_id, name, row.minutes, row.pence))
    return found


def charges_of(reader: Reader, run_id: int) -> list[tuple[int, int, str, int | None, int, int, int, int]]:
    """Every charge of a run as the event tells it: payslip, PA, name, member, minutes, pay, on-costs, expenses."""
    names = assistant_names(reader)
    statement = (
        select(_CHARGES, _SLIPS.c.assistant_id)
        .join(_SLIPS, _SLIPS.c.id == _CHARGES.c.payslip_id)
        .where(_SLIPS.c.pay_run_id == run_id)
        .order_by(_CHARGES.c.id)
    )
    return [
        (
            row.payslip_id,
            row.assistant_id,
            names.get(row.assistant_id, ""),
            row.member_id,
            row.minutes,
            row.pay,
            row.on_costs,
            row.expenses,
        )
        for row in reader.connection.execute(statement)
    ]


def slip_totals(slips: Iterable[Any]) -> dict[str, int]:
    """Sums over payslip rows, by figure."""
    rows = list(slips)
    return {name: sum(getattr(row, name) for row in rows) for name in TOTALS}


def run_totals(reader: Reader, run_id: int) -> dict[str, int]:
    """A run's totals in pence and minutes, as the demo's summary tells them."""
    totals = run_view(reader, run_id).totals
    rows = charges_of(reader, run_id)
    names = (
        "minutes",
        "gross",
        "tax",
        "ee_ni",
        "er_ni",
        "ee_pension",
        "er_pension",
        "student_loans",
        "net",
        "employer_cost",
    )
    members = sum(pay + on_costs + money for _, _, _, member, _, pay, on_costs, money in rows if member is not None)
    coop = sum(pay + on_costs + money for _, _, _, member, _, pay, on_costs, money in rows if member is None)
    return {**{name: totals[name] for name in names}, "charged_to_members": members, "charged_to_coop": coop}


def payments(
    reader: Reader, run_id: int, employer_ids: Collection[int | None] | None = None
) -> list[tuple[str, str, str, int, str]]:
    """Who is paid how much into which account: name on the account, sort code, account number, pence, reference.

    With ``employer_ids`` those of these employers only.

    PAs without bank details are left out (their payslip says so); needs the right to see bank details.
    """
    views = [view for view in payslips(reader, run_id) if employer_ids is None or view.employer_id in employer_ids]
    terms = pay_terms(reader, views[0].run.pay_date, [v.assistant_id for v in views], under=SEE_PAY) if views else {}
    found = []
    for view in views:
        bank = terms[view.assistant_id].bank
        if bank is not None and view.to_pay > 0:
            found.append((bank.account_name, bank.sort_code, bank.account_number, view.to_pay, f"PAY {view.number}"))
    return found
