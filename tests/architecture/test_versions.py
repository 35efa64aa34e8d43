"""Nobody overwrites anybody: every record has a version, and every deed that changes one is told what was read.

``tests.architecture.walking`` reads the source of each registered action and of what it calls. An action that changes
or removes rows that stand, or sets a setting, takes the state that its person had before them and gives it to where a
``Conflict`` is raised; or it is named below with the reason why it need not. Screens hand that state over.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

import carecoop_desktop
from carecoop_desktop.app import features
from carecoop_desktop.platform.database.base import Base, Record
from carecoop_desktop.platform.kernel.errors import Conflict
from carecoop_desktop.platform.office.actions import ACTIONS, Action
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.tables import UserRow
from carecoop_desktop.platform.office.work import Work
from tests.architecture.walking import as_read, changes_rows, handed_over, may_conflict

BOOKKEEPING = {"change", "change_set", "search_entry", "sign_in", "today_kept", "salvaged_row"}
"""Tables of the office's own keeping, which nobody edits."""

ADDS = "Adds; what it ends or marks besides follows from that, and nobody's values are lost."
ONCE = "Done once: where another desk was quicker it is refused in a sentence, and it replaces no value of anybody's."
NOTES = "Notes a fact as the program met it; nobody fills in a value."
MERGES = (
    "Adds one of several by name beside the others as they stand now; the same name with other contents is refused."
)
WORKED_OUT = "Works out anew from what stands at that moment; what people gave stays and is used."
FIRST = "Founds an office that nobody else is in yet."

EXEMPT = {
    "inspector.end_visit": ONCE,
    "inspector.end_visit_as_owner": ONCE,
    "members.record_information_need": ADDS,
    "office.found_office": FIRST,
    "safety.note_backup": NOTES,
    "safety.note_key": NOTES,
    "safety.note_salvage": NOTES,
    "safety.note_sheet": NOTES,
    "safety.set_password_by_key": "For who has forgotten theirs: the office's key is the proof, and the newest counts.",
    "settings.bring_in_year": MERGES,
    "payroll.add_scheme": "Adds; where PAs are to be enrolled in it, they are no longer in the scheme before.",
    "payroll.add_to_run": ADDS,
    "payroll.issue_letters": ONCE,
    "payroll.note_bank_file": ONCE,
    "payroll.record_answer": NOTES,
    "payroll.record_jobs": ADDS,
    "payroll.record_silence": NOTES,
    "payroll.reopen_run": ONCE,
    "payroll.start_run": ADDS,
    "payroll.start_supplementary": ADDS,
    "payroll.take_letters": WORKED_OUT,
    "payroll.work_out_again": WORKED_OUT,
    "timesheets.lock_period": ONCE,
    "timesheets.mark_paid": ONCE,
    "timesheets.reopen_lines": "Hands hours back to be looked at; what is no longer approved is passed over.",
    "timesheets.take_over_period": ONCE,
    "timesheets.unlock_period": ONCE,
}
"""Deeds that change rows and are told of no version, each with its reason."""


@pytest.fixture(scope="module", autouse=True)
def _rooms() -> None:
    for room in features():
        for reference in (*([room.tables] if room.tables else []), *room.actions):
            reference.load()


def _own() -> list[Action[..., object]]:
    """The actions of the program, without those that tests declare."""
    return [each for each in ACTIONS.values() if each.run.__module__.startswith("carecoop_desktop.")]


def test_every_table_of_records_has_a_version_that_the_database_counts() -> None:
    kinds = [kind for kind in Base.kinds.values() if kind.__module__.startswith("carecoop_desktop.")]
    assert len(kinds) > 30
    for kind in kinds:
        version = kind.__table__.c.get("version")
        if issubclass(kind, Record):
            assert version is not None and version.server_default is not None, kind
        else:
            assert kind.__tablename__ in BOOKKEEPING, f"{kind.__tablename__} has no version"


def test_every_deed_that_changes_rows_raises_conflict_over_what_was_not_read() -> None:
    changing = [each for each in _own() if changes_rows(each)]
    assert len(changing) > 100
    silent = {each.name for each in changing if not may_conflict(each)}
    assert silent <= EXEMPT.keys(), f"the last write wins unseen in {sorted(silent - EXEMPT.keys())}"


def test_what_is_exempt_changes_rows_and_takes_no_version() -> None:
    known = {each.name: each for each in _own()}
    for name in EXEMPT:
        assert changes_rows(known[name]) and not may_conflict(known[name]), f"{name} needs no exemption"


def test_screens_hand_over_what_was_read() -> None:
    handed = [each for screen in _screens() for each in handed_over(screen)]
    assert len(handed) > 50
    assert not [f"{name} is not given its {missing}" for name, missing in handed if missing]


def _screens() -> list[ModuleType]:
    root = Path(carecoop_desktop.__file__).parent
    files = [each for each in sorted(root.rglob("*.py")) if "screens" in each.relative_to(root).parts]
    names = (each.relative_to(root.parent).with_suffix("").parts for each in files if each.stem != "__init__")
    return [importlib.import_module(".".join(name)) for name in names]


# the walk itself


def _unseen(work: Work, name: str) -> None:
    _write_name(work, name)


def _dropped(work: Work, name: str, version: int | None = None) -> None:
    if version is not None:
        _write_name(work, name)


def _given(work: Work, name: str, version: int | None = None) -> None:
    _write_as_read(work, name, as_it_was=version)


def _raised(work: Work, name: str, version: int | None = None) -> None:
    row = work.get(UserRow, 1)
    if row.version != version:
        raise Conflict("Somebody was quicker.")
    work.change(row, name=name)


def _only_adds(work: Work, name: str) -> None:
    work.add(UserRow(name=name))


def _write_name(work: Work, name: str) -> None:
    work.change(work.get(UserRow, 1), name=name)


def _write_as_read(work: Work, name: str, as_it_was: int | None) -> None:
    work.change(work.get(UserRow, 1), version=as_it_was, name=name)


@pytest.mark.parametrize(
    ("function", "changes", "read", "judged"),
    [(_unseen, True, None, False), (_dropped, True, "version", False), (_given, True, "version", True),
     (_raised, True, "version", True), (_only_adds, False, None, False)],
)  # fmt: skip
def test_the_walk_follows_a_version_to_where_it_is_judged(
    function: object, changes: bool, read: str | None, judged: bool
) -> None:
    toy: Action[..., object] = Action("toy", "Toy", SEE_RECORDS, True, function)  # type: ignore[arg-type]
    assert (changes_rows(toy), as_read(toy), may_conflict(toy)) == (changes, read, judged)
