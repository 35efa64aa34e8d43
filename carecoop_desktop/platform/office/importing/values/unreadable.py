"""The one error of a value parser: what is wrong with a cell, and what would be accepted."""

from __future__ import annotations


class Unreadable(ValueError):
    """A cell that cannot be read: ``why`` in a few words, ``accepted`` with an example."""

    def __init__(self, why: str, accepted: str = "") -> None:
        super().__init__(f"{why}: {accepted}" if accepted else why)
        self.why = why
        self.accepted = accepted
