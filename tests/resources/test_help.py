"""The offline help: a topic for every page, links that lead somewhere, nothing that leads out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.platform.desktop.help import HelpViewer
from carecoop_desktop.platform.kernel.resources import resource

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "help"
TOPICS = sorted(FOLDER.glob("*.md"))
LINK = re.compile(r"\]\(([^)]*)\)")
PAGE_TOPIC = re.compile(r'^ +topic = "([a-z-]+)"', re.MULTILINE)


def topics_of_pages() -> set[str]:
    """Every topic that a page of the program names."""
    return {name for file in (ROOT / "carecoop_desktop").rglob("*.py")
            for name in PAGE_TOPIC.findall(file.read_text(encoding="utf-8"))}  # fmt: skip


def test_pages_name_their_topics() -> None:
    assert {"today", "members", "timesheets", "payroll", "settings", "first-run"} <= topics_of_pages()


def test_every_page_has_its_topic() -> None:
    assert topics_of_pages() - {path.stem for path in TOPICS} == set()


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_every_link_leads_to_a_topic(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (FOLDER / target).is_file(), target


def test_every_topic_is_reached_from_the_index() -> None:
    linked = set(LINK.findall((FOLDER / "index.md").read_text(encoding="utf-8")))
    assert {path.name for path in TOPICS} - linked == {"index.md"}


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_topics_are_short_and_begin_with_a_title(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.split()) < 450


def test_the_viewer_finds_them_where_the_program_looks(qtbot: Any) -> None:
    viewer = HelpViewer(resource("help"))
    qtbot.addWidget(viewer)
    viewer.show_topic("payroll")
    assert viewer.topic == "payroll"
    assert "Why?" in viewer.text.toPlainText()
