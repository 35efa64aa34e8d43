"""The pen: taken once, kept alive, judged by one's own seconds, and proved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carecoop_desktop.platform.database.pen.holding import Pen, PenLost, Timing
from carecoop_desktop.platform.database.pen.lease import Lease
from carecoop_desktop.platform.kernel.errors import Fault
from tests.platform.database.pen.desks import QUICK, until

FAR = Lease(4, "far", "Ben", "PC-9", "2099-01-01T00:00:00+00:00", "another computer", 1, 1)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return tmp_path / "office.carecoop"


def test_the_first_takes_it_and_the_second_does_not(office: Path) -> None:
    first, second = Pen(office, "Ann", QUICK), Pen(office, "Ben", QUICK)
    assert first.take() and first.mine
    assert not second.take()
    assert second.seen is not None and second.seen.who == "Ann"
    first.let_go()
    assert second.take()
    assert second.lease is not None and second.lease.generation == 2
    second.let_go()


def test_a_pen_put_down_in_order_is_clean_for_the_next(office: Path) -> None:
    first = Pen(office, "Ann", QUICK)
    assert first.take() and first.lease is not None and first.lease.clean
    first.settled()
    first.let_go()
    second = Pen(office, "Ben", QUICK)
    assert second.take() and second.lease is not None and second.lease.clean
    second.let_go(clean=False)
    third = Pen(office, "Cy", QUICK)
    assert third.take() and third.lease is not None and not third.lease.clean
    third.let_go()


@pytest.mark.parametrize("since", ["1999-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00", "nonsense"])
def test_a_silent_holder_far_away_is_dead_after_our_own_seconds_whatever_its_clock_says(
    office: Path, since: str
) -> None:
    pen = Pen(office, "Ann", QUICK)
    pen.notes.claim(replace(FAR, since=since))
    assert not pen.take()
    until(pen.take)
    assert pen.lease is not None and (pen.lease.generation, pen.lease.clean) == (5, False)
    pen.let_go()


def test_a_holder_that_beats_lives_whatever_its_clock_says(office: Path) -> None:
    pen = Pen(office, "Ann", Timing(dead=0.3))
    far = replace(FAR, since="1999-01-01T00:00:00+00:00")
    pen.notes.claim(far)
    start = pen.silence
    for beat in range(1, 5):
        until(lambda: pen.silence > 0.15)
        pen.notes.rewrite(replace(far, beat=beat))
        assert not pen.take()
        assert pen.silence < 0.15
    assert start >= 0


def test_a_holder_of_this_computer_that_ended_is_dead_at_once(office: Path) -> None:
    from carecoop_desktop.platform.database.pen.machine import machine

    pen = Pen(office, "Ann")
    pen.notes.claim(replace(FAR, machine=machine(), process=2**22 + 5))
    assert pen.take()
    pen.let_go()


def test_a_pen_that_was_taken_is_lost_at_the_next_proof_and_the_next_beat(office: Path) -> None:
    for notice in (Pen.prove, Pen.beat):
        pen = Pen(office, "Ann", QUICK)
        assert pen.take()
        assert pen.lease is not None
        taker = replace(FAR, generation=pen.lease.generation + 1, free=True, clean=True)
        pen.notes.claim(taker)
        pen.notes.clear_below(taker.generation)
        if notice is Pen.prove:
            with pytest.raises(PenLost):
                notice(pen)
        else:
            notice(pen)
        assert pen.lost and not pen.mine
        pen.let_go()
        assert pen.notes.newest()[2] == taker


def test_a_folder_that_does_not_answer_saves_nothing(office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    pen = Pen(folder / "office.carecoop", "Ann", QUICK)
    assert pen.take()
    folder.rename(tmp_path / "away")
    with pytest.raises(Fault):
        pen.prove()
    pen.let_go()


def test_a_pen_handed_to_somebody_waits_for_them_a_while(office: Path) -> None:
    ann, ben, cy = (Pen(office, who, QUICK) for who in ("Ann", "Ben", "Cy"))
    assert ann.take()
    ben.ask()
    (request,) = ann.notes.requests()
    assert request.who == "Ben"
    ann.let_go(request.token)
    cy.look()
    assert not cy.available
    assert ben.take()
    ben.withdraw()
    ben.let_go("nobody who is there")
    cy.look()
    assert not cy.available
    until(cy.take)
    cy.let_go()
    assert cy.notes.requests() == []


def test_who_works_here_is_told_once_known(office: Path) -> None:
    pen = Pen(office, "", QUICK)
    assert pen.take()
    pen.introduce("Priya Shah")
    found = pen.notes.newest()[2]
    assert found is not None and found.who == "Priya Shah"
    pen.let_go()


def test_each_save_raises_the_revision_also_over_a_change_of_hands(office: Path) -> None:
    pen, other = Pen(office, "Ann", QUICK), Pen(office, "Ben", QUICK)
    assert pen.take()
    other.look()
    before = other.mark
    pen.saved()
    other.look()
    assert other.mark > before
    pen.let_go()
    assert other.take() and other.lease is not None
    assert other.lease.revision > before[1]
    other.let_go()
