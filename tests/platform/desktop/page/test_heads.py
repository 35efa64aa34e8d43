"""Buttons beside a title while both fit, and under it before the title is squeezed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.theme import current

TITLE = "Pay run · month 8 · pay date 30 Nov 2026"


def page_of(qtbot: QtBot, width: int) -> tuple[Page, list[QPushButton]]:
    page = Page(TITLE, "31 PAs · gross £56,465.46")
    qtbot.addWidget(page)
    made = [page.add_action(text, lambda: None) for text in ("Compare with last run", "Start pay run", "Finish")]
    page.resize(width, 600)
    page.show()
    return page, made


def test_buttons_stand_beside_the_title_at_the_right(qtbot: QtBot) -> None:
    page, made = page_of(qtbot, current().sizes.chars(120))
    assert made[0].x() > page._title.geometry().right()
    assert made[-1].geometry().right() == page._title.parentWidget().width() - 1
    assert made[0].y() < page._context.y()


def test_a_title_is_not_squeezed_but_its_buttons_stand_under_it(qtbot: QtBot) -> None:
    page, made = page_of(qtbot, current().sizes.chars(60))
    assert made[0].y() > page._context.geometry().bottom()
    assert page._title.width() == page._title.parentWidget().width()
    assert made[0].x() == page._title.x()


def test_the_head_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    page, made = page_of(qtbot, current().sizes.chars(40))
    lines = {each.y() for each in made}
    assert len(lines) > 1
    head = page._title.parentWidget()
    assert all(each.geometry().bottom() < head.height() for each in made)
    assert head.layout().minimumSize().width() < current().sizes.chars(40)


@pytest.mark.parametrize("width", [60, 120])
def test_a_page_without_buttons_gives_its_title_the_whole_width(qtbot: QtBot, width: int) -> None:
    page = Page(TITLE)
    qtbot.addWidget(page)
    page.resize(current().sizes.chars(width), 600)
    page.show()
    assert page._title.width() == page._title.parentWidget().width()
    assert page._head.layout().count() == 2 and page._head.layout().itemAt(2) is None
