"""The office as it was before a version."""

from __future__ import annotations

from pathlib import Path

from carecoop_desktop import __version__
from carecoop_desktop.home.safety.keeping import back_up_into, back_up_to
from carecoop_desktop.home.safety.queries import last_backup
from carecoop_desktop.home.updates.befores import befores_of, keep_before
from carecoop_desktop.home.updates.places import updates_folder
from carecoop_desktop.platform.database.backup import read_manifest
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting


def test_it_is_a_proved_backup_with_a_name_that_says_what_it_is(office: Office) -> None:
    before = keep_before(office, "0.9.0")
    assert before.path.parent == updates_folder() / "before 0.9.0"
    assert before.path.name.startswith("dee-valley-care-co-operative before 0.9.0 20")
    assert read_manifest(before.path) == before.manifest
    assert before.older == __version__ and before.words.startswith(f"version {__version__}, as of ")
    assert office.read(last_backup) == before.manifest.made_at
    assert befores_of(office) == [before]


def test_it_is_made_once_while_nothing_is_done_and_again_after_work(office: Office) -> None:
    first = keep_before(office, "0.9.0")
    assert keep_before(office, "0.9.0") == first
    other = keep_before(office, "0.10.0")
    assert other.path != first.path, "each version has its own"
    office.do(change_setting, "colour", "green")
    first.path.rename(first.path.with_name(first.path.name.replace(" before 0.9.0 20", " before 0.9.0 19")))
    again = keep_before(office, "0.9.0")
    assert again.manifest.proof.chain_length > first.manifest.proof.chain_length
    assert len(befores_of(office)) == 3 and befores_of(office)[0].manifest.made_at >= first.manifest.made_at


def test_the_rotation_of_backups_leaves_it_alone(office: Office) -> None:
    before = keep_before(office, "0.9.0")
    for number in range(3):
        office.do(change_setting, "colour", str(number))
        back_up_to(office, updates_folder() / f"{number}")
    back_up_into(office, before.path.parent)
    assert before.path.is_file()


def test_what_is_not_this_offices_or_cannot_be_read_is_passed_over(office: Office, tmp_path: Path) -> None:
    assert befores_of(office) == []
    mine = keep_before(office, "0.9.0")
    (mine.path.parent / "broken before 0.9.0.carecoop-backup").write_bytes(b"SQLite format 3\0 and no more")
    strange = updates_folder() / "before long"
    strange.mkdir()
    (strange / mine.path.name).write_bytes(mine.path.read_bytes())
    assert befores_of(office) == [mine]
