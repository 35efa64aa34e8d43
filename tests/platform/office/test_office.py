"""An open office: actions change, history remembers, undo takes back."""

from datetime import date

from sqlalchemy import event, select

from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.permissions import SEE_RECORDS
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.tables import UserRow
from carecoop_desktop.platform.office.work import Work


@action("Look at the calendar", SEE_RECORDS)
def look_at_the_calendar(work: Work) -> date:
    return work.reader.today


def setting(office: Office, key: str) -> object:
    return office.read(lambda reader: reader.setting(key))


def test_undo_and_redo_walk_through_several_actions(office: Office) -> None:
    for value in (1, 2, 3):
        office.do(change_setting, "colour", value)
    office.undo()
    office.undo()
    assert setting(office, "colour") == 1
    assert office.next_redo() is not None
    office.redo()
    assert setting(office, "colour") == 2
    with office.database.reading() as connection:
        assert list(broken_links(connection)) == []


def test_listeners_hear_which_tables_changed(office: Office) -> None:
    heard: list[frozenset[str]] = []
    office.on_change.append(heard.append)
    done = office.do(change_setting, "colour", "green")
    assert done.tables == {"setting"} and heard == [frozenset({"setting"})]


def test_the_offices_day_follows_a_change_of_its_calendar_at_once(office: Office) -> None:
    assert office.today == date(2026, 11, 30)
    office.do(change_setting, PRACTICE_DAY, "2026-12-24")
    assert office.today == date(2026, 12, 24)
    assert office.read(lambda reader: reader.today) == date(2026, 12, 24)
    office.undo()
    assert office.today == date(2026, 11, 30)


def test_the_offices_day_follows_other_desks_when_it_hears_of_them(office: Office) -> None:
    other = Office(office.database, office.user)
    assert other.today == date(2026, 11, 30)
    office.do(change_setting, PRACTICE_DAY, "2026-12-24")
    assert other.look_around() == {"setting"}
    assert other.today == date(2026, 12, 24)


def test_an_action_has_the_day_that_another_desk_has_just_set(office: Office) -> None:
    other = Office(office.database, office.user)
    assert other.today == date(2026, 11, 30)
    office.do(change_setting, PRACTICE_DAY, "2026-12-24")
    assert other.do(look_at_the_calendar).value == date(2026, 12, 24)


def test_reading_again_asks_only_what_was_asked_for(office: Office) -> None:
    office.read(lambda reader: reader.today)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    def query(reader: Reader) -> int:
        event.listen(reader.connection.engine, "before_cursor_execute", note)
        try:
            with office.database.reading() as connection:
                assert connection.engine is reader.connection.engine
            return office.read(lambda inner: len(inner.connection.execute(select(UserRow.id)).all()))
        finally:
            event.remove(reader.connection.engine, "before_cursor_execute", note)

    assert office.read(query) == 1
    assert len([each for each in asked if each.startswith("SELECT")]) == 1
