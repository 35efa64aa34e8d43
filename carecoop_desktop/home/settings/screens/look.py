"""How the program looks to the person signed in: colours and text size, applied at once and remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, Pill, column, label, row
from carecoop_desktop.platform.desktop.theme import keeper
from carecoop_desktop.platform.desktop.theme.keeper import TEXT_SIZES, Mode

MODES: tuple[tuple[Mode, str], ...] = (
    ("system", "As this computer does"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)


class LookTab(QWidget):
    """Two choices; nothing to save."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.modes = [self._choice(words, partial(self.choose, mode=mode)) for mode, words in MODES]
        self.sizes = [self._choice(f"{size}%", partial(self.choose, text=size)) for size in TEXT_SIZES]
        column(self._card("Colours", self.modes, "Follows Windows, its high contrast too, unless you choose."),
               self._card("Text size", self.sizes, "Every page fits its text at each of these sizes."),
               self._sample(), None, owner=self, space=2)  # fmt: skip
        self.reload()

    def _choice(self, words: str, chosen: Callable[[], object]) -> QRadioButton:
        made = QRadioButton(words)
        made.clicked.connect(lambda: chosen())
        return made

    def _card(self, heading: str, choices: list[QRadioButton], note: str) -> Card:
        card = Card(heading)
        group = QButtonGroup(card)
        for each in choices:
            group.addButton(each)
            each.setAccessibleName(f"{heading}: {each.text()}")
        card.add(row(*choices, None, space=2))
        card.add(label(note, "note", wrap=True))
        return card

    def _sample(self) -> Card:
        card = Card("How it looks")
        words = [("in date", "met"), ("due", "warn"), ("overdue", "bad"), ("paper", "info"), ("draft", "quiet")]
        card.add(row(*(Pill(text, state) for text, state in words), None))
        card.add(label("Payday for November 2026: £12,345.60 for 31 PAs.", wrap=True))
        return card

    def reload(self) -> None:
        """Tick what holds now."""
        for each, (mode, _words) in zip(self.modes, MODES, strict=True):
            each.setChecked(keeper().mode == mode)
        for each, size in zip(self.sizes, TEXT_SIZES, strict=True):
            each.setChecked(keeper().text_percent == size)

    def choose(self, mode: Mode | None = None, text: int | None = None) -> None:
        """Apply a choice to every window; the window remembers it for this person."""
        keeper().apply(mode, text)
