"""A figure that carries its working, so that "Why?" can always be answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a working: what was done, the amount it led to, and the rule it followed.

    ``pence`` is None where the line leads to no amount of its own; ``source`` names the published text.
    """

    label: str
    text: str
    pence: int | None = None
    rule: str = ""
    source: str = ""


class Worked:
    """A figure in pence with the lines that lead to it.

    The lines may be given as a function: they are then worked out when somebody asks, so that a pay run of thousands
    costs no text that nobody reads. Equal when the figures are equal.
    """

    __slots__ = ("_lines", "pence")

    def __init__(self, pence: int, lines: Iterable[Line] | Callable[[], Iterable[Line]] = ()) -> None:
        self.pence = pence
        self._lines = lines

    @property
    def lines(self) -> tuple[Line, ...]:
        """The working, in reading order."""
        if not isinstance(self._lines, tuple):
            self._lines = tuple(self._lines() if callable(self._lines) else self._lines)
        return self._lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Worked) and self.pence == other.pence

    def __hash__(self) -> int:
        return hash(self.pence)

    def __repr__(self) -> str:
        return f"Worked({self.pence})"
