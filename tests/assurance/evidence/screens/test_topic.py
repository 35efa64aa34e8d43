"""The detail of a topic calls the right deeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton

from carecoop_desktop.assurance.evidence.queries import overview
from carecoop_desktop.assurance.evidence.screens.topic import TopicDetail
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.office.office import Office


class Asked:
    """Remembers what the detail asks of its page."""

    def __init__(self, why_not: str = "") -> None:
        self.why_not = why_not
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *inputs: self.calls.append((name, inputs))


def detail(office: Office, qtbot: Any, asked: Asked, topic_id: str = "S6") -> TopicDetail:
    page = office.read(overview, "cqc-saf-2023")
    topic = next(one for q in page.questions for one in q.topics if one.topic.id == topic_id)
    made = TopicDetail(page.framework, topic, asked)
    qtbot.addWidget(made)
    return made


def press(made: TopicDetail, words: str) -> QPushButton:
    found = next(one for one in made.findChildren(QPushButton) if one.text() == words)
    found.click()
    return found


def test_buttons_ask_the_page(office: Office, people: tuple[int, int], filed: Any, qtbot: Any) -> None:
    number, asked = filed(file_name="voice.txt", content=b"words"), Asked()
    made = detail(office, qtbot, asked)
    press(made, "File a document")
    press(made, "Open")
    press(made, "Open record")
    press(made, "Plan")
    assert [name for name, _inputs in asked.calls] == ["file_document", "open_document", "open_record", "plan"]
    assert asked.calls[1][1] == (number,)
    assert asked.calls[2][1] == ("assistants", people[1])


def test_a_document_without_a_file_has_a_grey_button(office: Office, filed: Any, qtbot: Any) -> None:
    filed()
    made = detail(office, qtbot, Asked())
    opens = next(one for one in made.findChildren(QPushButton) if one.text() == "Open")
    assert why_grey(opens) == "It has no file."


def test_who_may_not_file_is_told_why(office: Office, people: tuple[int, int], qtbot: Any) -> None:
    made = detail(office, qtbot, Asked("Your role may not."))
    for words in ("File a document", "Plan"):
        found = next(one for one in made.findChildren(QPushButton) if one.text() == words)
        assert why_grey(found) == "Your role may not."


def test_an_empty_topic_says_what_would_help(office: Office, qtbot: Any) -> None:
    made = detail(office, qtbot, Asked(), "W8")
    said = " ".join(one.text() for one in made.findChildren(type(made.layout_.itemAt(0).widget())))  # type: ignore[arg-type]
    assert "It helps to show" in said
    assert not hasattr(made, "documents")
