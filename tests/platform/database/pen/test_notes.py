"""The small files beside a shared office: claimed once, rewritten only while they are there."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from carecoop_desktop.platform.database.pen.lease import Lease, Request
from carecoop_desktop.platform.database.pen.notes import Notes

LEASE = Lease(1, "abc", "Ann", "PC-2", "2026-11-22T10:42:00+00:00", "here", 77, 12345)


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "our [new] office.carecoop")


def test_a_generation_is_claimed_once(notes: Notes) -> None:
    assert notes.newest() == (0, b"", None)
    assert notes.claim(LEASE)
    assert not notes.claim(replace(LEASE, token="other"))
    assert notes.newest()[2] == LEASE


def test_of_many_desks_at_once_one_gets_it(notes: Notes) -> None:
    won: list[int] = []
    ready = threading.Barrier(12)

    def try_it(number: int) -> None:
        ready.wait()
        if notes.claim(replace(LEASE, token=str(number))):
            won.append(number)

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = notes.newest()[2]
    assert found is not None
    assert [str(number) for number in won] == [found.token]


def test_a_late_claim_below_a_newer_one_fails_and_leaves_nothing(notes: Notes) -> None:
    assert notes.claim(replace(LEASE, generation=7))
    assert not notes.claim(replace(LEASE, generation=6))
    assert not notes.path_of(6).exists()


def test_a_lease_that_was_taken_away_is_never_written_again(notes: Notes) -> None:
    notes.claim(LEASE)
    notes.rewrite(replace(LEASE, beat=5))
    assert notes.holds(LEASE)
    notes.claim(replace(LEASE, generation=2, token="other"))
    notes.clear_below(2)
    assert not notes.holds(LEASE)
    with pytest.raises(FileNotFoundError):
        notes.rewrite(replace(LEASE, beat=6))
    assert notes.newest()[0] == 2


def test_a_free_or_foreign_lease_is_not_held(notes: Notes) -> None:
    notes.claim(LEASE)
    assert not notes.holds(replace(LEASE, token="other"))
    notes.rewrite(replace(LEASE, free=True))
    assert not notes.holds(LEASE)


def test_a_note_being_written_has_a_number_already(notes: Notes) -> None:
    notes.path_of(4).touch()
    assert notes.newest() == (4, b"", None)


def test_requests_come_and_go(notes: Notes) -> None:
    notes.ask(Request("b", "Ben", "PC-3"))
    notes.ask(Request("a", "Ann", "PC-1"))
    notes.ask(Request("a", "Ann", "PC-1", 4))
    assert [(r.token, r.beat) for r in notes.requests()] == [("a", 4), ("b", 0)]
    notes.withdraw("a")
    notes.withdraw("a")
    assert [r.who for r in notes.requests()] == ["Ben"]
