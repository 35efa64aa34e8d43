"""A clock that is set back and a computer in another time zone: order, dates and words of an office hold."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.rules import backup_name, is_due, moment_of
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.kernel.dates import format_moment
from carecoop_desktop.platform.office import office as office_module
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.tables import ChangeSetRow

_SETS = ChangeSetRow.__table__
NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
ZONES = ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"]


@pytest.fixture
def far_away(request: pytest.FixtureRequest) -> Iterator[None]:
    """This computer stands in another time zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def history(office: Office) -> list[tuple[int, datetime, str, str]]:
    with office.database.reading() as connection:
        rows = connection.execute(select(_SETS).order_by(_SETS.c.id))
        return [(row.id, row.at, row.previous_hash, row.hash) for row in rows]


def test_a_clock_set_back_changes_neither_the_order_nor_the_chain(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(history(office))
    moments = [NOON, NOON - timedelta(days=400), NOON + timedelta(minutes=1)]
    for number, moment in enumerate(moments):
        monkeypatch.setattr(office_module, "utc_now", lambda moment=moment: moment)
        office.do(add_member, name=f"Member {number}", born=date(1950, 1, number + 1))
    found = history(office)
    assert [at for _id, at, _before, _hash in found[before:]] == moments
    assert [one[0] for one in found] == list(range(found[0][0], found[0][0] + len(found)))
    assert all(later[2] == earlier[3] for earlier, later in pairwise(found))
    assert [fault for part in check_office(office, features()) for fault in part.faults] == []


def test_a_backup_from_the_future_does_not_stop_the_days_backup() -> None:
    assert is_due(NOON + timedelta(days=30), NOON) and is_due(NOON - timedelta(days=1), NOON)
    assert not is_due(NOON - timedelta(hours=2), NOON)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system sets its time zone otherwise")
@pytest.mark.parametrize("far_away", ZONES, indirect=True)
def test_days_and_words_are_those_of_the_office_wherever_the_computer_stands(
    office: Office, far_away: None
) -> None:
    assert time.tzname[0] not in ("GMT", "UTC")
    assert format_moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)).startswith("2 Jul")
    name = backup_name("office", NOON)
    assert name == "office 2026-11-30 120000.carecoop-backup" and moment_of(name, "office") == NOON
    office.do(add_member, name="Ann Rees", born=date(1950, 1, 2))
    made = history(office)[-1][1]
    assert abs(made - datetime.now(UTC)) < timedelta(minutes=5) and made.utcoffset() == timedelta(0)
    with office.database.reading() as connection:
        born = connection.exec_driver_sql("SELECT born FROM member WHERE name = 'Ann Rees'").scalar()
    assert str(born) == "1950-01-02"
