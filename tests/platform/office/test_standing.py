"""A record that was changed past the program shows, whatever was changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from carecoop_desktop.people.circles.actions import add_circle
from carecoop_desktop.people.circles.tables import CircleRow
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.standing import astray


def strayed(office: Office) -> list[str]:
    with office.database.reading() as connection:
        return list(astray(connection))


@pytest.fixture
def circle(office: Office) -> int:
    """A circle that was added, taken back, put forward again; and a setting that was changed twice."""
    office.do(add_circle, "Chester")
    office.undo()
    office.redo()
    office.do(change_setting, "x.one", {"list": [1, 2], "word": "a"})
    office.do(change_setting, "x.one", ["b", {"c": None}])
    with office.database.reading() as connection:
        return int(connection.execute(text("SELECT max(id) FROM circle")).scalar_one())


def test_what_the_program_did_stands_as_it_was_left(office: Office, circle: int) -> None:
    assert circle and strayed(office) == []


def test_everything_in_a_living_office_stands_as_it_was_left(living: Office) -> None:
    assert strayed(living) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE circle SET name = 'Mold' WHERE id = :id", "A circle (%s) is not as the history left it: name."),
        ("DELETE FROM circle WHERE id = :id", "A circle (%s) that the history knows is not there."),
        (
            "UPDATE setting SET value = '7' WHERE key = 'x.one' AND :id > 0",
            "is not as the history left it: value.",
        ),
    ],
)
def test_a_change_past_the_program_shows(office: Office, circle: int, statement: str, told: str) -> None:
    with office.database.writing() as connection:
        connection.execute(text(statement), {"id": circle})
    (fault,) = strayed(office)
    assert (told % circle if "%s" in told else told) in fault


def test_a_record_of_a_kind_that_the_history_never_named_shows_too(office: Office) -> None:
    office.do(add_circle, "Planted")
    with office.database.writing() as connection:
        connection.execute(text("DELETE FROM change WHERE table_name = 'circle'"))
    (fault,) = strayed(office)
    assert fault.startswith("A circle (") and fault.endswith("stands there that the history does not know.")


def test_a_record_without_a_line_in_the_history_shows_and_many_are_counted(office: Office, circle: int) -> None:
    with office.database.writing() as connection:
        names = CircleRow.__table__
        row = dict(connection.execute(names.select()).mappings().one())
        rows = [{**row, "id": circle + number, "name": f"Circle {number}"} for number in range(1, 31)]
        connection.execute(names.insert(), rows)
    found = strayed(office)
    assert found[0] == f"A circle ({circle + 1}) stands there that the history does not know."
    assert len(found) == 21 and found[-1] == "So it is with 10 more of these: circle."
