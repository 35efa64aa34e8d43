"""Short questions and messages in plain words. One dialog at a time: a dialog never opens from a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page.buttons import button
from carecoop_desktop.platform.desktop.page.labels import label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.errors import Fault, Refusal


class NestedDialog(RuntimeError):
    """A dialog was asked for while another is open: our own mistake."""


class Message(QDialog):
    """A sentence, what can be done about it, and buttons. The first button is the one Esc does not mean."""

    def __init__(self, title: str, sentence: str, remedy: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence} {remedy}".strip())
        self.chosen = ""
        sizes = current().sizes
        self._place = QVBoxLayout(self)
        edge = sizes.units(3)
        self._place.setContentsMargins(edge, edge, edge, sizes.units(2))
        self._place.setSpacing(sizes.units(1.5))
        self._place.addWidget(label(sentence, "heading", wrap=True))
        if remedy:
            self._place.addWidget(label(remedy, wrap=True))
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._place.addSpacing(sizes.unit)
        self._place.addLayout(self._buttons)
        self.setMinimumWidth(sizes.chars(48))

    def offer(self, words: str, role: str = "") -> QPushButton:
        """One more button; pressing it closes the dialog with these words as ``chosen``."""
        made = button(words, lambda: self._choose(words), role=role)
        made.setAutoDefault(True)
        made.setDefault(role == "primary")
        self._buttons.addWidget(made)
        return made

    def _choose(self, words: str) -> None:
        self.chosen = words.replace("&", "")
        self.accept()

    def ask(self) -> str:
        """Show it until a button is pressed; gives the button's words, or nothing after Esc."""
        other = QApplication.activeModalWidget()
        if other is not None:
            raise NestedDialog(f"{self.windowTitle()!r} was asked for over {other.windowTitle()!r}")
        self.exec()
        self.deleteLater()
        return self.chosen


def tell(parent: QWidget | None, title: str, sentence: str, remedy: str = "") -> None:
    """A message with a Close button."""
    box = Message(title, sentence, remedy, parent)
    box.offer("Close", "primary")
    box.ask()


def confirm(
    parent: QWidget | None, sentence: str, deed: str, *, remedy: str = "", danger: bool = False, keep: str = "Cancel"
) -> bool:
    """Ask before a deed; the button is named after it, the other (and Esc) leaves everything as it is."""
    box = Message("CareCoop", sentence, remedy, parent)
    keeping = box.offer(keep)
    doing = box.offer(deed, "danger" if danger else "primary")
    (keeping if danger else doing).setFocus(Qt.FocusReason.OtherFocusReason)
    return box.ask() == deed.replace("&", "")


def show_refusal(parent: QWidget | None, refusal: Refusal) -> None:
    """Say what cannot be done now and what helps."""
    tell(parent, "This cannot be done now", refusal.sentence, refusal.remedy)


def show_fault(parent: QWidget | None, fault: Fault, again: Callable[[], object] | None = None) -> bool:
    """Say what the machine failed at; Retry runs ``again`` after the dialog has closed. Gives whether it was chosen."""
    box = Message("Something did not work", fault.sentence, fault.remedy, parent)
    if fault.retry and again is not None:
        box.offer("Close")
        box.offer("Retry", "primary")
    else:
        box.offer("Close", "primary")
    retry = box.ask() == "Retry"
    if retry and again is not None:
        again()
    return retry


def show_error(parent: QWidget | None, error: BaseException, again: Callable[[], object] | None = None) -> bool:
    """Show a Refusal or a Fault; False for anything else, which is our bug and belongs to the crash handler."""
    if isinstance(error, Fault):
        show_fault(parent, error, again)
    elif isinstance(error, Refusal):
        show_refusal(parent, error)
    else:
        return False
    return True
