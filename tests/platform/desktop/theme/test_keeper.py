"""The theme follows the system unless it is forced, and reaches palette, stylesheet and font at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from carecoop_desktop.platform.desktop.theme import STATES, ThemeKeeper, current, keeper
from carecoop_desktop.platform.desktop.theme.keeper import TEXT_SIZES, qpalette
from carecoop_desktop.platform.desktop.theme.palette import ALL, DARK, LIGHT


def test_there_is_one_keeper(theme: ThemeKeeper) -> None:
    assert keeper() is theme
    assert current() is theme.theme


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_forced_theme_reaches_palette_and_stylesheet(theme: ThemeKeeper, qapp: QApplication, mode: str) -> None:
    theme.apply(mode)  # type: ignore[arg-type]
    colours = ALL[mode]
    assert current().colours is colours
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(colours.page)
    assert colours.rail in qapp.styleSheet()


def test_without_a_system_preference_it_is_light(theme: ThemeKeeper, qapp: QApplication) -> None:
    assert qapp.styleHints().colorScheme() != Qt.ColorScheme.Dark
    theme.apply("dark")
    assert theme.apply("system").colours is LIGHT


def test_it_follows_the_system_into_the_dark(
    theme: ThemeKeeper, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply("system")
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    theme._follow()
    assert current().colours is DARK


def test_a_forced_theme_does_not_follow(
    theme: ThemeKeeper, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply("light")
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    theme._follow()
    assert current().colours is LIGHT


def test_high_contrast_follows_light_and_dark(
    theme: ThemeKeeper, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert theme.apply("contrast").colours.name == "contrast-light"
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    assert theme.apply("contrast").colours.name == "contrast-dark"


def test_the_systems_wish_for_contrast_is_met(theme: ThemeKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_system_wants_contrast", lambda: True)
    assert theme.apply("system").colours.name == "contrast-light"
    assert theme.apply("dark").colours is DARK


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_the_text_grows(theme: ThemeKeeper, qapp: QApplication, percent: int) -> None:
    theme.apply(None, percent)
    assert qapp.font().pointSizeF() == pytest.approx(theme.base().pointSizeF() * percent / 100)
    assert current().text_percent == percent


def test_a_change_is_told_once(theme: ThemeKeeper, qtbot: QtBot) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(current().colours.name))
    theme.apply("dark", 150)
    assert told == ["dark"]


def test_what_is_not_given_stays(theme: ThemeKeeper) -> None:
    theme.apply("dark", 150)
    theme.apply("light")
    assert (theme.mode, theme.text_percent) == ("light", 150)


@pytest.mark.parametrize("state", STATES)
def test_painters_get_the_state_colours(theme: ThemeKeeper, state: str) -> None:
    back, text = current().state(state)
    assert (back.name().upper(), text.name().upper()) == LIGHT.states[state]


def test_an_unknown_state_is_quiet(theme: ThemeKeeper) -> None:
    assert current().state("odd") == current().state("quiet")


def test_greyed_text_has_its_own_colour(theme: ThemeKeeper) -> None:
    palette = qpalette(LIGHT)
    greyed = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert greyed == QColor(LIGHT.disabled) != palette.color(QPalette.ColorRole.Text)
