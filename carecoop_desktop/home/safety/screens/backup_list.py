"""The list of backups in Settings: each can be brought back as a new office beside this one."""

from __future__ import annotations

from functools import partial

from carecoop_desktop.home.safety.keeping import back_up_into
from carecoop_desktop.home.safety.listing import Found, Listing, backups_of, size_words
from carecoop_desktop.home.safety.permissions import BACK_UP
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.restoring import restore_beside
from carecoop_desktop.home.safety.screens.beside import beside
from carecoop_desktop.home.safety.screens.key_dialog import key_at_hand
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm
from carecoop_desktop.platform.desktop.page import Card, Column, Do, RowsTable, Tag, allow, button, label, row
from carecoop_desktop.platform.desktop.page.cells import Cell
from carecoop_desktop.platform.desktop.tasks import Work
from carecoop_desktop.platform.kernel.dates import format_moment

NONE = "No backup of this office yet. The first is made on its own some seconds after the office is opened."
MAY_NOT = "Your role may not make or restore backups."


class BackupList(Card):
    """When, where, how large, proved or not; Restore asks once and then does it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Backups")
        self._desk = desk
        self._why_not = "" if desk.may(BACK_UP) else MAY_NOT
        self.listing: Listing | None = None
        self.now = button("Back up now", self.back_up, role="small")
        allow(self.now, self._why_not)
        self.table = RowsTable(
            [Column("Made"), Column("Where", stretch=True), Column("Size"), Column("State"), Column("")],
            name="Backups of this office", fit=True,
        )  # fmt: skip
        self.note = label(NONE, "note", wrap=True)
        words = label("A restored backup becomes a new office; this one stays as it is.", "note", wrap=True)
        head = row(words, self.now)
        head.setStretch(0, 1)
        self.add(head)
        self.add(self.table)
        self.add(self.note)
        self.table.hide()

    def reload(self) -> None:
        """Look at the disks, off the window's thread."""
        office = self._desk.office
        self._desk.lane.run(lambda: backups_of(office, backups_folder()), self._show, self._desk.window.show_trouble)

    def _show(self, listing: Listing) -> None:
        self.listing = listing
        self.table.set_rows([self._cells(one) for one in listing.found])
        self.table.setVisible(bool(listing.found))
        unseen = " ".join(f"{place} cannot be looked into now." for place in listing.unseen)
        self.note.setText(unseen if listing.found else f"{NONE} {unseen}".strip())
        self.note.setVisible(bool(self.note.text()))

    def _cells(self, one: Found) -> list[Cell]:
        state = Tag("cannot be read", "bad") if one.trouble else Tag(f"proved, {one.rows:,} rows", "met")
        if one.key_missing:
            state = Tag("needs its recovery key", "warn")
        why_not = self._why_not or ("" if one.key_missing else one.trouble)
        restore = Do("Restore...", partial(self.restore, one), why_not)
        return [format_moment(one.made), str(one.path.parent), size_words(one.size), state, restore]

    def restore(self, one: Found) -> None:
        """Ask, and make a new office of a backup."""
        when = format_moment(one.made)
        remedy = "It is opened from File, Another office. Nothing in this office changes."
        if confirm(self, f"Make a new office as this one was on {when}?", "Restore", remedy=remedy):
            path = self._desk.office.database.address.path
            if not key_at_hand(one.path, self):
                return
            self._run(lambda _token: restore_beside(one.path, path), "Restoring")

    def back_up(self) -> None:
        """A proved backup, at once."""
        office = self._desk.office
        self._run(lambda token: back_up_into(office, backups_folder(), going=token.check).sentence, "Backing up")

    def _run(self, work: Work, text: str) -> None:
        def told(sentence: str) -> None:
            self._desk.window.tell(sentence)
            self._desk.changed.emit(frozenset({"setting"}))
            self.reload()

        beside(self._desk, work, told, text)
