"""The model shows the list's rows in order, wherever one looks and however they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from sqlalchemy import Table, delete, event, insert

from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import ListRequest, Sort, StateWord, Tone
from carecoop_desktop.platform.desktop.tables import model as model_module
from carecoop_desktop.platform.desktop.tables.lanes import ExecutorLane
from carecoop_desktop.platform.desktop.tables.model import ROW_ID, STATE, VALUE, WAITING, SqlTableModel
from carecoop_desktop.platform.desktop.tables.opening import Keep
from carecoop_desktop.platform.desktop.tables.window import Route
from carecoop_desktop.platform.kernel.errors import Fault

Shifts = Callable[[int], ListReader]
Role = Qt.ItemDataRole


def shown(model: SqlTableModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def ids(model: SqlTableModel) -> list[int]:
    return [model.index(row, 0).data(ROW_ID) for row in range(model.rowCount())]


def test_cells_read_as_the_office_writes(qapp: Any, shifts: Shifts) -> None:
    model = SqlTableModel(shifts(3))
    model.load()
    assert shown(model, 0) == [
        "Łukasz Nowak", "2 Jan 2026", "07:01", "0.50", "£0.07", "1,000", "Approved", "No", "1 Jul 2026 10:30",
    ]  # fmt: skip
    assert shown(model, 2)[2:4] == ["", ""]


def test_roles_by_kind(qapp: Any, shifts: Shifts) -> None:
    model = SqlTableModel(shifts(3))
    model.load()
    name, pay, state = (model.index(0, column) for column in (0, 4, 6))
    assert pay.data(Role.TextAlignmentRole) == int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert name.data(Role.TextAlignmentRole) == int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    assert (pay.data(VALUE), pay.data(ROW_ID)) == (7, 1)
    assert state.data(STATE) == StateWord("Approved", Tone.MET)
    assert name.data(STATE) is None
    assert pay.data(Role.AccessibleTextRole) == "Pay: £0.07"
    assert model.index(2, 3).data(Role.AccessibleTextRole) == "Hours: empty"
    assert name.data(Role.AccessibleDescriptionRole) == "Who worked"
    assert name.data(Role.ToolTipRole) is None
    assert name.data(Role.DecorationRole) is None


def test_a_long_text_has_a_tip(qapp: Any, shifts: Shifts, write: Any, shift: Table, shift_row: Any) -> None:
    long = "A name that is a good deal longer than its column"
    reader = shifts(0)
    write(insert(shift), [{**shift_row(1), "name": long}])
    model = SqlTableModel(reader)
    model.load()
    assert model.index(0, 0).data(Role.ToolTipRole) == long


def test_headings(qapp: Any, shifts: Shifts) -> None:
    model = SqlTableModel(shifts(0))
    sideways = Qt.Orientation.Horizontal
    assert [model.headerData(n, sideways) for n in (0, 4)] == ["Assistant", "Pay"]
    assert model.headerData(0, sideways, Role.ToolTipRole) == "Who worked"
    assert model.headerData(4, sideways, Role.ToolTipRole) is None
    assert model.headerData(4, sideways, Role.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert model.headerData(99, sideways) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


@pytest.mark.parametrize("number", [0, 1, 127, 128, 129, 500])
def test_all_rows_in_order_and_counted(qapp: Any, qtbot: Any, shifts: Shifts, number: int) -> None:
    model = SqlTableModel(shifts(number))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    counted: list[int] = []
    model.counted.connect(counted.append)
    model.load()
    assert counted == [number] and model.exact
    assert ids(model) == list(range(1, number + 1))
    assert model.rowCount(model.index(0, 0) if number else QModelIndex()) == 0
    tester.deleteLater()


def test_jumping_about_shows_the_right_rows(qapp: Any, shifts: Shifts) -> None:
    model = SqlTableModel(shifts(500), page_size=10)
    model.load(ListRequest((Sort("day", True),)))
    for row in (499, 0, 250, 255, 245, 490, 123, 17, 260):
        assert model.index(row, 0).data(ROW_ID) == 500 - row
    assert model.row_at(250) is not None and model.row_at(350) is None
    assert model.place_of(250) == 250 and model.place_of(10_000) is None


def test_only_what_is_looked_at_is_read(qapp: Any, shifts: Shifts, engine: Any) -> None:
    model = SqlTableModel(shifts(500), page_size=10)
    model.load()
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *parts: sent.append(parts[2]))
    for row in range(300, 310):
        shown(model, row)
    assert len(sent) == 1
    for row in range(310, 320):
        shown(model, row)
    assert len(sent) == 2 and "day, shift.id) >" in sent[1]


def test_reload_takes_changes_in(qapp: Any, shifts: Shifts, write: Any, shift: Table, shift_row: Any) -> None:
    model = SqlTableModel(shifts(300), page_size=10)
    model.load()
    write(delete(shift).where(shift.c.id <= 50))
    model.load(keep=Keep(100, 99))
    assert model.rowCount() == 250
    assert ids(model) == list(range(51, 301))
    write(insert(shift), [shift_row(n) for n in range(301, 306)])
    model.load()
    assert ids(model)[-5:] == [301, 302, 303, 304, 305]


def test_rows_that_went_unnoticed_are_noticed(qapp: Any, shifts: Shifts, write: Any, shift: Table) -> None:
    model = SqlTableModel(shifts(300), page_size=10)
    model.load()
    write(delete(shift).where(shift.c.id > 200))
    found = [model.index(row, 0).data(ROW_ID) for row in range(205)]
    assert found == [*range(1, 201), *[None] * 5]
    assert model.rowCount() == 200


def test_pieces_are_rows_or_the_way_to_them(qapp: Any, shifts: Shifts) -> None:
    model = SqlTableModel(shifts(100), page_size=10)
    model.load()
    model.index(15, 0).data()
    rows, more, route = model.pieces(5, 22)
    assert [row.id for row in rows] == [6, 7, 8, 9, 10]
    assert len(more) == 10
    assert isinstance(route, Route) and route.page == 2


@pytest.fixture
def hold(executor: Executor) -> Iterator[Callable[[], Callable[[], None]]]:
    """Keeps the reading thread busy until what it returns is called, as a slow server would."""
    gates: list[Event] = []

    def busy() -> Callable[[], None]:
        gates.append(Event())
        executor.submit(gates[-1].wait)
        return gates[-1].set

    yield busy
    for gate in gates:
        gate.set()


def test_a_quick_answer_is_there_at_once(qtbot: Any, shifts: Shifts, lane: ExecutorLane) -> None:
    model = SqlTableModel(shifts(500), lane, page_size=10)
    model.load()
    qtbot.waitUntil(lambda: model.exact)
    with qtbot.waitSignal(model.arrived) as told:
        qtbot.waitUntil(lambda: model.index(400, 0).data(ROW_ID) == 401)
    assert told.args[0] <= 400 <= told.args[1]


def test_on_another_thread_rows_come_when_they_are_there(
    qtbot: Any, shifts: Shifts, lane: ExecutorLane, hold: Any
) -> None:
    model = SqlTableModel(shifts(500), lane, page_size=10)
    go_on = hold()
    model.load()
    assert model.loading and model.rowCount() == 0
    go_on()
    qtbot.waitUntil(lambda: model.exact)
    assert model.rowCount() == 500
    assert model.index(0, 0).data(ROW_ID) == 1
    go_on = hold()
    assert model.index(400, 0).data() == WAITING
    assert model.index(400, 0).data(ROW_ID) is None
    with qtbot.waitSignal(model.arrived):
        go_on()
    assert model.index(400, 0).data(ROW_ID) == 401
    qtbot.waitUntil(lambda: model.row_at(410) is not None and model.row_at(399) is not None)


def test_scrolling_fast_reads_the_end_and_not_the_way(
    qtbot: Any, shifts: Shifts, lane: ExecutorLane, hold: Any
) -> None:
    model = SqlTableModel(shifts(500), lane, page_size=10)
    model.load()
    qtbot.waitUntil(lambda: model.exact)
    go_on = hold()
    for row in range(50, 500, 10):
        assert model.index(row, 0).data() == WAITING
    go_on()
    qtbot.waitUntil(lambda: model.row_at(490) is not None)
    assert model.row_at(200) is None


def test_a_newer_request_makes_older_answers_void(qtbot: Any, shifts: Shifts, lane: ExecutorLane) -> None:
    model = SqlTableModel(shifts(50), lane, page_size=10)
    model.load()
    model.load(ListRequest().filtered("draft"))
    model.load(ListRequest().filtered("queried").sorted_by(Sort("pay", True)))
    qtbot.waitUntil(lambda: model.exact)
    qtbot.waitUntil(lambda: WAITING not in [model.index(row, 0).data() for row in range(model.rowCount())])
    assert ids(model) == [n for n in range(50, 0, -1) if n % 3 == 2]


def test_places_are_learnt_while_idle(qtbot: Any, shifts: Shifts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module, "_WALKED", 100)
    monkeypatch.setattr(model_module, "_STRIDE", 50)
    monkeypatch.setattr(model_module, "_AT_ONCE", 3)
    monkeypatch.setattr(model_module, "_SLOW", 1000)
    model = SqlTableModel(shifts(500), page_size=10)
    model.load()
    qtbot.waitUntil(lambda: 499 in model._window.known())
    assert {place: row.id for place, row in model._window.known().items()}[249] == 250
    (route,) = model.pieces(240, 249)
    assert isinstance(route, Route) and route.skip <= 50
    assert model.index(333, 0).data(ROW_ID) == 334


def test_a_fault_is_told_once_and_reading_goes_on_after_a_load(
    qtbot: Any, shifts: Shifts, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, asked = shifts(500), []
    down = [True]

    def reading(job: Callable[[Any], Any]) -> Any:
        asked.append(1)
        if down[0] and len(asked) > 2:
            raise Fault("The server does not answer.")
        with engine.connect() as connection:
            return job(connection)

    record_list: RecordList = good._list
    model = SqlTableModel(ListReader(record_list, reading), page_size=10)
    troubles: list[Any] = []
    model.failed.connect(troubles.append)
    model.load()
    assert [model.index(row, 0).data() for row in (300, 301, 400)] == [WAITING] * 3
    assert [str(trouble) for trouble in troubles] == ["The server does not answer."]
    down[0] = False
    model.load()
    assert model.index(300, 0).data(ROW_ID) == 301


def test_a_bug_in_reading_is_not_swallowed(qtbot: Any, shifts: Shifts) -> None:
    model = SqlTableModel(shifts(5))
    with pytest.raises(KeyError):
        model.load(ListRequest().filtered("unheard of"))
