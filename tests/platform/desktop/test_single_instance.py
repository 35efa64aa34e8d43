"""A second start raises the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.single_instance import SingleInstance, channel_name

Start = Callable[[str], SingleInstance]


@pytest.fixture
def start(qapp: QApplication, tmp_path: object) -> Iterator[Start]:
    made: list[SingleInstance] = []

    def one(office: str = "") -> SingleInstance:
        made.append(SingleInstance(f"{tmp_path}/{office}"))
        return made[-1]

    yield one
    for each in made:
        each.release()


def test_the_first_has_the_office(start: Start) -> None:
    assert start("a").claim()


def test_a_second_start_is_handed_over(start: Start, qtbot: QtBot) -> None:
    first = start("a")
    asked: list[str] = []
    first.asked.connect(asked.append)
    assert first.claim()
    assert not start("a").claim("carecoop://member/123 é")
    qtbot.waitUntil(lambda: asked == ["carecoop://member/123 é"], timeout=3000)
    assert not start("a").claim()
    qtbot.waitUntil(lambda: asked[1:] == [""], timeout=3000)


def test_who_comes_and_leaves_without_a_word_wants_the_window(start: Start, qtbot: QtBot, tmp_path: object) -> None:
    first = start("a")
    asked: list[str] = []
    first.asked.connect(asked.append)
    assert first.claim()
    socket = QLocalSocket()
    socket.connectToServer(channel_name(f"{tmp_path}/a"))
    assert socket.waitForConnected(3000)
    socket.abort()
    qtbot.waitUntil(lambda: asked == [""], timeout=3000)


def test_the_first_answers_what_it_has_heard(start: Start, qtbot: QtBot, tmp_path: object) -> None:
    assert start("a").claim()
    socket = QLocalSocket()
    socket.connectToServer(channel_name(f"{tmp_path}/a"))
    assert socket.waitForConnected(3000)
    socket.write(b"carecoop://member/123\n")
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0, timeout=3000)


def test_another_office_is_its_own(start: Start) -> None:
    assert start("a").claim()
    assert start("b").claim()


def test_after_the_first_has_ended_the_next_is_first(start: Start) -> None:
    first = start("a")
    assert first.claim()
    first.release()
    first.release()
    assert start("a").claim()


def test_what_a_crash_left_behind_does_not_block(start: Start, tmp_path: object) -> None:
    """A server that listens but is dead is told by nobody answering; its name is taken over."""
    dead = QLocalServer()
    assert dead.listen(channel_name(f"{tmp_path}/a"))
    dead.close()
    assert start("a").claim()


def test_the_channels_name_tells_nothing() -> None:
    name = channel_name("/home/priya/Dee Valley.db")
    assert "priya" not in name and "Dee" not in name
    assert name == channel_name("/home/priya/Dee Valley.db") != channel_name("other")
