from datetime import date

import pytest
from sqlalchemy import select

from carecoop_desktop.people.members.tables import ConsentRow, MemberRow
from carecoop_desktop.platform.database.bulk import insert_rows, reserve_ids, update_rows

_MEMBERS, _CONSENTS = MemberRow.__table__, ConsentRow.__table__


def _add(connection, count):
    ids = reserve_ids(connection, _MEMBERS, count)
    names = ("id", "version", "number", "name", "name_key", "born", "status", "employer", "directs_care")
    rows = [[n, 1, f"M{n}", f"Ann {n}", f"ann {n}", date(1970, 1, 1), "active", "co-op", "member"] for n in ids]
    insert_rows(connection, _MEMBERS, names, rows)
    return ids


@pytest.mark.parametrize("count", [1, 3, 60])
def test_many_rows_are_stored_and_changed_as_given(office, count):
    with office.database.writing() as connection:
        ids = _add(connection, count)
        update_rows(connection, _MEMBERS, ("born", "status"), [[date(1971, 2, n % 28 + 1), "left", n] for n in ids])
        found = connection.execute(select(_MEMBERS.c.id, _MEMBERS.c.born, _MEMBERS.c.status)).all()
    assert sorted(found) == [(n, date(1971, 2, n % 28 + 1), "left") for n in ids]


def test_only_the_rows_named_change_and_empty_values_stay_empty(office):
    with office.database.writing() as connection:
        first, second = _add(connection, 2)
        update_rows(connection, _MEMBERS, ("born",), [[None, second]])
        found = dict(connection.execute(select(_MEMBERS.c.id, _MEMBERS.c.born)).all())
    assert found == {first: date(1970, 1, 1), second: None}


def test_truth_values_fit_every_database(office):
    with office.database.writing() as connection:
        (who,) = _add(connection, 1)
        ids = reserve_ids(connection, _CONSENTS, 2)
        names = ("id", "version", "member_id", "subject", "given", "recorded")
        insert_rows(connection, _CONSENTS, names, [[n, 1, who, "photo", n == ids[0], date(2026, 1, 1)] for n in ids])
        update_rows(connection, _CONSENTS, ("given",), [[True, ids[1]]])
        assert connection.execute(select(_CONSENTS.c.given)).scalars().all() == [True, True]


def test_nothing_to_do_is_done(office):
    with office.database.writing() as connection:
        insert_rows(connection, _MEMBERS, ("id",), [])
        update_rows(connection, _MEMBERS, ("name",), [])
        assert connection.execute(select(_MEMBERS.c.id)).all() == []
