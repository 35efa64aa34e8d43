"""The layouts that an office has, those of its own among them, and which one each employer's bank wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.kernel.errors import Conflict, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.meanwhile import conflict_since
from carecoop_desktop.platform.office.permissions import CHANGE_SETTINGS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import SettingRow
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.bank.layouts import BankLayout, bank_layouts, layout_from
from carecoop_desktop.work.payroll.bank.payees import BESIDES, ORDERS
from carecoop_desktop.work.payroll.permissions import FINISH_PAY

OWN_LAYOUTS = "payroll.bank_layouts"
CHOSEN = "payroll.bank_choices"
STANDARD_18 = "standard-18"
STANDARD_18_NAME = "Bacs Standard 18"
_OF_ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """How an employer's bank files are made: the layout, and what is paid besides wages."""

    layout: str = "generic"
    besides: tuple[str, ...] = (ORDERS,)
    mark: int = field(default=0, compare=False)
    """The last change of anything that was made before it was read."""


def office_layouts(reader: Reader) -> list[BankLayout]:
    """The program's layouts and the office's own, by name; one of its own replaces the program's of the same file."""
    own = {Path(file).stem: layout_from(file, text) for file, text in reader.setting(OWN_LAYOUTS, {}).items()}
    found = {each.key: each for each in bank_layouts()} | own
    return sorted(found.values(), key=lambda each: each.name.casefold())


def own_keys(reader: Reader) -> set[str]:
    """Which layouts the office brought in."""
    return {Path(file).stem for file in reader.setting(OWN_LAYOUTS, {})}


def office_layout(reader: Reader, key: str) -> BankLayout:
    """One layout; Refusal where there is none of this name."""
    found = {each.key: each for each in office_layouts(reader)}
    if key not in found:
        raise Refusal(f"There is no bank file called “{key}”.", f"Use {', '.join(sorted(found))}, or {STANDARD_18}.")
    return found[key]


def chosen(reader: Reader, employer_id: int | None) -> Chosen:
    """What was chosen for an employer the last time; None stands for all who pay from the co-op's account."""
    mark = reader.mark
    kept = reader.setting(CHOSEN, {}).get(str(employer_id or _OF_ALL))
    if kept is None:
        return Chosen(mark=mark)
    known = {STANDARD_18, *(each.key for each in office_layouts(reader))}
    layout = kept["layout"] if kept["layout"] in known else Chosen().layout
    return Chosen(layout, tuple(one for one in kept["besides"] if one in BESIDES), mark)


def last_change(reader: Reader) -> int:
    """The last change that was made: what a page has seen that reads on."""
    return reader.mark


@action("Choose how bank files are made", FINISH_PAY)
def choose_bank_file(
    work: Work,
    employer_id: int | None,
    layout: str,
    besides: Collection[str] = (ORDERS,),
    seen: int | None = None,
) -> None:
    """Remember the layout of an employer's bank, and what its files pay besides wages. Raises Conflict where somebody
    chose otherwise for it after the change that was ``seen``; so it is with layouts below."""
    _hold_part(work, CHOSEN, str(employer_id or _OF_ALL), "how the bank files of this employer are made", seen)
    if layout != STANDARD_18:
        office_layout(work.reader, layout)
    kept = dict(work.reader.setting(CHOSEN, {}))
    kept[str(employer_id or _OF_ALL)] = {"layout": layout, "besides": [one for one in BESIDES if one in besides]}
    work.set_setting(CHOSEN, kept)
    name = STANDARD_18_NAME if layout == STANDARD_18 else office_layout(work.reader, layout).name
    work.say(f"Bank files are made as {name}")


@action("Bring in a layout of bank files", CHANGE_SETTINGS)
def bring_in_layout(work: Work, file: str, text: str, seen: int | None = None) -> str:
    """Keep a layout of the office's own, from its file's text; Refusal for what is wrong in it. Returns its key."""
    made = layout_from(file, text)
    if made.key == STANDARD_18:
        raise Refusal(f"{STANDARD_18_NAME} is no layout of columns.", "Give the file another name.")
    _hold_part(work, OWN_LAYOUTS, Path(file).name, "this layout of bank files", seen)
    work.set_setting(OWN_LAYOUTS, {**work.reader.setting(OWN_LAYOUTS, {}), Path(file).name: text})
    work.say(f"Brought in the bank file layout {made.name}")
    return made.key


@action("Take out a layout of bank files", CHANGE_SETTINGS)
def take_out_layout(work: Work, key: str, seen: int | None = None) -> None:
    """Remove a layout of the office's own; the program's of the same name stands again."""
    kept = work.reader.setting(OWN_LAYOUTS, {})
    left = {file: text for file, text in kept.items() if Path(file).stem != key}
    if len(left) == len(kept):
        raise Refusal("Only a layout that the office brought in is taken out.")
    for file in kept.keys() - left.keys():
        _hold_part(work, OWN_LAYOUTS, file, "this layout of bank files", seen)
    work.set_setting(OWN_LAYOUTS, left)
    work.say("Took out a bank file layout")


def _hold_part(work: Work, setting: str, part: str, named: str, seen: int | None) -> None:
    """Raise Conflict where this part of a setting, of several by name, was set after the change that was ``seen``."""
    row = work.one(SettingRow, SettingRow.key == setting)
    conflict = None if row is None or seen is None else conflict_since(work.reader, [row], seen, {"value": None})
    for each in () if conflict is None else conflict.fields:
        before, theirs = _parts(each.before), _parts(each.theirs)
        if before.get(part) != theirs.get(part):
            at = format_moment(datetime.fromisoformat(each.when))
            raise Conflict(f"{each.who} changed {named} at {at}.", version=row.version if row else None)


def _parts(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
