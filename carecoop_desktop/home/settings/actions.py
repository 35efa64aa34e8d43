"""What the settings change: the office's name and the tax years it brought in."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop.home.settings.years import YEARS
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.opening import OFFICE_NAME
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import add_check


@action("Rename the office", CHANGE_SETTINGS)
def rename_office(work: Work, name: str, seen: int | None = None) -> None:
    """Give the co-operative another name; papers printed from now on carry it.

    A name that was given after the change ``seen`` last is a conflict.
    """
    if not name.strip():
        raise Invalid([Issue("name", "The name is missing.", "The name that stands on payslips and statements.")])
    work.set_setting(OFFICE_NAME, name.strip(), seen=seen)
    work.say(f"The office is now called {name.strip()}")


@action("Bring in a tax year", CHANGE_SETTINGS, undoable=False)
def bring_in_year(work: Work, file: str) -> str:
    """Take over a year file after checking it alone and beside the years at hand; gives the tax year's name.

    Refuses a file with a gap, an overlap or a value that cannot be. Pay runs started from now on use it.
    """
    path = Path(file)
    year = add_check(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Fault(f"{path.name} cannot be read.", str(error)) from error
    kept = dict(work.reader.setting(YEARS, {}))
    name = f"{year.name}-edition-{year.edition}.toml"
    if kept.get(name, text) != text:
        raise Refusal(
            f"Another file of {year.name}, edition {year.edition}, is here already.",
            "A corrected file carries a higher edition; ask whoever supplied it.",
        )
    work.set_setting(YEARS, {**kept, name: text})
    work.say(f"Brought in the tables of the tax year {year.name}, edition {year.edition}")
    return year.name
