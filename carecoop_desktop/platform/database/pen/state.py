"""What a desk knows of the pen, in values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carecoop_desktop.platform.kernel.dates import LONDON, format_date


@dataclass(frozen=True, slots=True)
class Asker:
    """A desk that asks for the pen."""

    token: str
    who: str

    @property
    def sentence(self) -> str:
        """Told to the holder."""
        return f"{self.who} asks for the pen."


@dataclass(frozen=True, slots=True)
class PenState:
    """Who holds the pen (``holder`` is empty while nobody does), since when by that desk's own clock, who asks for it,
    and whether this desk has asked. ``away`` while the shared folder does not answer."""

    mine: bool
    holder: str = ""
    since: str = ""
    askers: tuple[Asker, ...] = ()
    asked: bool = False
    away: bool = False

    @property
    def sentence(self) -> str:
        """The reason why a deed cannot be done here; empty where it can."""
        if self.mine:
            return ""
        if not self.holder:
            return "No desk holds the pen at the moment. Take it to change anything."
        return f"{self.holder} holds the pen since {_when(self.since)}."

    @property
    def status(self) -> str:
        """For the status bar."""
        if self.away:
            return "The shared folder does not answer"
        if self.mine:
            asked = f", {len(self.askers)} asking" if self.askers else ""
            return f"You hold the pen{asked}"
        waiting = " (asked for)" if self.asked else ""
        return f"Reading: {self.sentence.removesuffix('.')}{waiting}" if self.holder else "Reading: the pen is free"


def _when(moment: str) -> str:
    try:
        local = datetime.fromisoformat(moment).astimezone(LONDON)
    except ValueError:
        return "an unknown time"
    today = datetime.now(LONDON).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%H:%M} on {format_date(local.date())}"
