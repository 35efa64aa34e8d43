"""Commands that measure and show the program: screenshots and bench."""

from __future__ import annotations

import sys
from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers, out
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.demo import PLANS


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    shots = commands.add_parser("screenshots", help="each screen, light and dark, 100%% and 200%% text, empty and full")
    shots.add_argument("--to", type=Path, required=True)
    shots.add_argument("--size", choices=tuple(PLANS), default="office")
    shots.set_defaults(run=screenshots)
    bench = commands.add_parser("bench", help="measure the program beside its limits on this machine")
    bench.add_argument("--only", help="the measures whose name contains this")
    bench.set_defaults(run=run_bench)


def screenshots(context: Context) -> int:
    """Write the pictures."""
    from carecoop_desktop.home.practice.pictures import picture_all

    say = (lambda _: None) if context.arguments.json else out
    made = picture_all(context.to, context.size, say)
    context.answer(f"{made} pictures are in {context.to}", {"pictures": made, "to": str(context.to)})
    return 0


def run_bench(context: Context) -> int:
    """Measure; each figure beside what it is held against."""
    if getattr(sys, "frozen", False):
        raise Refusal("The installed program does not measure itself.", "Run the command from a copy of its sources.")
    from carecoop_desktop.home.bench import measure_all

    rows = measure_all(context.only or "", (lambda _: None) if context.arguments.json else out)
    context.answer("", [row.as_json() for row in rows])
    return 0
