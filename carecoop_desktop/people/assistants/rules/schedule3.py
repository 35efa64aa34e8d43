"""Whether a worker's file holds what Schedule 3 asks for: each item green, amber or red, with what is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from carecoop_desktop.people.assistants.reference import FileItem, Policy, StaffFileRules
from carecoop_desktop.people.assistants.rules.terms import State, Tone, due_state
from carecoop_desktop.people.assistants.rules.words import BARRED_LISTS, DBS_LEVELS
from carecoop_desktop.platform.kernel.dates import format_date

_WITH_ADULTS = ("adults", "both")


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item recorded by hand."""

    held: str
    checked: date | None
    checked_by: str
    complete: bool


@dataclass(frozen=True, slots=True)
class HeldDbs:
    """The newest certificate."""

    level: str
    barred_lists: str
    issued_on: date
    seen: date | None
    seen_by: str
    update_service: bool
    status_checked: date | None
    renew_by: date


@dataclass(frozen=True, slots=True)
class HeldReference:
    """A reference. ``asked`` and ``received`` both None: held from before, its date not recorded."""

    referee: str
    asked: date | None
    received: date | None
    verified: bool

    @property
    def held(self) -> bool:
        """Whether the office has it."""
        return self.received is not None or self.asked is None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one worker's file holds."""

    items: Mapping[str, HeldItem]
    dbs: HeldDbs | None
    references: Sequence[HeldReference]


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of one file. ``complete`` is what the law asks; a policy date that has passed leaves it complete."""

    code: str
    name: str
    tone: Tone
    held: str
    checked: date | None
    checked_by: str
    complete: bool


def schedule3_cells(rules: StaffFileRules, evidence: Evidence, today: date) -> tuple[Cell, ...]:
    """Every item of Schedule 3, in the order of the law."""
    return tuple(_cell(item, rules.policy, evidence, today) for item in rules.items)


def is_complete(cells: Sequence[Cell]) -> bool:
    """Whether nothing of a file is missing."""
    return all(cell.complete for cell in cells)


def _cell(item: FileItem, policy: Policy, evidence: Evidence, today: date) -> Cell:
    if item.answered_by == "dbs":
        return _dbs_cell(item, policy, evidence.dbs, today)
    by_hand = evidence.items.get(item.code)
    if item.answered_by == "references" and (by_hand is None or not by_hand.complete):
        return _references_cell(item, policy, evidence.references)
    return _by_hand_cell(item, by_hand)


def _by_hand_cell(item: FileItem, held: HeldItem | None) -> Cell:
    if held is None:
        return Cell(item.code, item.name, Tone.BAD, "Nothing held", None, "", False)
    tone = Tone.MET if held.complete else Tone.WARN
    said = held.held if held.complete else f"{held.held or 'Begun'} · not complete"
    return Cell(item.code, item.name, tone, said, held.checked, held.checked_by, held.complete)


def _references_cell(item: FileItem, policy: Policy, references: Sequence[HeldReference]) -> Cell:
    held = [one for one in references if one.held]
    dated = [one.received for one in held if one.received is not None]
    checked = max(dated, default=None)
    if not held:
        said = f"{len(references)} asked for, none back" if references else "Nothing held"
        return Cell(item.code, item.name, Tone.BAD, said, None, "", False)
    if len(held) < policy.references:
        return Cell(
            item.code, item.name, Tone.WARN, f"{len(held)} of {policy.references} references", checked, "", False
        )
    return Cell(item.code, item.name, Tone.MET, f"{len(held)} references", checked, "", True)


def _dbs_cell(item: FileItem, policy: Policy, dbs: HeldDbs | None, today: date) -> Cell:
    if dbs is None:
        return Cell(item.code, item.name, Tone.BAD, "No certificate seen", None, "", False)
    checked = dbs.status_checked or dbs.seen or dbs.issued_on
    if item.code == "standard-dbs":
        known = dbs.level in ("standard", "enhanced")
        said = "Covered by the enhanced certificate" if dbs.level == "enhanced" else DBS_LEVELS[dbs.level]
        return Cell(item.code, item.name, Tone.MET if known else Tone.WARN, said, checked, dbs.seen_by, known)
    complete = dbs.level == "enhanced" and dbs.barred_lists in _WITH_ADULTS
    if not complete:
        said = f"{DBS_LEVELS[dbs.level]}, {BARRED_LISTS[dbs.barred_lists].lower()}"
        return Cell(item.code, item.name, Tone.WARN, said, checked, dbs.seen_by, False)
    state = dbs_state(dbs, policy, today)
    said = "Certificate seen, update service" if dbs.update_service else "Certificate seen"
    if state.tone is not Tone.MET:
        said = f"Renewal by policy {format_date(dbs.renew_by)}"
    tone = Tone.MET if state.tone is Tone.MET else Tone.WARN
    return Cell(item.code, item.name, tone, said, checked, dbs.seen_by, True)


def dbs_state(dbs: HeldDbs | None, policy: Policy, today: date) -> State:
    """The certificate by the office's policy, as the pill beside a name says it."""
    if dbs is None:
        return State(Tone.BAD, "no certificate")
    return due_state(dbs.renew_by, today, policy.dbs_soon_days)
