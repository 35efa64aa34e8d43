"""Keeps Python's garbage collector out of the middle of a big piece of work, and on a thread where it does no harm."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for garbage until the end, whatever happens in between.

    A pay run makes objects by the hundred thousand and holds on to them: each search walks through all of them and
    finds nothing. What is dropped meanwhile is freed as always; only rings of objects wait.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def sweep() -> None:
    """Look for garbage on this thread as far as Python would by itself: for where its own search is off."""
    waiting, enough = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if waiting[generation] > enough[generation]:
            gc.collect(generation)
            return
