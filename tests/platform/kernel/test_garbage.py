import gc

import pytest

from carecoop_desktop.platform.kernel.garbage import undisturbed


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
