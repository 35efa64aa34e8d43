"""Commands of pay: pay-run, payslip, payslip-word, explain, paye."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Any

from carecoop_desktop.home.commands.context import Context, Subparsers, WrongUsage, day
from carecoop_desktop.home.commands.papers import file_for_one, folder_for_several
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import Done
from carecoop_desktop.platform.office.office import Office

_PROTECT = (
    "close with a password: each PA's own word (see: carecoop payslip-word), date of birth and the last four of the NI "
    "number (weak), or one for all, asked for or given in CARECOOP_PAYSLIP_PASSWORD"
)


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    run = commands.add_parser("pay-run", help="start, work out again, finish or reopen a pay run, or show one")
    deeds = ("show", "start", "supplementary", "again", "discard", "finish", "reopen", "periods")
    run.add_argument("deed", choices=deeds, nargs="?", default="periods")
    run.add_argument("--period", type=int, help="the pay period to start (see: carecoop pay-run periods)")
    run.add_argument("--pay-run", type=int, help="the pay run (see: carecoop list pay-runs)")
    run.add_argument("--pay-date", type=day, help="with supplementary: when it is paid")
    run.add_argument("--reason", default="", help="with reopen: why; it is kept with the run")
    run.add_argument("--bank-file-stopped", action="store_true",
                     help="with reopen: the bank file saved from it is not sent, or stopped at the bank")  # fmt: skip
    run.set_defaults(run=pay_run)
    slip = commands.add_parser("payslip", help="write one payslip, or all of a pay run, as PDF")
    slip.add_argument("--payslip", type=int)
    slip.add_argument("--pay-run", type=int)
    slip.add_argument("--to", type=Path, required=True, help="a file for one payslip, a folder for a run")
    slip.add_argument("--one-file", action="store_true", help="all payslips of the run in one file")
    slip.add_argument("--protect", choices=("own", "birth-ni", "one"), help=_PROTECT)
    slip.add_argument("--large-print", action="store_true")
    slip.add_argument("--archive", action="store_true", help="as PDF/A-3b, for keeping")
    slip.set_defaults(run=payslip)
    word = commands.add_parser("payslip-word", help="keep a PA's own word, which opens their payslips, in the keyring")
    word.add_argument("--assistant", required=True, help="the PA's number or name")
    word.add_argument("--forget", action="store_true")
    word.set_defaults(run=payslip_word)
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
        return office.do(reopen_run, number, context.reason, context.bank_file_stopped)
    if context.deed == "discard":
        return office.do(discard_run, number)
    return office.do(finish_run if context.deed == "finish" else work_out_again, number)


def _need(value: int | None, option: str) -> int:
    if value is None:
        raise WrongUsage(f"Which one? {option} is missing.")
    return value


def _periods(context: Context, office: Office) -> int:
    from carecoop_desktop.work.timesheets.queries import periods

    found = office.read(periods)
    text = "\n".join(
        f"{p.id:>5}  {p.frequency} {p.number}, {p.tax_year}: {format_date(p.first)} to "
        f"{format_date(p.last)}, paid {format_date(p.pay_date)} ({p.state})"
        for p in found
    )
    rows = [
        {
            "id": p.id,
            "frequency": p.frequency,
            "tax_year": p.tax_year,
            "number": p.number,
            "first": p.first.isoformat(),
            "last": p.last.isoformat(),
            "pay_date": p.pay_date.isoformat(),
            "state": p.state,
        }
        for p in found
    ]
    context.answer(text or "There are no pay periods yet.", rows)
    return 0


def _run_shown(context: Context, office: Office, number: int, sentence: str) -> int:
    from carecoop_desktop.work.payroll.queries import payslips, run_totals, run_view

    run, totals = office.read(run_view, number), office.read(run_totals, number)
    held = [(view.name, view.problem) for view in office.read(payslips, number) if view.state == "problem"]
    lines = [
        sentence,
        f"{run.title}: {run.state}, {run.paid} PAs, net {format_money(totals['net'])}, employer cost "
        f"{format_money(totals['employer_cost'])}",
        *(f"  held back: {name}. {why}" for name, why in held),
    ]
    context.answer(
        "\n".join(line for line in lines if line),
        {
            "id": run.id,
            "title": run.title,
            "state": run.state,
            "paid": run.paid,
            "totals": totals,
            "held_back": [{"name": name, "why": why} for name, why in held],
        },
    )
    return 0


def payslip(context: Context) -> int:
    """Write payslips as PDF."""
    from carecoop_desktop.home.practice.papers import archive, make_folder
    from carecoop_desktop.work.payroll.papers.passwords import Lock
    from carecoop_desktop.work.payroll.papers.payslips import WrittenSlips, told, write_each, write_one, write_together

    single = context.payslip is not None or context.one_file
    if context.archive and context.protect:
        raise WrongUsage("An archive copy has no password.", "Leave out --archive or --protect.")
    lock = Lock() if context.protect is None else Lock(context.protect, _password(context.protect == "one"))
    make_folder(file_for_one(context.to).parent if single else folder_for_several(context.to))
    with context.office() as office:
        if context.payslip is not None:
            write_one(office, context.payslip, context.to, lock, large_print=context.large_print)
            made = WrittenSlips(1)
        else:
            run = _need(context.pay_run, "--payslip or --pay-run")
            write = write_together if context.one_file else write_each
            made = write(office, run, context.to, lock, large_print=context.large_print)
    if context.archive:
        archive(*([context.to] if single else sorted(context.to.glob("*.pdf"))))
    lines = [told(made, context.to), *(f"  left out: {one}" for one in made.left_out)]
    data = {"written": made.count, "to": str(context.to), "left_out": list(made.left_out)}
    context.answer("\n".join(lines), data)
    return 1 if made.left_out else 0


def _password(wanted: bool, what: str = "Password for the payslips: ") -> str:
    """A password from the environment or typed unseen, never an argument: others can read those."""
    from carecoop_desktop.work.payroll.papers.passwords import GIVEN

    if not wanted:
        return ""
    given = os.environ.get(GIVEN)
    if given is None and not sys.stdin.isatty():
        raise Refusal("The password is missing.", f"Give it in {GIVEN}.")
    return given if given is not None else getpass.getpass(what)


def payslip_word(context: Context) -> int:
    """Keep or forget a PA's own word."""
    from carecoop_desktop.home.commands.pay_papers import assistant_of
    from carecoop_desktop.work.payroll.papers.passwords import keep_word

    with context.office() as office:
        who = assistant_of(office, context.assistant)
        word = _password(not context.forget, "The PA's word: ")
        if not context.forget and not word:
            raise Refusal("The word is missing.", "8 characters or more.")
        kept = keep_word(office, who, word)
    if not kept and not context.forget:
        raise Refusal("This computer has no keyring that keeps the word.", "Use the window, or another rule.")
    context.answer("The word is forgotten" if context.forget else "The word is kept in this computer's keyring")
    return 0


def explain(context: Context) -> int:
    """Print the working of every figure of one payslip."""
    from carecoop_desktop.work.payroll.queries import payslip as one_payslip

    with context.office() as office:
        view = office.read(one_payslip, context.payslip)
    lines = [f"{view.name}, {view.run.title}"]
    for figure, working in view.workings.items():
        lines.append(f"{figure.replace('_', ' ')}:")
        lines += [
            f"  {line.label}: {line.text} {'' if line.pence is None else format_money(line.pence)}"
            f"{f'  [{line.source or line.rule}]' if line.source or line.rule else ''}"
            for line in working
        ]
    data = {
        figure: [
            {"label": line.label, "text": line.text, "pence": line.pence, "rule": line.rule, "source": line.source}
            for line in working
        ]
        for figure, working in view.workings.items()
    }
    context.answer(
        "\n".join(lines), {"payslip": view.id, "name": view.name, "figures": dict(view.figures), "workings": data}
    )
    return 0


def work_out_cases(context: Context) -> int:
    """Work out cases; no office is needed. Status 1 where a row could not be worked out."""
    from carecoop_desktop.statutory.cases_file import paye_command

    worked, wrong = paye_command(context.cases, context.out)
    told = f"{worked + wrong} cases: {worked} worked out, {wrong} not (the column error says why); see {context.out}."
    context.answer(told, {"cases": worked + wrong, "worked_out": worked, "errors": wrong, "file": str(context.out)})
    return 1 if wrong else 0
