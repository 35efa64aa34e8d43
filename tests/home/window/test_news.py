"""News from other desks, and an office that stops answering for a while."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.window import news
from carecoop_desktop.home.window.main_window import MainWindow
from carecoop_desktop.home.window.news import News, Watched
from carecoop_desktop.platform.desktop.shell import Shell
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office
from tests.conftest import InlineLane


class Line(InlineLane):
    """A lane over a network that can be down."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], text: str = ""
    ) -> None:
        if self.trouble is not None:
            failed(self.trouble)
        else:
            super().run(call, done, failed, text)


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def followed(office: Office, line: Line, qtbot: Any) -> Iterator[News]:
    made = News(office, line)
    yield made
    made.stop()


def _other_desk(office: Office) -> Office:
    return open_office(str(office.database.address.path or office.database.address.url.render_as_string(False)),
                       features())  # type: ignore[union-attr]  # fmt: skip


def test_another_desks_change_is_told_with_its_tables(followed: News, office: Office) -> None:
    heard: list[frozenset[str]] = []
    followed.changed.connect(heard.append)
    followed.look()
    other = _other_desk(office)
    other.do(change_setting, "x", 1)
    other.close()
    followed.look()
    followed.look()
    assert heard == [frozenset({"setting"})]


def test_an_office_that_does_not_answer_is_waited_for_less_and_less_often(followed: News, line: Line) -> None:
    said: list[str] = []
    followed.standing.connect(said.append)
    line.trouble = Fault("The office server does not answer.")
    waits = []
    for _turn in range(7):
        followed.look()
        waits.append(followed._clock.interval())
    assert followed.away
    assert waits == [2000, 4000, 8000, 16000, 30000, 30000, 30000]
    assert said[0].startswith("The office does not answer since ") and len(set(said)) == 1
    line.trouble = None
    followed.look()
    assert not followed.away
    assert (said[-1], followed._clock.interval()) == ("", 2000)


def _deed(lane: Watched, trouble: Exception | None = None) -> list[object]:
    """What the caller of a deed is handed."""
    handed: list[object] = []

    def work() -> str:
        if trouble is not None:
            raise trouble
        return "done"

    lane.run(work, handed.append, handed.append)
    return handed


def test_the_first_deed_that_fails_shows_that_the_server_is_gone(followed: News, line: Line) -> None:
    said: list[str] = []
    followed.standing.connect(said.append)
    line.trouble = Fault("The office server does not answer.")
    assert _deed(Watched(line, followed.told)) == [line.trouble]
    assert followed.away and said[0].startswith("The office does not answer since ")
    line.trouble = None
    assert _deed(Watched(line, followed.told)) == ["done"]
    assert not followed.away and said[-1] == ""


def test_after_the_office_was_left_no_deed_looks_for_it(followed: News, line: Line) -> None:
    followed.stop()
    line.trouble = Fault("The office server does not answer.")
    assert _deed(Watched(line, followed.told)) == [line.trouble]
    assert not followed.away


def test_a_deed_that_the_machine_failed_at_is_no_server_that_is_gone(followed: News, line: Line) -> None:
    said: list[str] = []
    followed.standing.connect(said.append)
    for trouble in (Fault("The disk is full."), Refusal("Not now.")):
        assert _deed(Watched(line, followed.told), trouble) == [trouble]
    assert not followed.away and said == []


def test_trouble_that_no_waiting_mends_is_passed_on(followed: News, line: Line) -> None:
    broke: list[Exception] = []
    followed.broke.connect(broke.append)
    line.trouble = Refusal("Gone.")
    followed.look()
    assert broke == [line.trouble]
    assert not followed.away


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_the_windows_status_bar_says_it_with_the_first_deed_that_fails(
    office: Office, qtbot: Any, tmp_path: Path
) -> None:
    window = MainWindow(Shell("CareCoop", []), office, features(), InlineRunner(), tmp_path / "memory")
    qtbot.addWidget(window.shell)
    troubles: list[Exception] = []
    try:
        path = office.database.address.path
        assert path is not None and "does not answer" not in window.shell.status.text
        office.database.close()
        away = path.rename(path.with_name("pulled out"))
        window.desk.attempt(None, troubles.append, change_setting, "x", 1)
        assert isinstance(troubles[0], Fault) and "does not answer since" in window.shell.status.text
        away.rename(path)
        window.desk.attempt(None, troubles.append, change_setting, "x", 1)
        assert len(troubles) == 1 and "does not answer" not in window.shell.status.text
    finally:
        window.close_down()


@pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_on_a_server_it_is_heard_without_looking(
    followed: News, office: Office, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "LOOK_MS", 600_000)
    heard: list[frozenset[str]] = []
    followed.changed.connect(heard.append)
    followed.start()
    qtbot.waitUntil(lambda: followed._listening is not None and followed._listening.alive)
    other = _other_desk(office)
    other.do(change_setting, "x", 1)
    other.close()
    qtbot.waitUntil(lambda: heard == [frozenset({"setting"})])


@pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_server_that_cuts_the_line_is_looked_for_at_once(
    followed: News, office: Office, line: Line, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "LOOK_MS", 600_000)
    monkeypatch.setattr(news, "HEARD_MS", 600_000)
    said: list[str] = []
    followed.standing.connect(said.append)
    followed.start()
    qtbot.waitUntil(lambda: followed._listening is not None and followed._listening.alive)
    line.trouble = Fault("The office server does not answer.")
    other = _other_desk(office)
    with other.database.reading() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'CareCoop listening' AND datname = current_database()"
        )
    other.close()
    qtbot.waitUntil(lambda: bool(said))
    assert followed.away and said[0].startswith("The office does not answer since ")
