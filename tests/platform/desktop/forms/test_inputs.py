"""Inputs read what was typed, write it in one way, and have quick keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.forms import fields
from carecoop_desktop.platform.desktop.forms.fields import Field
from carecoop_desktop.platform.desktop.forms.inputs import Input, PersonEdit, make_input

Place = Callable[[QWidget], QWidget]
Today = Callable[[], date]


@pytest.fixture
def make(place: Place, today: Today) -> Callable[[Field], Input]:
    def one(field: Field) -> Input:
        made = make_input(field, today)
        made.set_value(field.value)
        place(made.widget)
        return made

    return one


Make = Callable[[Field], Input]


def find(typed: str) -> list[tuple[int, str]]:
    people = [(7, "Marek Nowak"), (8, "Maria Byrne"), (9, "Ann Hay")]
    return [(number, name) for number, name in people if typed.casefold() in name.casefold()]


@pytest.mark.parametrize(
    ("field", "typed", "value", "written"),
    [
        (fields.text("a", "A"), "Ann  ", "Ann", "Ann"),
        (fields.money("a", "A"), "1234.5", 123450, "£1,234.50"),
        (fields.hours("a", "A"), "3:30", 210, "3.50"),
        (fields.number("a", "A"), "1,200", 1200, "1200"),
        (fields.date_("a", "A"), "22/11", date(2026, 11, 22), "22 Nov 2026"),
        (fields.time_("a", "A"), "2.30pm", time(14, 30), "14:30"),
    ],
)
def test_typed_text_is_read_and_written_in_one_way(
    make: Make, qtbot: QtBot, field: Field, typed: str, value: Any, written: str
) -> None:
    made = make(field)
    assert isinstance(made.widget, QLineEdit)
    qtbot.keyClicks(made.widget, typed)
    qtbot.keyClick(made.widget, Qt.Key.Key_Return)
    assert made.value() == value
    assert made.widget.text() == written


@pytest.mark.parametrize("field", [fields.money("a", "A"), fields.hours("a", "A"), fields.date_("a", "A")])
def test_empty_is_none_and_nonsense_stays_to_be_seen(make: Make, qtbot: QtBot, field: Field) -> None:
    made = make(field)
    assert made.value() is None
    qtbot.keyClicks(made.widget, "xyz")
    qtbot.keyClick(made.widget, Qt.Key.Key_Return)
    assert made.raw() == "xyz"
    with pytest.raises(ValueError):
        made.value()


def test_empty_text_is_an_empty_string(make: Make) -> None:
    assert make(fields.text("a", "A")).value() == ""


def test_a_value_shown_is_not_an_edit(make: Make, qtbot: QtBot) -> None:
    for field, value in [
        (fields.text("a", "A"), "x"),
        (fields.multiline("a", "A"), "x"),
        (fields.check("a", "A"), True),
        (fields.choice("a", "A", [(1, "One"), (2, "Two")]), 2),
        (fields.person("a", "A", find), (7, "Marek Nowak")),
    ]:
        made = make(field)
        edits: list[str] = []
        made.edited.connect(lambda edits=edits: edits.append("edited"))
        made.set_value(value)
        assert edits == [], field.kind


def test_the_words_beside_a_box_go_on_below_and_its_name_stays_whole(make: Make) -> None:
    words = "Somebody else of this name and birth date is a member too"
    made = make(fields.check("a", words))
    assert isinstance(made.widget, QCheckBox)
    lines = made.widget.text().splitlines()
    assert len(lines) == 2 and " ".join(lines) == words


class TestDates:
    """Quick keys of a date."""

    @pytest.mark.parametrize(
        ("start", "keys", "shown"),
        [
            (None, "t", "22 Nov 2026"),
            (None, "+", "23 Nov 2026"),
            (None, "-", "21 Nov 2026"),
            (date(2026, 12, 30), "++", "1 Jan 2027"),
            (date(2026, 12, 1), "-", "30 Nov 2026"),
            (date(2026, 12, 1), "=", "2 Dec 2026"),
        ],
    )
    def test_plus_minus_and_t(self, make: Make, qtbot: QtBot, start: date | None, keys: str, shown: str) -> None:
        made = make(fields.date_("a", "A", start))
        qtbot.keyClicks(made.widget, keys)
        assert made.raw() == shown

    def test_arrows_and_pages(self, make: Make, qtbot: QtBot) -> None:
        made = make(fields.date_("a", "A", date(2026, 11, 22)))
        qtbot.keyClick(made.widget, Qt.Key.Key_Up)
        qtbot.keyClick(made.widget, Qt.Key.Key_PageDown)
        assert made.value() == date(2026, 10, 26)

    @pytest.mark.parametrize(("typed", "day"), [("3 oct", date(2026, 10, 3)), ("1-2-26", date(2026, 2, 1))])
    def test_letters_and_dashes_inside_a_date_are_themselves(
        self, make: Make, qtbot: QtBot, typed: str, day: date
    ) -> None:
        made = make(fields.date_("a", "A"))
        qtbot.keyClicks(made.widget, typed)
        assert made.value() == day

    def test_a_selected_date_moves(self, make: Make, qtbot: QtBot) -> None:
        made = make(fields.date_("a", "A", date(2026, 11, 22)))
        assert isinstance(made.widget, QLineEdit)
        made.widget.selectAll()
        qtbot.keyClicks(made.widget, "+")
        assert made.value() == date(2026, 11, 23)

    def test_a_quick_key_is_an_edit(self, make: Make, qtbot: QtBot) -> None:
        made = make(fields.date_("a", "A"))
        with qtbot.waitSignal(made.edited, timeout=1000):
            qtbot.keyClicks(made.widget, "t")


class TestChoices:
    """One of a few."""

    def test_an_optional_choice_starts_empty(self, make: Make) -> None:
        made = make(fields.choice("a", "A", [(1, "Chester"), (2, "Wirral")]))
        assert made.value() is None
        made.set_value(2)
        assert (made.value(), made.raw()) == (2, "Wirral")

    def test_a_required_choice_starts_with_the_first(self, make: Make) -> None:
        assert make(fields.choice("a", "A", [(1, "Chester"), (2, "Wirral")], required=True)).value() == 1

    def test_without_choices_there_is_no_value(self, make: Make) -> None:
        assert make(fields.choice("a", "A", [], required=True)).value() is None

    def test_letters_choose(self, make: Make, qtbot: QtBot) -> None:
        made = make(fields.choice("a", "A", [(1, "Chester"), (2, "Wirral")], 1))
        qtbot.keyClicks(made.widget, "w")
        assert made.value() == 2

    def test_a_draft_keeps_the_words(self, make: Make) -> None:
        made = make(fields.choice("a", "A", [(object(), "Chester"), (object(), "Wirral")]))
        made.set_raw("Wirral")
        assert made.raw() == "Wirral"
        made.set_raw("Gone")
        assert made.value() is None

    def test_the_wheel_does_not_change_it(self, make: Make) -> None:
        from PySide6.QtCore import QPoint, QPointF
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        made = make(fields.choice("a", "A", [(1, "Chester"), (2, "Wirral")], 1))
        box = made.widget
        assert isinstance(box, QComboBox)
        here = QPointF(5, 5)
        event = QWheelEvent(
            here,
            here,
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        assert made.value() == 1


class TestText:
    """Several lines."""

    def test_tab_leaves_and_enter_does_not(self, make: Make, qtbot: QtBot) -> None:
        made = make(fields.multiline("a", "A", lines=4))
        assert isinstance(made.widget, QPlainTextEdit)
        assert made.widget.tabChangesFocus()
        qtbot.keyClicks(made.widget, "one")
        qtbot.keyClick(made.widget, Qt.Key.Key_Return)
        qtbot.keyClicks(made.widget, "two ")
        assert made.value() == "one\ntwo"
        assert made.raw() == "one\ntwo "


class TestPeople:
    """Type-ahead."""

    @pytest.fixture
    def made(self, make: Make) -> Input:
        return make(fields.person("a", "A", find))

    def test_an_exact_name_is_who_it_names(self, made: Input, qtbot: QtBot) -> None:
        qtbot.keyClicks(made.widget, "Ann Hay")
        assert made.value() == 9

    def test_the_names_that_fit_are_offered(self, made: Input, qtbot: QtBot) -> None:
        assert isinstance(made.widget, PersonEdit)
        qtbot.keyClicks(made.widget, "mar")
        made.widget.look_up()
        offered = made.widget.completer().model()
        assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["Marek Nowak", "Maria Byrne"]

    def test_a_single_match_is_taken_on_leaving(self, made: Input, qtbot: QtBot) -> None:
        made.widget.setFocus()
        qtbot.keyClicks(made.widget, "ann")
        made.widget.clearFocus()
        assert made.raw() == "Ann Hay"
        assert made.value() == 9

    def test_two_matches_are_not(self, made: Input, qtbot: QtBot) -> None:
        made.widget.setFocus()
        qtbot.keyClicks(made.widget, "mar")
        made.widget.clearFocus()
        assert made.raw() == "mar"
        with pytest.raises(ValueError, match="Nobody here is called mar"):
            made.value()

    def test_who_stands_there_now_is_known_without_asking(self, made: Input) -> None:
        made.set_value((42, "Somebody Else"))
        assert made.value() == 42
        made.set_value(None)
        assert made.value() is None

    def test_a_draft_looks_the_name_up_again(self, made: Input) -> None:
        made.set_raw("Maria Byrne")
        assert made.value() == 8


def test_a_secret_is_not_shown(make: Make) -> None:
    made = make(fields.text("pin", "PIN", secret=True))
    assert isinstance(made.widget, QLineEdit)
    assert made.widget.echoMode() == QLineEdit.EchoMode.Password


def test_figures_stand_at_the_right(make: Make) -> None:
    for field in (fields.money("a", "A"), fields.hours("a", "A"), fields.number("a", "A")):
        widget = make(field).widget
        assert isinstance(widget, QLineEdit)
        assert widget.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_list_of_long_words_gives_way_in_a_narrow_form(make: Make) -> None:
    long = make(fields.choice("letter", "Letter", [("C", "C · " + "over State Pension age " * 5)])).widget
    short = make(fields.choice("letter", "Letter", [("C", "C")])).widget
    assert isinstance(long, QComboBox)
    assert long.minimumSizeHint().width() < long.sizeHint().width() // 2
    assert short.minimumSizeHint().width() <= short.sizeHint().width()
