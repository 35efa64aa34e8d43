"""Commands that make an office for practice: demo."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers, out
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.resources import window_command
from carecoop_desktop.platform.office.demo import PLANS


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    demo = commands.add_parser("demo", help="make a demo office with its papers, and open the window on it")
    demo.add_argument("--to", type=Path, help="the folder to make (then no window opens)")
    demo.add_argument("--size", choices=tuple(PLANS), default="office")
    demo.set_defaults(run=run_demo)


def run_demo(context: Context) -> int:
    """Make the demo; status 0 only if the totals agree and the history chain holds."""
    from carecoop_desktop.home.practice.demo import make_demo

    folder = context.to or Path(tempfile.mkdtemp(prefix="carecoop-demo-"))
    quiet = context.arguments.json
    say = (lambda _: None) if quiet else (lambda step: out(f"  {step}"))
    if not quiet:
        out(f"Making the demo office in {folder}")
    done = make_demo(folder, PLANS[context.size], place=context.arguments.office, say=say)
    totals = done.summary["totals"]
    context.answer(
        f"{done.summary['payslips']} payslips, {done.summary['statements']} statements, payments.csv and "
        f"evidence-pack.pdf are in {folder}\n"
        f"Employer cost {format_money(totals['employer_cost'])} = charged to members "
        f"{format_money(totals['charged_to_members'])} + to the co-op {format_money(totals['charged_to_coop'])}",
        {**done.summary, "folder": str(folder), "office": done.place, "faults": list(done.faults)},
    )
    for fault in done.faults:
        sys.stderr.write(f"{fault}\n")
    if done.faults:
        return 1
    if context.to is None and _has_display():
        out("Opening the window ...")
        return subprocess.call([*window_command(), done.place])
    return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
