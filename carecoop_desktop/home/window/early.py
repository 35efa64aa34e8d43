"""Today before the office is open: what its file kept of it, shown while everything heavy is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from carecoop_desktop.home.settings.look import apply_look
from carecoop_desktop.home.today.kept import Kept
from carecoop_desktop.home.today.screens.page import TodayView
from carecoop_desktop.platform.desktop.memory import SessionMemory
from carecoop_desktop.platform.desktop.page import EmptyState, Page
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.kernel.dates import LONDON

TODAY = "today"


@dataclass(slots=True)
class EarlyToday:
    """What is shown, and the records that somebody asked for meanwhile: opened as soon as it can be."""

    kept: Kept
    page: TodayView
    records: dict[str, int | None] = field(default_factory=dict)


class WaitingPage(Page):
    """Stands for a page that somebody opens before the office is there."""

    def __init__(self) -> None:
        super().__init__()
        self.add(EmptyState("Opening the office", "", None, note="This page opens in a moment."), 1)


def show_early(shell: Shell, kept: Kept, memory_folder: Path) -> EarlyToday | None:
    """Fill the window with what was kept, for somebody who would come to Today; None for anybody else."""
    memory = SessionMemory(memory_folder, kept.user)
    if memory.get("page", TODAY) != TODAY:
        return None
    apply_look(memory)
    memory.place_window(shell)
    shell.set_office(kept.office)
    shell.set_practice(kept.practice)

    def ask(key: str, record: int | None = None) -> None:
        early.records[key] = record
        shell.open(key)

    early = EarlyToday(kept, TodayView(kept.user, ask))
    early.page.show_today(kept.shown, kept.day, "" if kept.fresh else _as_of(kept))
    shell.set_pages(lambda key: early.page if key == TODAY else WaitingPage())
    shell.open(TODAY)
    return early


def _as_of(kept: Kept) -> str:
    """Says that what stands there is older than the office."""
    at = kept.at.astimezone(LONDON)
    return f" · as it stood on {at:%A} {at.day} {at:%B} at {at:%H:%M}; being read now"
