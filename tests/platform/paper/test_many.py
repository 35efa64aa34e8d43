"""Many papers at once: the same files whatever makes them, and no one paper holds up the rest."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from carecoop_desktop.platform.paper.blocks import Paragraph, Title
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.many import FEW, Order, write_many

STRIDE = 86_400


def build(value: tuple[str, int]) -> Document:
    from datetime import UTC, datetime

    name, pence = value
    return Document(
        f"Payslip {name}",
        (Title(name), Paragraph(f"Net pay {pence}")),
        made_at=datetime.fromtimestamp(STRIDE, UTC),
    )


def orders(folder: Path, count: int) -> list[Order[tuple[str, int]]]:
    return [Order((f"Person {at}", at), folder / f"{at}.pdf") for at in range(count)]


def test_every_order_becomes_a_paper_in_the_orders_sequence(tmp_path: Path) -> None:
    made = write_many(build, orders(tmp_path, 5))
    assert [written.path.name for written in made.written] == [f"{at}.pdf" for at in range(5)]
    assert (made.faults, made.cancelled) == ((), False)


def test_nothing_to_do_is_done(tmp_path: Path) -> None:
    made = write_many(build, [])
    assert (made.written, made.faults, made.cancelled) == ((), (), False)


def test_progress_counts_up_to_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_many(build, orders(tmp_path, 4), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_cancel_stops_after_the_paper_in_hand(tmp_path: Path) -> None:
    made = write_many(build, orders(tmp_path, 9), cancelled=lambda: len(list(tmp_path.iterdir())) >= 3)
    assert made.cancelled
    assert len(made.written) == len(list(tmp_path.iterdir())) == 3


def test_a_paper_that_cannot_be_written_does_not_hold_up_the_others(tmp_path: Path) -> None:
    wanted = orders(tmp_path, 4)
    wanted[1] = Order(("Person 1", 1), tmp_path / "nowhere" / "1.pdf")
    made = write_many(build, wanted)
    assert [written.path.name for written in made.written] == ["0.pdf", "2.pdf", "3.pdf"]
    [(path, fault)] = made.faults
    assert path.name == "1.pdf"
    assert "is not there" in fault.sentence
    assert not made.cancelled


def test_our_own_bug_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_many(build, [Order(None, tmp_path / "a.pdf")])  # type: ignore[list-item]


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes import this module by its name, which pytest's way of importing hides from them."""
    folder = str(Path(__file__).parent)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([folder, os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setattr(build, "__module__", "test_many")
    monkeypatch.setitem(sys.modules, "test_many", sys.modules[__name__])


@pytest.mark.usefixtures("importable")
def test_two_processes_make_the_same_files_as_one(tmp_path: Path) -> None:
    alone, both = tmp_path / "alone", tmp_path / "both"
    alone.mkdir()
    both.mkdir()
    told: list[int] = []
    wanted = orders(both, 40)
    wanted[7] = Order(("Person 7", 7), both / "nowhere" / "7.pdf")
    write_many(build, orders(alone, 40), workers=1)
    made = write_many(build, wanted, workers=2, progress=lambda done, total: told.append(done))
    assert [path.name for path, _ in made.faults] == ["7.pdf"]
    assert "is not there" in made.faults[0][1].sentence
    assert told == list(range(1, 41))
    for written in made.written:
        assert written.path.read_bytes() == (alone / written.path.name).read_bytes()


@pytest.mark.usefixtures("importable")
def test_a_cancel_reaches_the_other_processes(tmp_path: Path) -> None:
    seen: list[int] = []
    made = write_many(
        build,
        orders(tmp_path, 300),
        workers=2,
        progress=lambda done, total: seen.append(done),
        cancelled=lambda: bool(seen),
    )
    assert made.cancelled
    assert 0 < len(made.written) < 300
    assert len(made.written) == len(list(tmp_path.iterdir()))


def killed_once(value: tuple[str, int]) -> Document:
    """Takes its process down the first time it meets person 3."""
    marker = Path(os.environ["KILLED_ONCE"])
    if value[1] == 3 and not marker.exists():
        marker.touch()
        os._exit(9)
    return build(value)


@pytest.mark.usefixtures("importable")
def test_papers_of_a_killed_process_are_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILLED_ONCE", str(tmp_path / "marker"))
    monkeypatch.setattr(killed_once, "__module__", "test_many")
    made = write_many(killed_once, orders(tmp_path, 40), workers=2)
    assert (tmp_path / "marker").exists()
    assert len(made.written) == 40
    assert not made.cancelled


def test_a_frozen_program_stays_in_its_own_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    made = write_many(lambda value: build(value), orders(tmp_path, FEW + 1))  # a lambda could not travel
    assert len(made.written) == FEW + 1


def who_made_it(value: tuple[str, int]) -> Document:
    """Writes down which process it runs in."""
    with Path(os.environ["WHO_MADE_IT"]).open("a") as notes:
        notes.write(f"{value[1]} {os.getpid()}\n")
    return build(value)


@pytest.mark.usefixtures("importable")
def test_this_process_works_too_from_the_end_and_waits_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes"
    monkeypatch.setenv("WHO_MADE_IT", str(notes))
    monkeypatch.setattr(who_made_it, "__module__", "test_many")
    made = write_many(who_made_it, orders(tmp_path, 80), workers=2)
    assert len(made.written) == 80
    by = [line.split() for line in notes.read_text().splitlines()]
    here = [int(number) for number, process in by if int(process) == os.getpid()]
    assert here[0] == 72 and len({process for _, process in by}) == 2
    assert sorted(int(number) for number, _ in by) == list(range(80))
