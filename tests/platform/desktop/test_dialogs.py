"""Short messages: what they say, what their buttons do, and that none opens over another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop import dialogs
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.dialogs import Message, NestedDialog
from carecoop_desktop.platform.desktop.theme import ThemeKeeper
from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Issue, NotAllowed, Refusal


class Hand:
    """Waits for the next dialog, notes what it says and does something to it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.buttons: list[str] = []
        self.unnamed: list[str] = []

    def does(self, deed: Callable[[Message], object]) -> None:
        QTimer.singleShot(0, lambda: self._do(deed))

    def presses(self, words: str) -> None:
        self.does(lambda box: next(b for b in box.findChildren(QPushButton) if b.text() == words).click())

    def escapes(self, qtbot: QtBot) -> None:
        self.does(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))

    def enters(self, qtbot: QtBot) -> None:
        self.does(lambda box: qtbot.keyClick(box.focusWidget() or box, Qt.Key.Key_Return))

    def _do(self, deed: Callable[[Message], object]) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Message)
        self.said = [each.text() for each in box.findChildren(QLabel)]
        self.buttons = [each.text() for each in box.findChildren(QPushButton)]
        self.unnamed = unnamed_controls(box)
        deed(box)


@pytest.fixture
def hand(theme: ThemeKeeper) -> Iterator[Hand]:
    yield Hand()
    assert QApplication.activeModalWidget() is None


def test_a_message_says_sentence_and_remedy(hand: Hand) -> None:
    hand.presses("Close")
    dialogs.tell(None, "Title", "The month is locked.", "Unlock it first.")
    assert hand.said == ["The month is locked.", "Unlock it first."]
    assert hand.buttons == ["Close"]
    assert hand.unnamed == []


def test_a_question_is_answered_by_the_deed(hand: Hand) -> None:
    hand.presses("Lock the month")
    assert dialogs.confirm(None, "Lock November?", "Lock the month")
    hand.presses("Cancel")
    assert not dialogs.confirm(None, "Lock November?", "Lock the month")


def test_esc_leaves_everything_as_it_is(hand: Hand, qtbot: QtBot) -> None:
    hand.escapes(qtbot)
    assert not dialogs.confirm(None, "Lock November?", "Lock the month")


def test_enter_does_the_deed_unless_it_is_dangerous(hand: Hand, qtbot: QtBot) -> None:
    hand.enters(qtbot)
    assert dialogs.confirm(None, "Lock November?", "Lock")
    hand.enters(qtbot)
    assert not dialogs.confirm(None, "Delete the draft?", "Delete", danger=True, keep="Keep it")
    assert hand.buttons == ["Keep it", "Delete"]


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal("The month is locked.", "Unlock it first."), ["The month is locked.", "Unlock it first."]),
        (NotAllowed("Only the treasurer may do this."), ["Only the treasurer may do this."]),
        (Invalid([Issue("a", "One."), Issue("b", "Two.")]), ["One. Two."]),
    ],
)
def test_a_refusal_is_shown_in_its_own_words(hand: Hand, refusal: Refusal, said: list[str]) -> None:
    hand.presses("Close")
    assert dialogs.show_error(None, refusal)
    assert hand.said == said


def test_a_fault_offers_to_try_again(hand: Hand) -> None:
    tried: list[str] = []
    hand.presses("Retry")
    fault = Fault("The server did not answer.", "Check the cable.")
    assert dialogs.show_fault(None, fault, lambda: tried.append("again"))
    assert tried == ["again"]
    assert hand.buttons == ["Close", "Retry"]


def test_a_fault_can_be_left(hand: Hand) -> None:
    tried: list[str] = []
    hand.presses("Close")
    assert not dialogs.show_fault(None, Fault("The disk is full."), lambda: tried.append("again"))
    assert tried == []


@pytest.mark.parametrize("again", [None, lambda: None])
def test_what_cannot_be_tried_again_offers_only_close(hand: Hand, again: Callable[[], None] | None) -> None:
    hand.presses("Close")
    fault = Fault("The file is damaged.", retry=False) if again else Fault("The disk is full.")
    dialogs.show_fault(None, fault, again)
    assert hand.buttons == ["Close"]


def test_trying_again_may_fail_again(hand: Hand) -> None:
    tried: list[int] = []

    def again() -> None:
        tried.append(len(tried))
        hand.presses("Retry" if len(tried) < 3 else "Close")
        dialogs.show_fault(None, Fault("Still no answer."), again)

    hand.presses("Retry")
    dialogs.show_fault(None, Fault("No answer."), again)
    assert tried == [0, 1, 2]


def test_our_own_mistakes_are_not_shown_here(hand: Hand) -> None:
    assert not dialogs.show_error(None, ZeroDivisionError())


def test_no_dialog_opens_over_another(hand: Hand) -> None:
    caught: list[bool] = []

    def open_another(box: Message) -> None:
        with pytest.raises(NestedDialog):
            Message("Second", "Over the first.").ask()
        caught.append(True)
        box.reject()

    hand.does(open_another)
    dialogs.tell(None, "First", "Under the second.")
    assert caught == [True]


def test_an_ampersand_in_a_button_is_only_its_mnemonic(hand: Hand) -> None:
    hand.presses("&Lock")
    assert dialogs.confirm(None, "Lock November?", "&Lock")
