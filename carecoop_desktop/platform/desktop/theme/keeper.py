"""Keeps the running program in one theme and text size, and follows the system when it is not forced."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from carecoop_desktop.platform.desktop.theme import palette as sets
from carecoop_desktop.platform.desktop.theme.fonts import base_font, scaled
from carecoop_desktop.platform.desktop.theme.palette import Colours
from carecoop_desktop.platform.desktop.theme.sizes import Sizes, sizes_for
from carecoop_desktop.platform.desktop.theme.stylesheet import stylesheet

Mode = Literal["system", "light", "dark", "contrast"]
STYLE = ("-style", "fusion")
"""For whoever makes the application: asked for by argument, the style is not handed to Python, which would bring all
the seven hundred names of Qt's styles before the first paint."""
STYLED = "carecoop.styled"
"""A property of an application that was made with ``STYLE``."""
TEXT_SIZES = (100, 115, 130, 150, 175, 200)


_keepers: WeakKeyDictionary[QApplication, ThemeKeeper] = WeakKeyDictionary()


class Theme(NamedTuple):
    """What painting code asks for: colours and sizes as they are now."""

    colours: Colours
    sizes: Sizes
    text_percent: int

    def colour(self, name: str) -> QColor:
        """A colour of the set by its name, for painters."""
        return QColor(getattr(self.colours, name))

    def state(self, state: str) -> tuple[QColor, QColor]:
        """Background and text of a state; an unknown one is quiet."""
        back, text = self.colours.states.get(state, self.colours.states["quiet"])
        return QColor(back), QColor(text)


class ThemeKeeper(QObject):
    """Applies the theme to the application; ``changed`` tells painting widgets to lay out anew."""

    changed = Signal()

    def __init__(self, app: QApplication, *, shipped_font: bool | None = None) -> None:
        super().__init__(app)
        _keepers.setdefault(app, self)
        self._app = app
        self._base = base_font(shipped=shipped_font)
        self.mode: Mode = "system"
        self.text_percent = 100
        self.theme = Theme(sets.LIGHT, sizes_for(self._base), 100)
        if not app.property(STYLED):
            app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        access = getattr(hints, "accessibility", None)
        if access is not None:
            access().contrastPreferenceChanged.connect(self._follow)
        self.apply(self.mode, self.text_percent)

    def apply(self, mode: Mode | None = None, text_percent: int | None = None) -> Theme:
        """Set theme and text size, or keep the one not given; every open window changes at once."""
        self.mode = mode or self.mode
        self.text_percent = text_percent or self.text_percent
        font = scaled(self._base, self.text_percent)
        self.theme = Theme(self._colours(), sizes_for(font), self.text_percent)
        self._dress(font)
        self.changed.emit()
        return self.theme

    def base(self) -> QFont:
        """The body font at 100%."""
        return QFont(self._base)

    def _dress(self, font: QFont) -> None:
        self._app.setFont(font)
        self._app.setPalette(qpalette(self.theme.colours))
        self._app.setStyleSheet(stylesheet(self.theme.colours, self.theme.sizes))

    def _colours(self) -> Colours:
        if self.mode in ("light", "dark"):
            return sets.ALL[self.mode]
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self.mode == "contrast" or self._system_wants_contrast():
            return sets.CONTRAST_DARK if dark else sets.CONTRAST_LIGHT
        return sets.DARK if dark else sets.LIGHT

    def _system_wants_contrast(self) -> bool:
        access = getattr(self._app.styleHints(), "accessibility", None)
        return access is not None and access().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _follow(self) -> None:
        if self.mode in ("system", "contrast"):
            self.apply()


def keeper() -> ThemeKeeper:
    """The application's theme keeper, made on first use."""
    app = cast(QApplication, QApplication.instance())
    found = _keepers.get(app)  # searching the application's children would hand its style to Python
    return found if found is not None else ThemeKeeper(app)


def current() -> Theme:
    """The theme as it is now."""
    return keeper().theme


def qpalette(colours: Colours) -> QPalette:
    """The Qt palette of a colour set, for everything the stylesheet does not name."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in {
        role.Window: "page",
        role.WindowText: "text",
        role.Base: "base",
        role.AlternateBase: "header",
        role.Text: "text",
        role.Button: "card",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.ToolTipBase: "card",
        role.ToolTipText: "text",
        role.PlaceholderText: "secondary",
        role.Highlight: "selection",
        role.HighlightedText: "on_selection",
        role.Link: "accent_text",
        role.LinkVisited: "accent_text",
        role.Accent: "accent",
        role.Mid: "border",
        role.Light: "card",
        role.Dark: "border_strong",
    }.items():
        palette.setColor(which, QColor(getattr(colours, name)))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette
