"""An office file that can no longer be read as it is: restore a backup, or rescue what still reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.restoring import free_name, restore_beside
from carecoop_desktop.home.safety.rules import ENDING
from carecoop_desktop.home.safety.salvage import Salvage, salvage
from carecoop_desktop.platform.desktop.dialogs import show_error
from carecoop_desktop.platform.desktop.page import Card, Column, Page, Pill, RowsTable, Tag, button, label, row
from carecoop_desktop.platform.desktop.tasks import LaneOf, Runner


class DamagedPage(Page):
    """Says what is wrong, and offers both ways; the damaged file itself is never touched."""

    topic = "encryption"

    def __init__(
        self,
        path: Path,
        sentence: str,
        open_place: Callable[[str], object],
        other: Callable[[], object],
        runner: Runner,
    ) -> None:
        super().__init__("This office is damaged", path.name)
        self._path, self._open, self._lane = path, open_place, LaneOf(runner, "other")
        self.made = ""
        card = Card()
        card.add(row(Pill("damaged", "bad"), label(sentence, wrap=True), None))
        words = "A backup is whole and proved: choose the latest. Only where there is none, rescue what still reads."
        card.add(label(words, wrap=True))
        self.restore_button = button("Restore a backup...", self.restore, role="primary")
        self.rescue_button = button("Rescue what still reads", self.rescue)
        card.add(row(self.restore_button, self.rescue_button, button("Another office...", other), None))
        self.outcome = label("", wrap=True)
        self.open_button = button("Open it", lambda: self._open(self.made))
        self.open_button.hide()
        card.add(self.outcome)
        card.add(row(self.open_button, None))
        self.account = RowsTable(
            [Column("Table", stretch=True), Column("Read", "number"), Column("Lost"), Column("Set aside", "number")],
            name="What was rescued", fit=True,
        )  # fmt: skip
        self.account.hide()
        card.add(self.account)
        self.add(card)
        self.body.addStretch(1)

    def restore(self) -> None:
        """Choose a backup; it becomes a new office beside the damaged one."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Restore a backup", str(backups_folder()), f"Backups (*{ENDING});;All files (*)"
        )
        if chosen:
            self._lane.run(lambda: restore_beside(Path(chosen), self._path), self._restored, self._failed, "Restoring")

    def _restored(self, sentence: str) -> None:
        self.outcome.setText(sentence)

    def rescue(self) -> None:
        """Rescue what reads into a new office beside the damaged one."""
        target = free_name(self._path.parent, self._path.stem, "rescued")
        self._lane.run(lambda: salvage(self._path, target), self._rescued, self._failed, "Rescuing what still reads")

    def _rescued(self, done: Salvage) -> None:
        self.made = str(done.place)
        self.outcome.setText(done.sentence)
        lines = [
            (table.table.replace("_", " ").capitalize(), table.read,
             Tag("not known", "warn") if table.lost is None else Tag(str(table.lost), "bad" if table.lost else "met"),
             table.loose)
            for table in (done.harmed or done.tables) if table.read or not table.whole
        ]  # fmt: skip
        self.account.set_rows(lines)
        self.account.show()
        self.open_button.show()

    def _failed(self, trouble: Exception) -> None:
        show_error(self, trouble)
