"""The first read of a list lands where the kept record is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, delete, event, update

from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest
from carecoop_desktop.platform.desktop.tables.opening import Keep, read_opening

SIZE = 10


def ids(opening: Any) -> dict[int, list[int]]:
    return {page: [row.id for row in rows] for page, rows in opening.pages}


def test_a_short_list_is_known_whole_from_one_statement(shifts: Callable[[int], ListReader], engine: Any) -> None:
    reader = shifts(7)
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *parts: sent.append(parts[2]))
    opening = read_opening(reader, ListRequest(), Keep(), SIZE)
    assert ids(opening) == {0: [1, 2, 3, 4, 5, 6, 7]}
    assert (opening.total, opening.place, opening.found) == (7, 0, False)
    assert len(sent) == 1


def test_an_empty_list(shifts: Callable[[int], ListReader]) -> None:
    opening = read_opening(shifts(0), ListRequest(), Keep(5, 3, (5,)), SIZE)
    assert (opening.pages, opening.total, opening.place, opening.present) == ((), 0, 0, ())


def test_a_long_list_is_not_counted(shifts: Callable[[int], ListReader]) -> None:
    opening = read_opening(shifts(60), ListRequest(), Keep(), SIZE)
    assert ids(opening) == {0: list(range(1, 11))}
    assert opening.total is None


def test_it_opens_around_the_kept_record(shifts: Callable[[int], ListReader]) -> None:
    reader = shifts(60)
    early = read_opening(reader, ListRequest(), Keep(32, 0), SIZE)
    assert (early.place, early.found, list(ids(early))) == (31, True, [2, 3])
    late = read_opening(reader, ListRequest(), Keep(38, 0), SIZE)
    assert (late.place, list(ids(late))) == (37, [3, 4])
    assert ids(late)[4] == list(range(41, 51))


def test_a_record_that_went_leaves_its_place(
    shifts: Callable[[int], ListReader], write: Callable[..., None], shift: Table
) -> None:
    reader = shifts(60)
    write(delete(shift).where(shift.c.id == 32))
    opening = read_opening(reader, ListRequest(), Keep(32, 31), SIZE)
    assert (opening.place, opening.found) == (31, False)
    assert ids(opening)[3][1] == 33


def test_a_list_that_got_shorter_opens_at_its_end(
    shifts: Callable[[int], ListReader], write: Callable[..., None], shift: Table
) -> None:
    reader = shifts(60)
    write(delete(shift).where(shift.c.id > 25))
    opening = read_opening(reader, ListRequest(), Keep(59, 58), SIZE)
    assert (opening.place, opening.total) == (24, 25)
    assert ids(opening)[2] == [21, 22, 23, 24, 25]


def test_the_last_page_tells_the_length(shifts: Callable[[int], ListReader]) -> None:
    opening = read_opening(shifts(25), ListRequest(), Keep(24), SIZE)
    assert opening.total == 25


def test_selected_records_that_left_the_list_are_dropped(
    shifts: Callable[[int], ListReader], write: Callable[..., None], shift: Table
) -> None:
    reader = shifts(60)
    write(update(shift).where(shift.c.id == 3).values(state="ok"))
    opening = read_opening(reader, ListRequest().filtered("draft"), Keep(ids=(3, 6, 999)), SIZE)
    assert opening.present == (6,)
