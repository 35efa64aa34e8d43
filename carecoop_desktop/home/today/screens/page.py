"""Today: a greeting, four figures, and what needs the office with the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from carecoop_desktop.home.today.greeting import greeting, line
from carecoop_desktop.home.today.shown import Shown
from carecoop_desktop.platform.desktop.page import Card, Column, Do, EmptyState, EvenRow, Page, RowsTable, Tag, Tile
from carecoop_desktop.platform.kernel.dates import LONDON
from carecoop_desktop.platform.office.features import TodayItem

if TYPE_CHECKING:
    from carecoop_desktop.home.today.screens.first_steps import FirstSteps
    from carecoop_desktop.platform.desktop.desk import Desk
    from carecoop_desktop.platform.office.reader import Reader

OpenPage = Callable[[str, int | None], None]
SHOWN = 200
"""More than anybody does in a day; the line above the table says how many there are in all."""


class TodayView(Page):
    """The page as it looks; it is there before an office is open, and then shows what was kept of Today."""

    topic = "today"

    def __init__(self, name: str, open_page: OpenPage) -> None:
        super().__init__(greeting(name, datetime.now(LONDON)), "")
        self._name = name
        self._open_page = open_page
        self._shown: Shown | None = None
        self._tiles = [Tile("–", "", "") for _ in range(4)]
        self.add(EvenRow(*self._tiles))
        self._card = Card("Needs you")
        self._table = RowsTable(
            [Column("When"), Column("What", stretch=True), Column("Why", stretch=True), Column("Do it")], (),
            name="What needs the office")  # fmt: skip
        self._calm = EmptyState("Nothing needs the office", "", None, note="What is due or waiting will appear here.")
        self._card.add(self._table, 1)
        self._card.add(self._calm, 1)
        self._calm.setVisible(False)  # nobody knows yet whether nothing needs the office
        self.add(self._card, 1)
        self._table.opened.connect(self._open_row)

    def show_today(self, shown: Shown, day: date, note: str = "") -> None:
        """Put figures and lines into the page; what stands there already is left alone."""
        self.say(greeting(self._name, datetime.now(LONDON)), line(day, len(shown.items)) + note)
        if shown == self._shown:
            return
        self._shown = shown
        for tile, figure in zip(self._tiles, shown.figures, strict=True):
            tile.say(figure.figure, figure.what, figure.note)
        self._card.setVisible(not shown.nobody or bool(shown.items))
        self._table.setVisible(bool(shown.items))
        self._calm.setVisible(not shown.items)
        self._table.set_rows(
            [
                (Tag(item.when, item.tone), item.what, item.why, Do(item.button, partial(self._open, item)))
                for item in shown.items[:SHOWN]
            ]
        )

    def show_today_first(self, shown: Shown, day: date) -> None:
        """Put something into the page as long as nothing else stands there."""
        if self._shown is None:
            self.show_today(shown, day)

    def _open_row(self, number: int) -> None:
        if self._shown is not None:
            self._open(self._shown.items[number])

    def _open(self, item: TodayItem) -> None:
        self._open_page(item.page, item.record_id)


class TodayPage(TodayView):
    """The page that every day starts with, of an open office."""

    shows = frozenset({
        "member", "assistant", "timesheet_line", "pay_period", "pay_run", "posting", "agreement", "assistant_dbs",
        "assistant_training", "assistant_right_to_work", "member_change_request", "evidence_plan", "sheet_declaration",
    })  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.office.user.name, desk.window.open_page)
        self._desk = desk
        self._first: FirstSteps | None = None
        self.read = False
        """Whether what stands there has been read from the open office."""

    def reload(self) -> None:
        """Read it all in one view of the office; the window stays usable meanwhile."""
        self._desk.read(self._show, _shown_today)

    def _show(self, shown: Shown) -> None:
        if shown.nobody and self._first is None:
            from carecoop_desktop.home.today.screens.first_steps import FirstSteps

            self._first = FirstSteps(self._desk)
            self.body.insertWidget(1, self._first, 1)  # it takes what room is left, not the tiles
        if self._first is not None:
            self._first.setVisible(shown.nobody)
        self.show_today(shown, self._desk.today)
        self.read = True


def _shown_today(reader: Reader) -> Shown:
    """Imports what is read off the window's thread."""
    from carecoop_desktop.home.today.queries import shown_today

    return shown_today(reader)


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return TodayPage(desk)
