"""Leaves an office without holding up the window: says what is done, can be skipped, and ends when it has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable

from carecoop_desktop.platform.desktop.page import Card, Page, button, label, row
from carecoop_desktop.platform.desktop.tasks import Cancelled, Runner, TaskRunner, Token
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.office.office import Office

BACKING_UP = "Backing up before closing"


class ClosingPage(Page):
    """What is done before an office closes, with a way past it."""

    topic = "settings"

    def __init__(self, skip: Callable[[], object]) -> None:
        super().__init__("Closing the office", "All that was saved is in the office.")
        card = Card(BACKING_UP)
        card.setMaximumWidth(current().sizes.chars(84))
        words = "What was done since the last backup is copied; the copy is opened and proved."
        self.words = label(words, wrap=True)
        card.add(self.words)
        self.skip_button = button("Close without this backup", skip)
        card.add(row(self.skip_button, None))
        card.end()
        self.add(card)
        self.body.addStretch(1)

    def say_failed(self, sentence: str) -> None:
        """No backup could be made: somebody should know before the window is gone."""
        self.words.setText(sentence)
        self.skip_button.setText("Close all the same")
        self.skip_button.setFocus()


class Closing:
    """One office on its way out. ``show`` is given the page, ``done`` is called when the office is closed."""

    def __init__(
        self, office: Office, runner: Runner, show: Callable[[Page], object], done: Callable[[], object]
    ) -> None:
        self._office, self._runner, self._done = office, runner, done
        self._token: Token | None = None
        self._skipped = self._ended = False
        self.page = ClosingPage(self.skip)
        show(self.page)

    def begin(self, before: threading.Thread | None = None) -> None:
        """Let what still runs end, in either lane and in ``before``; then keep, back up and close, off the window."""
        if isinstance(self._runner, TaskRunner):
            self._runner.drop_all()

        def rested(_nothing: object = None) -> None:
            self._token = self._runner.run(
                lambda token: _leave(self._office, before, token), self._closed, self._failed, text=BACKING_UP
            )
            if self._skipped:
                self._token.cancel()

        self._runner.run(lambda _token: None, rested, rested, lane="other")

    def skip(self) -> None:
        """Close without a backup, or although there is none."""
        self._skipped = True
        if self._token is not None:
            self._token.cancel()
        if self._ended:
            self._done()

    def _closed(self, sentence: str) -> None:
        self._ended = True
        if sentence and not self._skipped:
            self.page.say_failed(sentence)
        else:
            self._done()

    def _failed(self, trouble: BaseException) -> None:
        self._closed("")
        if not isinstance(trouble, Cancelled):
            raise trouble


def _leave(office: Office, before: threading.Thread | None, token: Token) -> str:
    """Close the office; gives what somebody should know before the window is gone."""
    from carecoop_desktop.home.window.opening import leave

    if before is not None:
        before.join()
    return leave(office, token.check)
