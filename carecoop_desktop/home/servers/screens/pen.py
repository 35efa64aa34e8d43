"""The strip above the pages of an office in a shared folder: who holds the pen, who asks for it, and the deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.database.pen.state import PenState
from carecoop_desktop.platform.desktop.page import button, label
from carecoop_desktop.platform.desktop.theme import current


class PenStrip(QFrame):
    """A sentence and what can be done about it. Hidden while this desk holds the pen and nobody asks."""

    def __init__(self, ask: Callable[[], object], withdraw: Callable[[], object], give: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("penStrip")
        self.setProperty("role", "card")
        self.setAccessibleName("The pen of this office")
        sizes = current().sizes
        across = QHBoxLayout(self)
        across.setContentsMargins(sizes.units(3), sizes.unit, sizes.units(3), sizes.unit)
        self.words = label("", "strong", wrap=True)
        self.ask_button = button("Ask for the pen", ask, role="small", tip="The desk that holds it is told")
        self.withdraw_button = button("Ask no longer", withdraw, role="small")
        self.give_button = button("Hand over the pen...", give, role="small")
        across.addWidget(self.words, 1)
        for each in (self.ask_button, self.withdraw_button, self.give_button):
            across.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, state: PenState) -> None:
        """Say where the pen is."""
        self.words.setText(strip_words(state))
        self.ask_button.setText("Ask for the pen" if state.holder else "Take the pen")
        self._offer(self.ask_button, not state.mine and not state.asked)
        self._offer(self.withdraw_button, not state.mine and state.asked)
        self._offer(self.give_button, state.mine)
        self.setVisible(not state.mine or bool(state.askers) or state.away)

    @staticmethod
    def _offer(made: QPushButton, offered: bool) -> None:
        made.setVisible(offered)


def strip_words(state: PenState) -> str:
    """The sentence of the strip."""
    if state.away:
        return "The shared folder does not answer. Nothing can be saved until it does; it is tried again."
    if state.mine:
        return " ".join(asker.sentence for asker in state.askers)
    asked = " You have asked for it: it comes as soon as it is handed over." if state.asked else ""
    return f"You are reading. {state.sentence}{asked}"


class PenKeeper(QObject):
    """Keeps strip, status bar and grey deeds as the pen moves, and carries out what the strip's buttons ask for."""

    moved = Signal()
    """Comes from the beat's thread and arrives on the window's."""

    def __init__(self, window: MainWindow, database: SharedDatabase) -> None:
        super().__init__(window)
        self._window, self._database = window, database
        self._mine: bool | None = None
        self.strip = PenStrip(self.ask, self.withdraw, self.give)
        window.shell.set_strip(self.strip)
        self.moved.connect(self.show_state)
        database.on_pen.append(self.moved.emit)
        self.show_state()

    def show_state(self) -> None:
        """Show where the pen is; the pages follow when it has come or gone."""
        state = self._database.state
        self.strip.show_state(state)
        self._window.shell.set_status(where=f"{self._database.place}: {state.status}")
        self._window.desk.stand(state.sentence)
        if self._mine is not None and self._mine != state.mine:
            self._window.tell("You hold the pen: this office can be changed here." if state.mine
                              else "The pen is given; you go on reading.")  # fmt: skip
            self._window.build_deeds_anew()
        self._mine = state.mine

    def ask(self) -> None:
        """Ask the desk that holds it, or take it where nobody does."""
        self._run(self._database.ask)

    def withdraw(self) -> None:
        """Ask no longer."""
        self._run(self._database.withdraw)

    def give(self) -> None:
        """Hand it over to the first who asked, once nothing unsaved stands on the open page."""
        page = self._window.shell.current_page
        if page is not None and not page.may_leave():
            return
        askers = self._database.state.askers
        self._run(lambda: self._database.hand_over(askers[0].token if askers else ""), "Handing over the pen")

    def _run(self, deed: Callable[[], object], text: str = "") -> None:
        trouble = self._window.show_trouble
        self._window.desk.lane.run(deed, lambda _none: self.show_state(), trouble, text)


def keep_pen(window: MainWindow) -> PenKeeper | None:
    """Follow the pen where the office has one."""
    database = window.office.database
    return PenKeeper(window, database) if isinstance(database, SharedDatabase) else None
