"""The offline help: topics, the contents where there is none, and no way to the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.help import HelpViewer
from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell import RailItem, RailSection, Shell

Place = Callable[[QWidget], QWidget]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "timesheets.md").write_text("# Timesheets\n\nSee [pay](pay-run.md).", encoding="utf-8")
    (tmp_path / "pay-run.md").write_text("# Pay run\n\n£ and é.", encoding="utf-8")
    return tmp_path


@pytest.fixture
def viewer(place: Place, folder: Path) -> HelpViewer:
    made = HelpViewer(folder)
    place(made)
    return made


def test_a_topic_is_shown(viewer: HelpViewer) -> None:
    viewer.open_topic("pay-run")
    assert viewer.topic == "pay-run"
    assert viewer.text.toPlainText().startswith("Pay run\n£ and é.")


@pytest.mark.parametrize("topic", ["", "unknown", "../secret"])
def test_without_a_page_the_topics_are_listed(viewer: HelpViewer, topic: str) -> None:
    viewer.open_topic(topic)
    text = viewer.text.toPlainText()
    assert "Timesheets" in text and "Pay run" in text
    assert viewer.topic == ""


def test_a_written_index_comes_first(viewer: HelpViewer, folder: Path) -> None:
    (folder / "index.md").write_text("# Welcome", encoding="utf-8")
    viewer.open_topic("unknown")
    assert (viewer.topic, viewer.text.toPlainText().strip()) == ("index", "Welcome")


def test_a_path_out_of_the_folder_is_no_topic(viewer: HelpViewer, folder: Path) -> None:
    (folder.parent / "secret.md").write_text("# Secret", encoding="utf-8")
    viewer.open_topic("../secret")
    assert "Secret" not in viewer.text.toPlainText()


def test_an_empty_folder_says_so(place: Place, tmp_path: Path) -> None:
    viewer = HelpViewer(tmp_path / "none")
    place(viewer)
    viewer.open_topic("pay-run")
    assert "No help pages" in viewer.text.toPlainText()


def test_links_lead_to_topics_only(viewer: HelpViewer) -> None:
    viewer.open_topic("timesheets")
    for elsewhere in ("https://example.org/pay-run.md", "file:///etc/passwd", "unknown.md"):
        viewer.text.anchorClicked.emit(QUrl(elsewhere))
        assert viewer.topic == "timesheets"
    viewer.text.anchorClicked.emit(QUrl("pay-run.md"))
    assert viewer.topic == "pay-run"


def test_keys(viewer: HelpViewer, qtbot: QtBot) -> None:
    viewer.open_topic("pay-run")
    qtbot.keyClick(viewer, Qt.Key.Key_F1)
    assert viewer.topic == ""
    viewer.open_topic("pay-run")
    qtbot.keyClick(viewer, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert viewer.topic == ""
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_every_control_has_a_name(viewer: HelpViewer) -> None:
    assert unnamed_controls(viewer) == []


def test_f1_opens_the_help_of_the_open_page(place: Place, qtbot: QtBot) -> None:
    class Room(Page):
        topic = "no-such-topic"

    shell = Shell("CareCoop", [RailSection("", (RailItem("today", "Today"),))])
    place(shell)
    shell.set_pages(lambda key: Room("Today"))
    shell.open("today")
    with qtbot.waitActive(shell):
        shell.activateWindow()
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    viewer = shell.findChild(HelpViewer)
    assert viewer.isVisible()
    viewer.close()
