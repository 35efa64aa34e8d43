"""What the checks look at, and what they say: a tone, a word for the cell, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from carecoop_desktop.platform.kernel.dates import LONDON, shift_bounds


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a look. ``line_id`` None speaks of the whole row (or week) of the PA and member."""

    tone: str
    word: str
    sentence: str
    line_id: int | None = None

    @property
    def blocks(self) -> bool:
        """Whether a line is not simply ready to be approved."""
        return self.tone == "bad"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of one PA as the checks see it."""

    id: int
    assistant_id: int
    member_id: int | None
    member: str
    day: date
    kind: str
    start: time | None = None
    finish: time | None = None
    minutes: int = 0
    nights: int = 0
    miles: int = 0
    expenses: int = 0
    bounds: tuple[datetime, datetime] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        timed = self.start is not None and self.finish is not None and self.start != self.finish
        bounds = shift_bounds(self.day, self.start, self.finish) if timed else None  # type: ignore[arg-type]
        object.__setattr__(self, "bounds", bounds)

    @property
    def times(self) -> str:
        """``14:00–17:30``, or nothing."""
        return f"{self.start:%H:%M}–{self.finish:%H:%M}" if self.start and self.finish else ""


def minutes_between(first: datetime, last: datetime) -> int:
    """Whole minutes from one moment to another."""
    return int((last - first).total_seconds()) // 60


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it."""
    return moment.astimezone(LONDON)
