"""Today: a greeting, four figures, and what needs the office with the button that does it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from carecoop_desktop.home.today.greeting import greeting, line
from carecoop_desktop.home.today.queries import Figure, figures, needs, nobody_yet
from carecoop_desktop.home.today.screens.first_steps import FirstSteps
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Column, Do, EmptyState, Page, RowsTable, Tag, Tile, row
from carecoop_desktop.platform.kernel.dates import LONDON
from carecoop_desktop.platform.office.features import TodayItem

SHOWN = 200
"""More than anybody does in a day; the line above the table says how many there are in all."""


class TodayPage(Page):
    """The page that every day starts with."""

    topic = "today"
    shows = frozenset({
        "member", "assistant", "timesheet_line", "pay_period", "pay_run", "posting", "agreement", "assistant_dbs",
        "assistant_training", "assistant_right_to_work", "member_change_request", "evidence_plan", "sheet_declaration",
    })  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(greeting(desk.office.user.name, datetime.now(LONDON)), "")
        self._desk = desk
        self._tiles = [Tile("–", "", "") for _ in range(4)]
        self.add(row(*self._tiles, space=2))
        self._first = FirstSteps(desk)
        self._first.hide()
        self.add(self._first)
        self._card = Card("Needs you")
        self._table = RowsTable(
            [Column("When"), Column("What"), Column("Why", stretch=True), Column("Do it")], (),
            name="What needs the office")  # fmt: skip
        self._calm = EmptyState("Nothing needs the office", "", None, note="What is due or waiting will appear here.")
        self._card.add(self._table, 1)
        self._card.add(self._calm, 1)
        self.add(self._card, 1)
        self._items: list[TodayItem] = []
        self._table.opened.connect(self._open_row)

    def reload(self) -> None:
        """Read the figures and the list; the window stays usable meanwhile."""
        self._desk.read(self._show_figures, figures)
        self._desk.read(self._show_needs, needs)
        self._desk.read(self._show_first, nobody_yet)

    def _show_first(self, nobody: bool) -> None:
        self._first.setVisible(nobody)
        self._card.setVisible(not nobody)

    def _show_figures(self, found: list[Figure]) -> None:
        for tile, figure in zip(self._tiles, found, strict=True):
            tile.say(figure.figure, figure.what, figure.note)

    def _show_needs(self, items: list[TodayItem]) -> None:
        self._items = items[:SHOWN]
        self.say(greeting(self._desk.office.user.name, datetime.now(LONDON)), line(self._desk.today, len(items)))
        self._table.setVisible(bool(items))
        self._calm.setVisible(not items)
        self._table.set_rows([
            (Tag(item.when, item.tone), item.what, item.why, Do(item.button, partial(self._open, item)))
            for item in self._items
        ])

    def _open_row(self, number: int) -> None:
        self._open(self._items[number])

    def _open(self, item: TodayItem) -> None:
        self._desk.window.open_page(item.page, item.record_id)


def make_page(desk: Desk) -> Page:
    """The page behind the rail entry."""
    return TodayPage(desk)
