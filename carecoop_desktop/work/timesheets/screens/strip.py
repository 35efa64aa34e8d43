"""The strip under the week grid: what was found on the current cell, what was planned, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page import Beside, Card, KeyValue, Pill, allow, button, label
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.work.timesheets.queries import GridRow
from carecoop_desktop.work.timesheets.screens.strip_form import Strip, strip_for

_ALL_WELL = ("Nothing found", "quiet", "No overlap, enough rest, within limits.")
_BESIDE = 96
"""From so many characters of width on findings, facts and deeds stand side by side."""
NOTHING = "Choose a day in the grid to see what was planned, entered and found."


class DetailStrip(Card):
    """Findings on the left, facts in the middle, deeds on the right; a question is written in place."""

    asked = Signal(str)
    """The question to put to the PA, or the answer to the one that is open."""
    question_left = Signal()
    """What was being asked is sent, or given up."""
    planned_wanted = Signal()
    sign_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        sizes = current().sizes
        self._open_question = ""
        self.title = label(NOTHING, "heading", wrap=True)
        self._found = QVBoxLayout()
        self._found.setSpacing(sizes.units(0.5))
        self._facts = KeyValue([])
        self.ask = button("&Ask PA", self._begin)
        self.planned = button("&Use planned", self.planned_wanted.emit)
        self.sign = button("Member &signed", self.sign_wanted.emit)
        self.question = QLineEdit()
        self.question.setAccessibleName("Question to the PA")
        self.question.returnPressed.connect(self._send)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.question, context=Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave)
        self.question.hide()
        self.add(self.title)
        self.add(self._middle())
        self.add(self.question)
        self.show_cell(None, 0)

    def _middle(self) -> QWidget:
        middle = Beside(narrow=_BESIDE)
        left = QVBoxLayout()
        left.addLayout(self._found)
        left.addStretch(1)
        middle.add(left, 5)
        middle.add(self._facts, 4)
        deeds = QHBoxLayout()
        deeds.setSpacing(current().sizes.unit // 2)
        for deed in (self.sign, self.ask, self.planned):
            deeds.addWidget(deed, 0, Qt.AlignmentFlag.AlignTop)
        deeds.addStretch(1)
        middle.add(deeds)
        return middle

    def show_cell(self, row: GridRow | None, place: int, why_not: str = "") -> None:
        """Say everything about one day of a row, or that none is chosen. ``why_not`` greys every deed."""
        self.question.hide()
        strip = strip_for(row, place) if row else None
        self.title.setText(strip.title if strip else NOTHING)
        self._show_findings(strip)
        self._facts.show_facts(list(strip.facts) if strip else [])
        self._open_question = strip.question if strip else ""
        self.ask.setText("&Answer" if self._open_question else "&Ask PA")
        none = "Choose a day in the grid first."
        allow(self.ask, why_not or (strip.why_not_ask if strip else none))
        allow(self.planned, why_not or (strip.why_not_planned if strip else none))
        allow(self.sign, why_not or (strip.why_not_sign if strip else none))

    def _show_findings(self, strip: Strip | None) -> None:
        while (item := self._found.takeAt(0)) is not None:
            if part := item.widget():
                part.hide()
                part.deleteLater()
        if strip is None:
            return
        lines = [(found.word, found.tone, found.sentence) for found in strip.findings]
        if strip.question:
            lines.insert(0, ("Query", "warn", strip.question))
        for word, tone, sentence in lines[:4] or [_ALL_WELL]:
            self._found.addWidget(_finding(word, tone, sentence))

    def _begin(self) -> None:
        answer = bool(self._open_question)
        self.question.setPlaceholderText("What did the PA answer? Enter saves." if answer else
                                         "What do you want to ask the PA? Enter saves, Esc leaves.")  # fmt: skip
        self.question.setAccessibleName("Answer of the PA" if answer else "Question to the PA")
        self.question.clear()
        self.question.show()
        self.question.setFocus()

    @property
    def asking(self) -> bool:
        """Whether a question or an answer is being written about the cell as it is shown."""
        return not self.question.isHidden()

    def _send(self) -> None:
        text = self.question.text().strip()
        if text:
            self.asked.emit(text)
            self._leave()

    def _leave(self) -> None:
        self.question.hide()
        self.question_left.emit()


def _finding(word: str, tone: str, sentence: str) -> QWidget:
    part = QWidget()
    line = QHBoxLayout(part)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(current().sizes.unit)
    line.addWidget(Pill(word, tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(sentence, "", wrap=True), 1)
    part.setAccessibleName(f"{word}: {sentence}")
    return part
