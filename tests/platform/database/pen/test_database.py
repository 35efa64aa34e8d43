"""Several desks at one office in a shared folder: one writes, the others read and may ask."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from carecoop_desktop.platform.database.cipher import connect
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.database.pen.holding import PenLost, Timing
from carecoop_desktop.platform.database.pen.notes import Notes
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from tests.platform.database.pen.desks import QUICK, OtherDesk, until

Open = Callable[..., SharedDatabase]


def write(database: Database, key: str) -> None:
    with database.writing() as connection:
        connection.execute(text("INSERT INTO setting (key, value) VALUES (:k, '1')"), {"k": key})


def read(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(text("SELECT key FROM setting WHERE key LIKE 'x%' ORDER BY key")).scalars())


def stored(place: Path) -> list[str]:
    with closing(connect(place)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [key for (key,) in raw.execute("SELECT key FROM setting WHERE key LIKE 'x%' ORDER BY key")]


def test_a_shared_office_has_no_write_ahead_log(place: Path, open_desk: Open) -> None:
    desk = open_desk(place)
    write(desk, "x1")
    with desk.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    assert not place.with_name("office.carecoop-wal").exists()
    assert desk.place == "Shared folder"


def test_the_second_desk_reads_and_says_who_writes(place: Path, open_desk: Open) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    assert (ann.read_only, ben.read_only) == (False, True)
    write(ann, "x1")
    until(lambda: read(ben) == ["x1"])
    with pytest.raises(Refusal, match=r"Ann at .+ holds the pen since \d\d:\d\d"):
        write(ben, "x2")
    with pytest.raises(Refusal, match="holds the pen"), ben.bare():
        pytest.fail("it let a second writer in")
    assert ben.state.status.startswith("Reading: Ann at")
    assert ann.state.status == "You hold the pen"
    with closing(ben.another_reader()) as inspector, closing(ann.another_reader()) as second:
        assert read(inspector) == read(second) == ["x1"]


def test_a_copy_is_one_moment_of_the_office_however_long_it_is_read(place: Path, open_desk: Open) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    with ben.reading() as connection:
        count = text("SELECT count(*) FROM setting WHERE key LIKE 'x%'")
        assert connection.execute(count).scalar() == 0
        write(ann, "x1")
        until(lambda: read(ben) == ["x1"])
        assert connection.execute(count).scalar() == 0


def test_the_pen_is_handed_to_the_one_who_asked(place: Path, open_desk: Open) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    ben.ask()
    until(lambda: ann.state.askers)
    (asker,) = ann.state.askers
    assert asker.sentence.startswith("Ben at ") and ben.state.asked
    assert ann.state.status == "You hold the pen, 1 asking"
    write(ann, "x1")
    ann.hand_over(asker.token)
    until(lambda: not ben.read_only)
    assert ann.read_only
    write(ben, "x2")
    assert read(ben) == ["x1", "x2"]
    until(lambda: read(ann) == ["x1", "x2"])
    with pytest.raises(Refusal, match="Ben at"):
        write(ann, "x3")
    until(lambda: ben.state.askers == ())
    ben.close()
    assert ann.take_now()
    write(ann, "x3")
    assert stored(place) == ["x1", "x2", "x3"]


def test_a_desk_that_cannot_copy_the_office_gives_the_pen_all_the_same(
    place: Path, open_desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    write(ann, "x1")
    told: list[bool] = []
    ann.on_pen.append(lambda: told.append(ann.read_only))
    blocked = tmp_path / "a file, no folder"
    blocked.touch()
    with monkeypatch.context() as here:
        here.setenv("CARECOOP_COPIES", str(blocked))
        with pytest.raises(Fault, match="no place for a copy"):
            ann.hand_over()
    assert told[0] and not ann.pen.mine
    assert ben.take_now()
    write(ben, "x2")
    until(lambda: read(ann) == ["x1", "x2"])


def test_asking_can_be_taken_back_and_a_free_pen_comes_at_once(place: Path, open_desk: Open) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    ben.ask()
    until(lambda: ann.state.askers)
    ben.withdraw()
    until(lambda: not ann.state.askers)
    ann.close()
    assert ben.read_only
    until(lambda: ben.state.sentence.startswith("No desk holds"))
    ben.ask()
    assert not ben.read_only


def test_a_desk_that_only_reads_never_takes_the_pen(place: Path, open_desk: Open) -> None:
    only = open_desk(place, "Ann", read_only=True)
    assert only.read_only
    with pytest.raises(Refusal, match="reading only"):
        only.ask()
    assert not open_desk(place, "Ben").read_only


def test_listeners_are_told_when_the_pen_moves(place: Path, open_desk: Open) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    told: list[str] = []
    ben.on_pen.append(lambda: told.append(ben.state.status))
    ann.introduce("Anna")
    until(lambda: any("Anna" in words for words in told))
    ann.hand_over()
    until(lambda: "Reading: the pen is free" in told)


def test_nothing_is_left_behind(place: Path, open_desk: Open, tmp_path: Path) -> None:
    ann, ben = open_desk(place, "Ann"), open_desk(place, "Ben")
    write(ann, "x1")
    until(lambda: read(ben) == ["x1"])
    ben.close()
    ann.close()
    assert list((tmp_path / "copies").iterdir()) == []
    assert {path.name for path in place.parent.iterdir()} == {
        "office.carecoop", ".office.carecoop.lock", ".office.carecoop.pen-00000001",
    }  # fmt: skip


def test_copies_of_a_desk_that_died_are_cleared(place: Path, open_desk: Open, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    old = tmp_path / "copies" / "office-4194300-0a0b0c0d.copy"
    old.touch()
    open_desk(place), open_desk(place, "Ben")
    assert not old.exists()


# -- other processes, killed and stopped -------------------------------------------------------------------------------


def test_a_killed_holder_of_this_computer_gives_the_pen_at_once(place: Path, open_desk: Open, other_desk: Any) -> None:
    ann = other_desk(place, "Ann", dead=600)
    assert ann.answer == "writing"
    ben = open_desk(place, "Ben", Timing(beat=0.05, dead=600))
    assert ann.do("write", "x1") == "saved"
    assert ben.read_only
    ben.ask()
    ann.end()
    until(lambda: not ben.read_only)
    write(ben, "x2")
    assert stored(place) == ["x1", "x2"]


def test_a_holder_killed_in_the_middle_of_a_change_leaves_none_of_it(
    place: Path, open_desk: Open, other_desk: Any
) -> None:
    ann = other_desk(place, "Ann")
    assert ann.do("write", "x1") == "saved"
    assert ann.do("write-slowly", "x2") == "half"
    ann.end()
    ben = open_desk(place, "Ben")
    assert not ben.read_only
    assert read(ben) == ["x1"]


def test_a_holder_that_hangs_keeps_the_pen_while_the_system_holds_its_lock(
    place: Path, open_desk: Open, other_desk: Any
) -> None:
    ann = other_desk(place, "Ann")
    ben = open_desk(place, "Ben", Timing(beat=0.05, dead=0.2))
    ann.process.send_signal(signal.SIGSTOP)
    ben.ask()
    until(lambda: ben.pen.silence > 0.6)
    assert ben.read_only
    ann.process.send_signal(signal.SIGCONT)
    assert ann.do("write", "x1") == "saved"
    until(lambda: read(ben) == ["x1"])


# -- two mounts that do not see each other's locks ---------------------------------------------------------------------


def _two(place: Path, two_mounts: tuple[Path, Path], name: str) -> tuple[Path, Path]:
    first, second = (view / name for view in two_mounts)
    first.write_bytes(place.read_bytes())
    return first, second


def test_locks_that_nobody_sees_let_no_second_writer_in(
    place: Path, two_mounts: tuple[Path, Path], other_desk: Any
) -> None:
    here, there = _two(place, two_mounts, "a.carecoop")
    ann, ben = other_desk(here, "Ann"), other_desk(there, "Ben")
    assert (ann.answer, ben.answer) == ("writing", "reading")
    assert ann.do("write", "x1") == "saved"
    assert ben.do("write", "x2").startswith("Refusal: Ann at")
    until(lambda: ben.do("read") == "x1")
    ann.end()
    third = other_desk(there, "Cy")
    assert third.answer == "writing"
    assert third.do("write", "x3") == "saved"
    assert third.do("close") == "closed"
    assert stored(here) == ["x1", "x3"]


def test_a_holder_that_wakes_up_late_saves_nothing_and_harms_nothing(
    place: Path, two_mounts: tuple[Path, Path], other_desk: Any
) -> None:
    here, there = _two(place, two_mounts, "b.carecoop")
    ann = other_desk(here, "Ann")
    assert ann.do("write", "x1") == "saved"
    assert ann.do("write-slowly", "x2") == "half"
    ann.process.send_signal(signal.SIGSTOP)
    ben = other_desk(there, "Ben")
    assert ben.answer == "reading"
    until(lambda: other_takes(ben))
    assert ben.do("write", "x3") == "saved"
    ann.process.send_signal(signal.SIGCONT)
    assert ann.do("go on").startswith("PenLost: This desk no longer holds the pen")
    assert ann.do("write", "x4").startswith(("Refusal: Ben at", "PenLost"))
    assert ben.do("write", "x5") == "saved"
    until(lambda: ann.do("read") == "x1 x3 x5")
    assert ben.do("close") == "closed"
    assert stored(there) == ["x1", "x3", "x5"]


def other_takes(desk: Any) -> bool:
    return bool(desk.do("take") == "writing")


# -- the fence ---------------------------------------------------------------------------------------------------------


def _steal(desk: SharedDatabase) -> None:
    """Another desk takes the pen, whatever it was that let it think that this one is dead."""
    assert desk.pen.lease is not None
    taker = replace(desk.pen.lease, generation=desk.pen.lease.generation + 1, token="far", who="Far", machine="far",
                    free=False)  # fmt: skip
    assert desk.pen.notes.claim(taker)
    desk.pen.notes.clear_below(taker.generation)


CALM = Timing(beat=60, renewed=60, dead=60)


def test_a_pen_taken_before_the_change_begins(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann", CALM)
    _steal(desk)
    with pytest.raises(PenLost):
        write(desk, "x1")
    assert stored(place) == []


def test_a_pen_taken_in_the_middle_of_a_change(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann", CALM)
    with pytest.raises(PenLost), desk.writing() as connection:
        connection.execute(text("INSERT INTO setting (key, value) VALUES ('x1', '1')"))
        _steal(desk)
    assert stored(place) == []


def test_a_migration_is_proved_as_well(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann", CALM)
    with pytest.raises(PenLost), desk.bare() as connection:
        connection.execute(text("CREATE TABLE stray (x)"))
        _steal(desk)
        connection.commit()
    with closing(connect(place)) as raw:
        assert raw.execute("SELECT name FROM sqlite_master WHERE name = 'stray'").fetchall() == []


def test_the_number_in_the_file_alone_stops_a_writer(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann", CALM)
    write(desk, "x1")
    with closing(connect(place)) as raw:
        raw.execute("PRAGMA user_version=99")
    with pytest.raises(PenLost):
        write(desk, "x2")
    assert stored(place) == ["x1"]


def test_a_pen_taken_in_the_very_moment_of_saving_is_told(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann", CALM)
    assert desk._writer is not None
    from sqlalchemy import event

    event.listen(desk._writer, "commit", lambda _connection: _steal(desk))
    with pytest.raises(Fault, match="may or may not"):
        write(desk, "x1")


def test_notes_that_somebody_removed_begin_above_the_number_in_the_file(place: Path, open_desk: Open) -> None:
    first = open_desk(place, "Ann")
    first.hand_over()
    assert first.take_now()
    write(first, "x1")
    first.close()
    for note in place.parent.glob(".office*"):
        note.unlink()
    second = open_desk(place, "Ben")
    write(second, "x2")
    assert second.pen.lease is not None and second.pen.lease.generation == 3


def test_a_desk_whose_pen_was_taken_goes_back_to_reading(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann", Timing(beat=0.05, dead=60))
    write(desk, "x1")
    _steal(desk)
    until(lambda: desk.read_only)
    assert read(desk) == ["x1"]
    until(lambda: desk.state.holder.startswith("Far at"))
    with pytest.raises(Refusal, match="Far at"):
        write(desk, "x2")


def test_a_folder_that_goes_away_and_comes_back(place: Path, open_desk: Open) -> None:
    desk = open_desk(place, "Ann")
    gone = place.parent.with_name("gone")
    place.parent.rename(gone)
    until(lambda: desk.state.away)
    assert desk.state.status == "The shared folder does not answer"
    with pytest.raises(Fault):
        write(desk, "x1")
    gone.rename(place.parent)
    until(lambda: not desk.state.away)
    write(desk, "x2")
    assert stored(place) == ["x2"]


def test_programs_that_end_without_a_word_leave_the_pen_to_the_next(place: Path, open_desk: Open) -> None:
    code = ("import os, sys; from pathlib import Path; from carecoop_desktop.platform.database.address import Address;"
            "from carecoop_desktop.platform.database.pen.database import SharedDatabase;"
            "SharedDatabase(Address(path=Path(sys.argv[1]))); os._exit(0)")  # fmt: skip
    subprocess.run([sys.executable, "-c", code, str(place)], check=True, cwd=Path(__file__).parents[4])
    desk = open_desk(place, "Ann")
    assert not desk.read_only
    write(desk, "x1")
    assert stored(place) == ["x1"]


@pytest.fixture
def far_away(place: Path, other_desk: Callable[..., OtherDesk]) -> Callable[[], None]:
    """A desk that holds the pen, whose computer is another one, has died: nobody can look up its process here."""

    def dies() -> None:
        desk = other_desk(place, "Sam")
        assert desk.answer == "writing" and desk.do("write", "x1") == "saved"
        desk.end()
        notes = Notes(place)
        _generation, _raw, lease = notes.newest()
        assert lease is not None
        notes.rewrite(replace(lease, machine="another computer"))

    return dies


def test_a_single_command_waits_until_a_holder_elsewhere_is_dead_and_then_writes(
    place: Path, open_desk: Open, far_away: Callable[[], None]
) -> None:
    far_away()
    command, said = open_desk(place, "Nightly"), []
    with pytest.raises(Refusal, match=r"Sam at .* holds the pen"):
        write(command, "x2")
    command.patient = said.append
    write(command, "x2")
    assert stored(place) == ["x1", "x2"] and len(said) == 1 and "Sam at" in said[0] and "sign of life" in said[0]
    reader = open_desk(place, read_only=True)
    reader.patient = said.append
    with pytest.raises(Refusal):
        write(reader, "x3")
    assert len(said) == 1


def test_the_first_sign_of_life_ends_the_waiting(place: Path, open_desk: Open, far_away: Callable[[], None]) -> None:
    far_away()
    command, notes = open_desk(place, "Nightly", replace(QUICK, dead=3600)), Notes(place)

    def lives(_words: str) -> None:
        _generation, _raw, lease = notes.newest()
        assert lease is not None
        notes.rewrite(replace(lease, beat=lease.beat + 1))

    command.patient = lives
    with pytest.raises(Refusal, match=r"Sam at .* holds the pen"):
        write(command, "x2")
    assert stored(place) == ["x1"]


def test_nobody_waits_for_a_holder_of_this_computer_that_lives(place: Path, open_desk: Open) -> None:
    ann, said = open_desk(place, "Ann"), []
    command = open_desk(place, "Nightly")
    command.patient = said.append
    with pytest.raises(Refusal, match="Ann at"):
        write(command, "x1")
    assert said == [] and ann.state.mine
    ann.hand_over()
    write(command, "x2")
    assert command.state.mine, "one that was put down is taken"


def test_where_locks_are_passed_on_a_living_desk_keeps_the_pen_however_silent(
    place: Path, open_desk: Open, other_desk: Callable[..., OtherDesk]
) -> None:
    """Its note looks dead and of another computer, but the operating system knows better."""
    sam = other_desk(place, "Sam", beat=3600, renewed=3600)
    notes, command = Notes(place), open_desk(place, "Nightly")
    _generation, _raw, lease = notes.newest()
    assert sam.answer == "writing" and lease is not None
    notes.rewrite(replace(lease, machine="another computer"))
    until(lambda: command.pen.available)
    command.patient = lambda _words: None
    with pytest.raises(Refusal):
        write(command, "x2")
    assert sam.do("write", "x1") == "saved" and stored(place) == ["x1"]
