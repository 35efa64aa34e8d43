"""The window of somebody who only reads, over an office server that keeps pay and the like back from their login."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PySide6.QtWidgets import QTabBar
from sqlalchemy import event, make_url
from sqlalchemy.engine import Engine, ExceptionContext

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.diagnosing import office_lines
from carecoop_desktop.home.servers.elsewhere import connected, give_roles
from carecoop_desktop.home.servers.roles import make_login
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.money.statements.queries import statements
from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.browsing import history, set_changes
from carecoop_desktop.platform.office.features import Feature
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.users import add_user
from tests.conftest import drop_place, fresh_place

pytestmark = pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
SECRET = "not a real password"
KEYS = [entry.key for room in features() for entry in room.rail]


@pytest.fixture(scope="module")
def desk_of_rae(living_offices: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Address and name of somebody who only reads a filled office whose server knows the roles."""
    place = fresh_place("postgresql", Path(), living_offices["postgresql"].rsplit("/", 1)[1])
    url = make_url(place)
    name = f"{url.database}_Rae"
    office = open_office(place, features())
    office.do(add_user, name, Role.READ_ONLY)
    office.close()
    assert give_roles(url) == ""
    with connected(url) as admin:
        make_login(admin, name, Role.READ_ONLY, SECRET, str(url.database))
    yield url.set(username=name, password=SECRET).render_as_string(hide_password=False), name
    drop_place(place)


@pytest.fixture
def refused() -> Iterator[list[str]]:
    """What the server refuses while the test runs, whatever the program makes of it."""
    told: list[str] = []

    def hear(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, psycopg.errors.InsufficientPrivilege):
            told.append(str(context.original_exception))

    event.listen(Engine, "handle_error", hear)
    yield told
    event.remove(Engine, "handle_error", hear)


def test_every_page_opens_and_the_server_refuses_nothing(
    desk_of_rae: tuple[str, str], open_window: Any, refused: list[str], qt_said: list[str], qtbot: Any
) -> None:
    address, name = desk_of_rae
    window = open_window(address, name)
    for key in KEYS:
        page = window.shell.open(key)
        qtbot.wait(1)
        for bar in page.findChildren(QTabBar):
            for number in range(bar.count()):
                if bar.isVisible():
                    bar.setCurrentIndex(number)
                    qtbot.wait(1)
        assert (key, refused, qt_said) == (key, [], [])
    window.shell.find_anything()
    qtbot.keyClicks(window.shell.top.search, "an")
    window.shell._commands.ask()
    assert window.shell._commands.entries and refused == []


def test_what_the_rooms_bring_is_read_or_not_allowed(desk_of_rae: tuple[str, str], refused: list[str]) -> None:
    address, name = desk_of_rae
    office = open_office(address, features(), user=name)
    hidden = set()
    for room in features():
        for what, query in asked_of(room):
            try:
                office.read(query)
            except NotAllowed:
                hidden.add(what)
    assert hidden == {"history_chain_holds", "pay_above_minimum_wage"}
    numbers = [entry.number for entry in office.read(history, limit=20)]
    assert any(office.read(set_changes, number, 20)[0] for number in numbers)
    assert office.read(statements, date(2026, 10, 1), date(2026, 10, 31))
    with pytest.raises(NotAllowed, match="keeps pay"):
        check_office(office, features())
    assert any("not made" in line for line in office_lines(office, features()))
    assert refused == []
    office.close()


def asked_of(room: Feature) -> Iterator[tuple[str, Any]]:
    """The queries in a room's passport that ask the whole office."""
    yield from ((check.id, check.query.load()) for check in room.checks)
    yield from ((each.path, each.load()) for each in room.today)
    yield from ((entry.key, entry.badge.load()) for entry in room.rail if entry.badge)
    for table, (_kind, query) in room.searches.items():
        yield table, partial(found_in, query.load())


def found_in(query: Any, reader: Reader) -> Any:
    """What a search says of the first records."""
    return query(reader, [1, 2, 3])
