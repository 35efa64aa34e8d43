"""The history chain: whole after work, broken by any later edit."""

import pytest

from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting


@pytest.fixture
def busy(office: Office) -> Office:
    for value in range(5):
        office.do(change_setting, "colour", value)
    return office


def faults(office: Office) -> list[str]:
    with office.database.reading() as connection:
        return list(broken_links(connection))


def meddle(office: Office, statement: str) -> None:
    with office.database.writing() as connection:
        connection.exec_driver_sql(statement)


def test_an_untouched_chain_holds(busy: Office) -> None:
    assert faults(busy) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET after = '{\"value\":9,\"version\":3}' WHERE set_id = 3",
        "UPDATE change_set SET user_name = 'Somebody Else' WHERE id = 3",
        "UPDATE change_set SET summary = 'Nothing happened' WHERE id = 2",
        "DELETE FROM change WHERE set_id = 4",
        "UPDATE change_set SET previous_hash = hash WHERE id = 5",
    ],
)
def test_every_later_edit_shows(busy: Office, statement: str) -> None:
    meddle(busy, statement)
    assert faults(busy)


def test_a_change_set_cut_out_shows(busy: Office) -> None:
    meddle(busy, "DELETE FROM change WHERE set_id = 3")
    meddle(busy, "DELETE FROM change_set WHERE id = 3")
    assert any("3 is missing" in fault for fault in faults(busy))
