import gc
import weakref
from collections.abc import Iterator

import pytest

from carecoop_desktop.platform.kernel.garbage import sweep, undisturbed


@pytest.fixture(autouse=True)
def searching() -> Iterator[None]:
    """Python searches by itself, as it does outside of the window and of these tests."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


class Ring:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.me = self


def test_the_collector_rests_and_is_back_afterwards():
    assert gc.isenabled()
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_back_after_trouble():
    with pytest.raises(KeyError), undisturbed():
        raise KeyError
    assert gc.isenabled()


def test_one_within_another_does_not_wake_it():
    with undisturbed():
        with undisturbed():
            pass
        assert not gc.isenabled()


def test_where_it_was_off_it_stays_off():
    gc.disable()
    try:
        with undisturbed():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_sweep_takes_what_waits_once_there_is_enough():
    with undisturbed():
        gc.collect()
        ring = weakref.ref(Ring())
        sweep()
        assert ring() is not None, "so little is not worth a search"
        kept = [[] for _ in range(gc.get_threshold()[0] + 100)]
        sweep()
        assert ring() is None
        assert gc.get_count()[0] < len(kept)


def test_every_so_often_a_sweep_looks_at_what_is_older():
    with undisturbed():
        gc.collect()
        ring = Ring()
        old = weakref.ref(ring)
        gc.collect()
        del ring
        kept = []
        for _ in range(200):
            kept.append([[] for _ in range(gc.get_threshold()[0] + 100)])
            sweep()
        assert old() is None
