"""Leaves an office without holding up the window: says what is done, can be skipped, and ends when it has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable

from carecoop_desktop.platform.desktop.page import Card, Page, button, label, row
from carecoop_desktop.platform.desktop.tasks import Cancelled, Runner, TaskRunner, Token
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.office.office import Office

BACKING_UP = "Backing up before closing"
CLOSING = "Closing the office"


class ClosingPage(Page):
    """What is done before an office closes, with a way past it."""

    topic = "settings"

    def __init__(self, skip: Callable[[], object]) -> None:
        super().__init__(CLOSING, "All that was saved is in the office.")
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
        self._before: threading.Thread | None = None
        self._skipped = self._begun = self._ended = False
        self.page = ClosingPage(self.skip)
        show(self.page)

    def begin(self, before: threading.Thread | None = None) -> None:
        """Let what still runs end, in either lane and in ``before``; then keep, back up and close, off the window."""
        self._before = before
        if isinstance(self._runner, TaskRunner):
            self._runner.drop_all()

        def rested(_nothing: object = None) -> None:
            self._token = self._runner.run(self._leave, self._closed, self._failed, text=BACKING_UP)
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
        if not self._begun:  # stopped before its turn came: closed it must be all the same, and the pen put down
            self._runner.run(self._just_close, self._closed, self._failed, text=CLOSING)
            return
        self._closed("")
        if not isinstance(trouble, Cancelled):
            raise trouble

    def _leave(self, token: Token) -> str:
        """Close the office; gives what somebody should know before the window is gone."""
        from carecoop_desktop.home.window.opening import leave

        self._wait()
        return leave(self._office, token.check)

    def _just_close(self, _token: Token) -> str:
        self._wait()
        self._office.close()
        return ""

    def _wait(self) -> None:
        self._begun = True
        if self._before is not None:
            self._before.join()
