"""The command of the law's tables: list them, check a new tax year's file, or bring it into the office."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.commands.context import Context, Subparsers, WrongUsage
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.statutory.tables import add_check


def add_to(commands: Subparsers) -> None:
    """Add the sub-command."""
    made = commands.add_parser("tax-year", help="list the tables of the law, check a new year's file or bring it in")
    made.add_argument("file", nargs="?", type=Path, help="a tax year's file (TOML); without it the tables are listed")
    made.add_argument("--check", action="store_true", help="only check the file, beside the years already here")
    made.set_defaults(run=tax_year)


def tax_year(context: Context) -> int:
    """Exit status 1 and a sentence for a file with an error in it."""
    if context.check and context.file is None:
        raise WrongUsage("Which file is to be checked?", "carecoop tax-year FILE --check")
    if context.file is None:
        return _list(context)
    return _check(context) if context.check else _bring_in(context)


def _check(context: Context) -> int:
    """An office is needed only where years of its own count."""
    if context.arguments.office:
        with context.office():
            year = add_check(context.file)
    else:
        year = add_check(context.file)
    text = f"{context.file.name} holds: {year.name}, edition {year.edition}, version {year.version}."
    context.answer(text, {"tax_year": year.name, "edition": year.edition, "version": year.version})
    return 0


def _bring_in(context: Context) -> int:
    from carecoop_desktop.home.settings.actions import bring_in_year

    with context.office() as office:
        done = office.do(bring_in_year, str(context.file))
    context.answer(done.sentence, {"tax_year": done.value})
    return 0


def _list(context: Context) -> int:
    from carecoop_desktop.home.settings.queries import law_tables

    if context.arguments.office:
        with context.office():
            found = law_tables()
    else:
        found = law_tables()
    lines = [
        f"{one.year}  {one.what}, {format_date(one.holds.first)} to {format_date(one.holds.last)}: {one.source} "
        f"(checked {format_date(one.checked_on)}{f'; not certain: {one.uncertain}' if one.uncertain else ''})"
        for one in found
    ]
    rows = [
        {"tax_year": one.year, "table": one.what, "first": one.holds.first, "last": one.holds.last,
         "source": one.source, "checked_on": one.checked_on, "uncertain": one.uncertain}
        for one in found
    ]  # fmt: skip
    context.answer("\n".join(lines), rows)
    return 0
