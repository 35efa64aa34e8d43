"""What the pay run page decides, without Qt: which steps show what, and which deed is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.work.payroll.queries import RunView


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of the strip: its name, the word beside it (may be empty) and the word's tone."""

    name: str
    word: str
    tone: str


def steps(run: RunView) -> list[StepState]:
    """Hours, checks, payslips, bank file, accounts: how far the run is."""
    done = run.state != "draft"
    checks = StepState("Checks", f"{run.held} to clear", "warn") if run.held else StepState("Checks", "clear", "met")
    return [
        StepState("Hours", "locked", "met"),
        checks if not done else StepState("Checks", "done", "met"),
        StepState("Payslips", _slips(run), "met" if done else "info"),
        StepState("Bank file", "ready" if run.state == "finished" else "", "met"),
        StepState("Charge accounts", _charged(run), "met" if run.state == "finished" else "warn"),
    ]


def _slips(run: RunView) -> str:
    return {"finished": "issued", "withdrawn": "withdrawn"}.get(run.state, f"{run.paid} ready")


def _charged(run: RunView) -> str:
    return {"finished": "charged", "withdrawn": "taken back"}.get(run.state, "")


def title(run: RunView) -> str:
    """``Pay run · month 8 · pay date 28 Nov 2026``."""
    unit = "month" if run.frequency == "monthly" else "week"
    what = "Supplementary pay run" if run.kind == "supplementary" else "Pay run"
    return f"{what} · {unit} {run.number} · pay date {format_date(run.pay_date)}"


def context(run: RunView, members: int) -> str:
    """The live line under the title."""
    people = f"{run.paid} PA{'s' if run.paid != 1 else ''}"
    if run.held:
        people += f" · {run.held} held back"
    charged = f"charged to {members} member account{'s' if members != 1 else ''}"
    if run.state == "withdrawn":
        return f"{people} · withdrawn: {run.note}"
    if run.state != "finished":
        charged = f"will be {charged}"
    return (
        f"{people} · gross {format_money(run.totals['gross'])} · "
        f"employer cost {format_money(run.totals['employer_cost'])} · {charged}"
    )


def why_not_finish(run: RunView, allowed: bool) -> str:
    """Why the run cannot be finished now; empty when it can."""
    if run.state != "draft":
        return f"This pay run is {run.state}."
    if not allowed:
        return "Only payroll staff and owners finish a pay run."
    if not run.paid:
        return "Nobody is ready to be paid."
    return ""


def finish_question(run: RunView) -> str:
    """What is asked before a run is finished."""
    held = f" {run.held} held back will be paid with the next run." if run.held else ""
    return (
        f"Pay {run.paid} PAs {format_money(run.totals['net'])} on {format_date(run.pay_date)} and charge the "
        f"accounts?{held}"
    )


def run_before(all_runs: Sequence[RunView], run: RunView) -> RunView | None:
    """The finished run of the same frequency before this one, or None."""
    earlier = [
        r
        for r in all_runs
        if r.frequency == run.frequency and r.pay_date < run.pay_date and r.state == "finished" and r.kind == "regular"
    ]
    return max(earlier, key=lambda r: r.pay_date, default=None)


def why_not_discard(run: RunView | None, allowed: bool) -> str:
    """Why a run cannot be discarded; empty when it can."""
    if run is None or run.state != "draft":
        return "Only a run that is not finished can be discarded."
    return "" if allowed else "Only payroll staff and owners discard a pay run."


def why_not_reopen(all_runs: Sequence[RunView], run: RunView | None, allowed: bool) -> str:
    """Why a run cannot be reopened; empty where the action may be tried (it knows what was filed or paid)."""
    if run is None or run.state != "finished":
        return "Only a finished pay run is reopened."
    if not allowed:
        return "Only payroll staff and owners reopen a pay run."
    later = [
        r for r in all_runs if r.state != "withdrawn" and r.id != run.id and (r.pay_date, r.id) > (run.pay_date, run.id)
    ]
    return f"{later[-1].title} stands on this run." if later else ""


def capital(title: str) -> str:
    """A run's title as the first words of a line."""
    return f"{title[:1].upper()}{title[1:]}"


def state_word(run: RunView) -> str:
    """A run in the box at the top right: its title, with its state unless that is the usual one."""
    return run.title if run.state == "finished" else f"{run.title} ({run.state})"
