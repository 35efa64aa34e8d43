"""An open office: actions change, history remembers, undo takes back."""

from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting


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
