"""A database that was only read is lent again; one that somebody wrote into never is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from carecoop_desktop.app import features
from carecoop_desktop.platform.office.opening import change_setting, open_office
from tests.conftest import drop_place, fresh_place
from tests.lending import Lent

pytestmark = pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")


@pytest.fixture
def lent(empty_offices: dict[str, str]) -> Iterator[Lent]:
    make = partial(fresh_place, "postgresql", Path(), empty_offices["postgresql"].rsplit("/", 1)[1])
    made = Lent(os.environ["CARECOOP_TEST_POSTGRES"], make, drop_place)
    yield made
    made.forget()


def test_a_copy_that_was_only_read_is_lent_again(lent: Lent) -> None:
    place = lent.take()
    office = open_office(place, features())
    assert office.read(lambda reader: reader.setting("colour")) is None
    office.close()
    assert lent.take() == place


def test_after_a_deed_another_copy_is_lent(lent: Lent) -> None:
    place = lent.take()
    office = open_office(place, features())
    office.do(change_setting, "colour", "green")
    office.close()
    assert lent.take() != place
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(place.replace("+psycopg", ""))


@pytest.mark.parametrize("change", ["CREATE TABLE stray (id int)", "ALTER TABLE setting ADD COLUMN stray int"])
def test_so_it_is_after_a_change_of_its_tables(lent: Lent, change: str) -> None:
    place = lent.take()
    with psycopg.connect(place.replace("+psycopg", "")) as connection:
        connection.execute(change)
    assert lent.take() != place


def test_while_somebody_is_still_there_it_is_not_lent(lent: Lent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.lending._PATIENCE", 0.1)
    place = lent.take()
    with psycopg.connect(place.replace("+psycopg", "")):
        assert lent.take() != place
