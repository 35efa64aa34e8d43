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
    done = run.state == "finished"
    checks = StepState("Checks", f"{run.held} to clear", "warn") if run.held else StepState("Checks", "clear", "met")
    return [
        StepState("Hours", "locked", "met"),
        checks if not done else StepState("Checks", "done", "met"),
        StepState("Payslips", "issued" if done else f"{run.paid} ready", "met" if done else "info"),
        StepState("Bank file", "ready" if done else "", "met"),
        StepState("Charge accounts", "charged" if done else "", "met"),
    ]


def title(run: RunView) -> str:
    """``Pay run · month 8 · pay date 28 Nov 2026``."""
    unit = "month" if run.frequency == "monthly" else "week"
    return f"Pay run · {unit} {run.number} · pay date {format_date(run.pay_date)}"


def context(run: RunView, members: int) -> str:
    """The live line under the title."""
    people = f"{run.paid} PA{'s' if run.paid != 1 else ''}"
    if run.held:
        people += f" · {run.held} held back"
    charged = f"charged to {members} member account{'s' if members != 1 else ''}"
    if run.state != "finished":
        charged = f"will be {charged}"
    return (
        f"{people} · gross {format_money(run.totals['gross'])} · "
        f"employer cost {format_money(run.totals['employer_cost'])} · {charged}"
    )


def why_not_finish(run: RunView, allowed: bool) -> str:
    """Why the run cannot be finished now; empty when it can."""
    if run.state == "finished":
        return "This pay run is finished."
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
