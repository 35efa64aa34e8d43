"""What Ctrl+K offers about backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from carecoop_desktop.home.safety.keeping import back_up_into, back_up_to
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.restoring import restore_beside
from carecoop_desktop.home.safety.rules import ENDING
from carecoop_desktop.home.safety.screens.beside import beside
from carecoop_desktop.home.safety.screens.key_dialog import key_at_hand
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.tasks import Work

# A file that is there is refused with a sentence, so the dialog need not ask.
_NO_QUESTION = QFileDialog.Option.DontConfirmOverwrite
_KINDS = f"Backups (*{ENDING});;All files (*)"


def back_up_now(desk: Desk) -> None:
    """A proved backup in the folder of backups, at once."""
    _run(desk, lambda token: back_up_into(desk.office, backups_folder(), going=token.check).sentence, "Backing up")


def copy_to(desk: Desk) -> None:
    """A proved backup into a file that somebody chooses, such as one on a stick."""
    chosen, _kind = QFileDialog.getSaveFileName(
        QApplication.activeWindow(), "Back up to", f"office{ENDING}", _KINDS, options=_NO_QUESTION
    )
    if chosen:
        _run(desk, lambda token: back_up_to(desk.office, Path(chosen), token.check).sentence, "Backing up")


def restore(desk: Desk) -> None:
    """Choose a backup; it becomes a new office beside this one, which can then be opened."""
    chosen, _kind = QFileDialog.getOpenFileName(
        QApplication.activeWindow(), "Restore a backup", str(backups_folder()), _KINDS
    )
    if chosen and key_at_hand(Path(chosen), QApplication.activeWindow()):
        _run(desk, lambda _token: restore_beside(Path(chosen), desk.office.database.address.path), "Restoring")


def _run(desk: Desk, work: Work, text: str) -> None:
    def told(sentence: str) -> None:
        desk.window.tell(sentence)
        desk.changed.emit(frozenset({"setting"}))

    beside(desk, work, told, text)
