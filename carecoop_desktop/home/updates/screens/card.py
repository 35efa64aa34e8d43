"""Settings, This program: newer versions, whether they are asked for, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from carecoop_desktop.home.updates.actions import allow_asking, choose_mirror
from carecoop_desktop.home.updates.asking import Asked, ask
from carecoop_desktop.home.updates.getting import Got, get
from carecoop_desktop.home.updates.going_back import Gone, go_back
from carecoop_desktop.home.updates.installing import Ready, make_ready
from carecoop_desktop.home.updates.permissions import ALLOW, INSTALL
from carecoop_desktop.home.updates.queries import Mirror, mirror_now
from carecoop_desktop.home.updates.screens import card_words as words
from carecoop_desktop.home.updates.standing import Standing, standing
from carecoop_desktop.home.updates.starting import Start, hand_over, start_apart
from carecoop_desktop.platform.desktop.deed_form import Deed, FormCard
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.dialogs import confirm, show_error, tell
from carecoop_desktop.platform.desktop.forms import text
from carecoop_desktop.platform.desktop.page import Card, KeyValue, Tag, allow, button, flow, label
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import Cancelled, Token
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.errors import Fault

_NOTHING_TOLD = (
    "Asking fetches one public list and tells nobody anything about the office. A newer version counts only with its "
    "publisher's signature; the office is backed up before it is put in place."
)


class UpdatesCard(Card):
    """Facts, what is new, and the deeds; long work shows its progress in the status bar."""

    def __init__(self, desk: Desk, start: Start = start_apart) -> None:
        super().__init__("Newer versions")
        self._desk, self._start = desk, start
        self.now: Standing | None = None
        self.facts = KeyValue()
        self.news_title, self.news = label("", "strong"), label("", wrap=True)
        self.deed_button = button("Get it", self.go_on, role="primary")
        self.ask_button = button("Ask now", self.ask)
        self.allow_button = button("Allow asking", self.switch)
        self.mirror_button = button("Ask elsewhere...", self.choose_mirror)
        self.back_button = button("Go back to the version before...", self.go_back)
        for each in (self.allow_button, self.mirror_button):
            allow(each, desk.standing or ("" if desk.may(ALLOW) else words.ONLY_OWNER))
        self.form = FormCard(desk, "updates")
        self.form.closed.connect(self.form.hide)
        self.form.hide()
        self.add(self.facts)
        self.add(self.news_title)
        self.add(self.news)
        self.add(flow(self.deed_button, self.ask_button, self.allow_button, self.mirror_button, self.back_button))
        self.add(self.form)
        self.add(label(_NOTHING_TOLD, "note", wrap=True))
        for part in (self.news_title, self.news, self.deed_button):
            part.hide()

    def reload(self) -> None:
        """Look at the office and at what is kept here; asks nobody."""
        office = self._desk.office
        self._desk.lane.run(lambda: standing(office), self._show, self._desk.window.show_trouble)

    def _show(self, now: Standing) -> None:
        self.now = now
        asking = Tag("allowed", "met") if now.allowed else Tag("not allowed", "quiet")
        facts: list[Any] = [("Asking", asking), ("Asked at", words.asked_at(now))]
        if now.state.distrusted:
            facts += [("Last asked", Tag("not trusted", "bad")), ("What came", words.last_asked(now))]
        else:
            facts.append(("Last asked", words.last_asked(now)))
        self.facts.show_facts([*facts, ("Version before", words.kept_words(now))])
        self.news_title.setText(words.news_title(now))
        self.news.setText("\n".join(words.news_lines(now)))
        self.deed_button.setText(words.deed_words(now) or "Get it")
        for part in (self.news_title, self.news, self.deed_button):
            part.setVisible(now.release is not None)
        self.allow_button.setText("Stop asking" if now.allowed else "Allow asking")
        may = self._desk.may(INSTALL)
        allow(self.ask_button, words.why_not_ask(now, may))
        standing_still = self._desk.standing  # a backup is noted in the office, so it must be possible to write there
        allow(self.deed_button, standing_still or words.why_not_ask(now, may))
        allow(self.back_button, words.why_not_back(now, may))

    # -- deeds -----------------------------------------------------------------------------------------------------

    def switch(self) -> None:
        """Allow asking, or stop it, for the whole office."""
        if self.now is not None:
            self._desk.do(lambda _done: self.reload(), allow_asking, not self.now.allowed, self.now.mark)

    def choose_mirror(self) -> None:
        """The form of the office's own address."""

        def here() -> Mirror:
            return self._desk.read_now(mirror_now)

        self.form.show()
        self.form.open(
            changing_whole(
                "Where newer versions are asked for", "Set", here(), here,
                lambda now: (text("address", "Address of the list", now.address,
                                  hint="https://...; empty asks the publisher."),),
                lambda values, seen: Deed(choose_mirror, (values["address"], seen)), columns={"value": "address"},
                note="For an office that keeps its own copy. What it holds is signed by the publisher all the same.",
            ),
            lambda _value: self.reload(),
        )  # fmt: skip

    def ask(self) -> None:
        """Ask now."""
        office = self._desk.office
        self._run(lambda _token: ask(office), self._asked, "Asking for newer versions")

    def _asked(self, asked: Asked) -> None:
        self._desk.window.tell(asked.sentence)
        self.reload()

    def go_on(self) -> None:
        """The next step to the newer version: get it, or put what was got in place."""
        if self.now is None or self.now.release is None:
            return
        if self.now.setup is None:
            self._get(self.now.release.version)
        elif not self.now.own.installs or confirm(
            self, f"Close CareCoop and put version {self.now.release.version} in place?", "Close and put in place",
            remedy="The office is backed up as it is now. Close every other window of the program on this computer.",
        ):  # fmt: skip
            office = self._desk.office
            self._run(lambda _token: make_ready(office), self._install, "Backing up")

    def _get(self, version: str) -> None:
        office, said = self._desk.office, f"Getting version {version}"

        def work(token: Token) -> Got:
            return get(office, lambda done, total: token.say(said, done, total))

        self._run(work, self._got, said)

    def _got(self, got: Got) -> None:
        self._desk.window.tell(got.sentence)
        self._desk.changed.emit(frozenset({"setting"}))
        self.reload()

    def _install(self, ready: Ready) -> None:
        self._close_and_start(ready.version, ready.command, "In place of this version", ready.sentence)

    def go_back(self) -> None:
        """Back to the version before, after saying what of the office goes along."""
        way = self.now.way if self.now is not None else None
        if way is None:
            return
        if confirm(self, f"Go back to version {way.before.older}?", "Go back", remedy=way.sentence):
            office = self._desk.office
            self._run(lambda _token: go_back(office), self._gone, "Going back")

    def _gone(self, gone: Gone) -> None:
        self._close_and_start(gone.version, gone.command, f"Version {gone.version}", gone.sentence)

    def _close_and_start(self, version: str, command: Sequence[str], title: str, sentence: str) -> None:
        """Start the setup once the window has really closed; where a person has to do it, say what."""
        if not command:
            tell(self, title, sentence)
            self.reload()
            return
        start, window = partial(_start, version, command, self._start), self.window()
        if isinstance(window, Shell):
            window.close_then(start)  # the office is left first, which takes its time
        elif window.close():
            start()

    def _run(self, work: Callable[[Token], Any], then: Callable[[Any], None], said: str) -> None:
        self._desk.runner.run(work, then, self._failed, text=said, lane="other")

    def _failed(self, error: BaseException) -> None:
        self.reload()
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, Exception):
            raise error
        self._desk.window.show_trouble(error, self)

    def may_leave(self) -> bool:
        """A form with something typed asks first."""
        return self.form.isHidden() or self.form.may_leave()


def _start(version: str, command: Sequence[str], start: Start) -> None:
    """The window is gone, and this card with it."""
    try:
        hand_over(version, command, start)
    except Fault as trouble:
        show_error(None, trouble)
