"""A server that can be reached by a road that breaks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import make_url

from carecoop_desktop.platform.database.address import Address
from tests.conftest import drop_place, fresh_place
from tests.platform.database.proxy import Road


@dataclass
class Distant:
    """An empty database by its own address, and by the road."""

    address: Address
    straight: Address
    road: Road


@pytest.fixture
def distant(tmp_path: object) -> Iterator[Distant]:
    """A table ``probe`` on the test server, reached by a road that can be cut."""
    if not os.environ.get("CARECOOP_TEST_POSTGRES"):
        pytest.skip("no PostgreSQL named")
    from pathlib import Path

    place = fresh_place("postgresql", Path())
    url = make_url(place).set(drivername="postgresql+psycopg")
    with psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE probe (n int)")
    road = Road(url.host or "127.0.0.1", url.port or 5432)
    yield Distant(Address(url=url.set(host="127.0.0.1", port=road.port)), Address(url=url), road)
    road.end()
    drop_place(place)
