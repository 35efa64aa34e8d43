import pytest
from PySide6.QtCore import Qt

from carecoop_desktop.home.bench.painting import PlainModel
from carecoop_desktop.platform.database.lists.shape import ListRow
from carecoop_desktop.work.timesheets.queries.lines import LINES

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_plain_table_shows_the_same_words_over_and_over():
    values = tuple(None for _ in LINES.columns)
    first = (*values[:6], 90, *values[7:])
    model = PlainModel(LINES.shape, [ListRow(1, first, ()), ListRow(2, values, ())], 1_000_000)
    assert model.rowCount() == 1_000_000
    assert model.columnCount() == len(LINES.columns)
    assert model.index(0, 6).data() == model.index(999_998, 6).data() == "1.50"
    assert model.index(1, 6).data() == ""
    assert model.headerData(6, Qt.Orientation.Horizontal) == "Hours"
    assert model.index(0, 6).data(Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
