"""Pages are made when asked for and told about changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from carecoop_desktop.platform.desktop.page import Page
from carecoop_desktop.platform.desktop.shell.stack import PageStack


class Room(Page):
    """Shows one table."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.shows = frozenset({key})
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1


@pytest.fixture
def stack(place: Callable[[QWidget], QWidget]) -> PageStack:
    made = PageStack()
    made.set_factory(Room)
    made.resize(400, 300)
    place(made)
    return made


def test_no_page_before_a_factory(place: Callable[[QWidget], QWidget]) -> None:
    stack = PageStack()
    place(stack)
    assert not stack.ready
    with pytest.raises(LookupError):
        stack.page("members")


def test_a_page_is_made_once(stack: PageStack) -> None:
    first = stack.bring("members")
    assert stack.page("members") is first
    assert list(stack.pages()) == ["members"]
    assert first.isVisible()


def test_a_change_reaches_visible_pages_now_and_hidden_ones_later(stack: PageStack) -> None:
    members, rota = stack.bring("members"), stack.bring("rota")
    assert isinstance(members, Room) and isinstance(rota, Room)
    stack.changed({"members", "rota", "other"})
    assert (members.reloads, rota.reloads) == (1, 2)
    stack.bring("members")
    assert members.reloads == 2
    stack.bring("rota")
    assert rota.reloads == 2


def test_what_a_page_does_not_show_does_not_reload_it(stack: PageStack) -> None:
    members = stack.bring("members")
    assert isinstance(members, Room)
    stack.changed({"rota"})
    assert members.reloads == 1


def test_pages_are_dropped(stack: PageStack) -> None:
    members = stack.bring("members")
    stack.bring("rota")
    stack.forget(keep="members")
    assert stack.pages() == {"members": members}
    stack.forget()
    assert stack.pages() == {}
    assert stack.count() == 0


def test_a_page_too_large_for_the_window_scrolls(stack: PageStack) -> None:
    page = stack.bring("members")
    page.setMinimumSize(900, 900)
    assert stack.minimumSizeHint().width() < 300
    assert page.width() >= 900
