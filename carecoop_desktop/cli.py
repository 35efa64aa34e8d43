"""The command line: the office's scheduled jobs and support, without a window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import TracebackType

from carecoop_desktop import __version__


@cache
def build_parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    from carecoop_desktop.home.commands import MODULES

    parser = argparse.ArgumentParser(
        prog="carecoop",
        description="The office of a care co-operative, without a window.",
        epilog="Exit status: 0 done, 1 refused with a sentence, 2 wrong usage.",
    )
    parser.add_argument("--office", help="the office: a .carecoop file or a postgresql:// address")
    parser.add_argument("--user", help="who signs in (password: CARECOOP_PASSWORD or the keyring)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--version", action="version", version=f"CareCoop {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in MODULES:
        import_module(f"carecoop_desktop.home.commands.{name}").add_to(commands)
    _accept_after(commands)
    return parser


def _accept_after(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The common options may also stand after the command, where people type them."""
    for command in commands.choices.values():
        known = {option for action in command._actions for option in action.option_strings}
        for option in ("--office", "--user"):
            if option not in known:
                command.add_argument(option, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if "--json" not in known:
            command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    from carecoop_desktop.home.commands.context import Context, WrongUsage
    from carecoop_desktop.platform.kernel.errors import Fault, Refusal

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if arguments is None:  # a program of its own
        sys.excepthook = _mistaken
    parsed = build_parser().parse_args(arguments)
    try:
        return int(parsed.run(Context(parsed)))
    except (Refusal, Fault) as trouble:
        _refused(trouble, parsed.json)
        return 2 if isinstance(trouble, WrongUsage) else 1
    except BrokenPipeError:  # who read the answer has gone
        return 1
    except OSError as trouble:
        place = f"{trouble.filename} cannot be used" if trouble.filename else "The computer refused"
        _refused(Fault(f"{place}: {trouble.strerror or trouble}.", "Check the name and its folder."), parsed.json)
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing half-done was kept.\n")
        return 1


def _mistaken(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A bug of our own, in a job whose words may end in a log: the kind of error and the places, no value."""
    from carecoop_desktop.platform.kernel.reporting import kinds_and_places

    said = f"CareCoop {__version__} made a mistake; what was saved before is safe. This names no person:"
    sys.stderr.write("\n".join([said, *kinds_and_places(error)]) + "\n")


def _refused(trouble: Exception, as_json: bool) -> None:
    if as_json:
        data = {"refused": getattr(trouble, "sentence", str(trouble)), "remedy": getattr(trouble, "remedy", "")}
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{trouble}\n")


if __name__ == "__main__":
    sys.exit(main())
