"""Commands of pay: pay-run, payslip, explain, paye."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from carecoop_desktop.home.commands.context import Context, Subparsers, day
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import Done
from carecoop_desktop.platform.office.office import Office


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    run = commands.add_parser("pay-run", help="start, work out again, finish or reopen a pay run, or show one")
    deeds = ("show", "start", "supplementary", "again", "discard", "finish", "reopen", "periods")
    run.add_argument("deed", choices=deeds, nargs="?", default="periods")
    run.add_argument("--period", type=int, help="the pay period to start (see: carecoop pay-run periods)")
    run.add_argument("--pay-run", type=int, help="the pay run (see: carecoop list pay-runs)")
    run.add_argument("--pay-date", type=day, help="with supplementary: when it is paid")
    run.add_argument("--reason", default="", help="with reopen: why; it is kept with the run")
    run.set_defaults(run=pay_run)
    slip = commands.add_parser("payslip", help="write one payslip, or all of a pay run, as PDF")
    slip.add_argument("--payslip", type=int)
    slip.add_argument("--pay-run", type=int)
    slip.add_argument("--to", type=Path, required=True, help="a file for one payslip, a folder for a run")
    slip.add_argument("--large-print", action="store_true")
    slip.add_argument("--archive", action="store_true", help="as PDF/A-3b, for keeping")
    slip.set_defaults(run=payslip)
    why = commands.add_parser("explain", help="how each figure of a payslip was worked out")
    why.add_argument("--payslip", type=int, required=True)
    why.set_defaults(run=explain)
    paye = commands.add_parser("paye", help="work out independent PAYE, NI and loan cases from a CSV file")
    paye.add_argument("--cases", type=Path, required=True)
    paye.add_argument("--out", type=Path, required=True)
    paye.set_defaults(run=work_out_cases)


def pay_run(context: Context) -> int:
    """Move a pay run on, or show periods and runs."""
    with context.office() as office:
        if context.deed == "periods":
            return _periods(context, office)
        if context.deed in ("start", "supplementary"):
            done = _started(context, office)
            return _run_shown(context, office, done.value, done.sentence)
        number = _need(context.pay_run, "--pay-run")
        if context.deed == "show":
            return _run_shown(context, office, number, "")
        done = _moved_on(context, office, number)
        if context.deed == "discard":
            context.answer(done.sentence)
            return 0
        return _run_shown(context, office, done.value if context.deed == "reopen" else number, done.sentence)


def _started(context: Context, office: Office) -> Done[int]:
    from carecoop_desktop.work.payroll.actions import start_run, start_supplementary

    period = _need(context.period, "--period")
    if context.deed == "start":
        return office.do(start_run, period)
    return office.do(start_supplementary, period, context.pay_date)


def _moved_on(context: Context, office: Office, number: int) -> Done[Any]:
    from carecoop_desktop.work.payroll.actions import discard_run, finish_run, reopen_run, work_out_again

    if context.deed == "reopen":
        return office.do(reopen_run, number, context.reason)
    if context.deed == "discard":
        return office.do(discard_run, number)
    return office.do(finish_run if context.deed == "finish" else work_out_again, number)


def _need(value: int | None, option: str) -> int:
    if value is None:
        raise Refusal(f"Which one? {option} is missing.")
    return value


def _periods(context: Context, office: Office) -> int:
    from carecoop_desktop.work.timesheets.queries import periods

    found = office.read(periods)
    text = "\n".join(f"{p.id:>5}  {p.frequency} {p.number}, {p.tax_year}: {format_date(p.first)} to "
                     f"{format_date(p.last)}, paid {format_date(p.pay_date)} ({p.state})" for p in found)
    rows = [{"id": p.id, "frequency": p.frequency, "tax_year": p.tax_year, "number": p.number,
             "first": p.first.isoformat(), "last": p.last.isoformat(), "pay_date": p.pay_date.isoformat(),
             "state": p.state} for p in found]
    context.answer(text or "There are no pay periods yet.", rows)
    return 0


def _run_shown(context: Context, office: Office, number: int, sentence: str) -> int:
    from carecoop_desktop.work.payroll.queries import payslips, run_totals, run_view

    run, totals = office.read(run_view, number), office.read(run_totals, number)
    held = [(view.name, view.problem) for view in office.read(payslips, number) if view.state == "problem"]
    lines = [sentence, f"{run.title}: {run.state}, {run.paid} PAs, net {format_money(totals['net'])}, employer cost "
             f"{format_money(totals['employer_cost'])}", *(f"  held back: {name}. {why}" for name, why in held)]
    context.answer("\n".join(line for line in lines if line),
                   {"id": run.id, "title": run.title, "state": run.state, "paid": run.paid, "totals": totals,
                    "held_back": [{"name": name, "why": why} for name, why in held]})
    return 0


def payslip(context: Context) -> int:
    """Write payslips as PDF."""
    from carecoop_desktop.home.practice.papers import archive, write_payslip, write_run_payslips

    with context.office() as office:
        if context.payslip is not None:
            write_payslip(office, context.payslip, context.to, large_print=context.large_print)
            made = 1
        else:
            made = write_run_payslips(office, _need(context.pay_run, "--payslip or --pay-run"), context.to)
    if context.archive:
        archive(*([context.to] if context.payslip is not None else sorted(context.to.glob("*.pdf"))))
    context.answer(f"{made} payslip{'s' if made != 1 else ''} written to {context.to}",
                   {"written": made, "to": str(context.to)})
    return 0


def explain(context: Context) -> int:
    """Print the working of every figure of one payslip."""
    from carecoop_desktop.work.payroll.queries import payslip as one_payslip

    with context.office() as office:
        view = office.read(one_payslip, context.payslip)
    lines = [f"{view.name}, {view.run.title}"]
    for figure, working in view.workings.items():
        lines.append(f"{figure.replace('_', ' ')}:")
        lines += [f"  {line.label}: {line.text} {'' if line.pence is None else format_money(line.pence)}"
                  f"{f'  [{line.source or line.rule}]' if line.source or line.rule else ''}" for line in working]
    data = {figure: [{"label": line.label, "text": line.text, "pence": line.pence, "rule": line.rule,
                      "source": line.source} for line in working] for figure, working in view.workings.items()}
    context.answer("\n".join(lines), {"payslip": view.id, "name": view.name, "figures": dict(view.figures),
                                      "workings": data})
    return 0


def work_out_cases(context: Context) -> int:
    """Work out cases; no office is needed. Status 1 where a row could not be worked out."""
    from carecoop_desktop.statutory.cases_file import paye_command

    worked, wrong = paye_command(context.cases, context.out)
    told = f"{worked + wrong} cases: {worked} worked out, {wrong} not (the column error says why); see {context.out}."
    context.answer(told, {"cases": worked + wrong, "worked_out": worked, "errors": wrong, "file": str(context.out)})
    return 1 if wrong else 0
