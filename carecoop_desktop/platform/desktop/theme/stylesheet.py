"""One stylesheet for the whole program, generated from a colour set and the sizes of the text."""

from __future__ import annotations

from carecoop_desktop.platform.desktop.theme.palette import Colours
from carecoop_desktop.platform.desktop.theme.sizes import Sizes
from carecoop_desktop.platform.kernel.resources import resource


def stylesheet(c: Colours, s: Sizes) -> str:
    """The whole stylesheet. Widgets choose their part by the dynamic property ``role``."""
    return "\n".join((_text(c, s), _surfaces(c, s), _buttons(c, s), _inputs(c, s), _lists(c, s), _chrome(c, s)))


def _text(c: Colours, s: Sizes) -> str:
    return f"""
QLabel[role="title"] {{ font-size: {s.title}px; font-weight: 700; color: {c.text}; }}
QLabel[role="context"], QLabel[role="note"] {{ color: {c.secondary}; }}
QLabel[role="heading"] {{ font-size: {s.heading}px; font-weight: 600; color: {c.text}; }}
QLabel[role="figure"] {{ font-size: {s.figure}px; font-weight: 700; color: {c.text}; }}
QLabel[role="strong"] {{ font-weight: 600; color: {c.text}; }}
QLabel[role="key"] {{ color: {c.secondary}; }}
QLabel[role="label"] {{ font-size: {s.label}px; font-weight: 600; color: {c.secondary}; }}
QLabel[role="issue"] {{ font-size: {s.label}px; font-weight: 600; color: {c.states["bad"][1]};
    background: {c.states["bad"][0]}; border-radius: {s.corner // 2}px; padding: {s.unit // 4}px {s.unit // 2}px; }}
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.border_strong}; padding: {s.unit // 2}px; }}
"""


def _surfaces(c: Colours, s: Sizes) -> str:
    return f"""
QMainWindow, QDialog, QStackedWidget#pages, QWidget[role="page"] {{ background: {c.page}; }}
QFrame[role="card"] {{ background: {c.card}; border: 1px solid {c.border}; border-radius: {s.corner}px; }}
QFrame[role="line"] {{ background: {c.border}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="offer"] {{ background: {c.states["info"][0]}; border: 1px solid {c.border};
    border-radius: {s.corner // 2}px; }}
QFrame[role="offer"] QLabel {{ color: {c.states["info"][1]}; }}
QFrame[role="popup"] {{ background: {c.card}; border: 1px solid {c.border_strong}; border-radius: {s.corner}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {c.border}; }}
"""


def _buttons(c: Colours, s: Sizes) -> str:
    side, up = round(s.unit * 1.75), round(s.unit * 0.75)
    corner = max(3, round(s.unit * 0.75))
    return f"""
QPushButton {{ background: {c.card}; color: {c.text}; border: 1px solid {c.border_strong}; border-radius: {corner}px;
    padding: {up}px {side}px; font-weight: 600; }}
QPushButton:hover {{ background: {c.header}; border-color: {c.secondary}; }}
QPushButton:pressed {{ background: {c.selection}; color: {c.on_selection}; }}
QPushButton:focus {{ border: 2px solid {c.focus}; padding: {up - 1}px {side - 1}px; }}
QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed {{ background: {c.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.on_accent if c.dark else c.text}; }}
QPushButton[role="danger"] {{ color: {c.states["bad"][1]}; }}
QPushButton[role="small"] {{ padding: {max(1, up // 2)}px {s.unit + 2}px; font-size: {round(s.body * 0.93)}px; }}
QPushButton[role="small"]:focus {{ padding: {max(0, up // 2 - 1)}px {s.unit + 1}px; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {c.accent_text};
    padding: 1px 2px; text-align: left; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 1px solid {c.focus}; }}
QPushButton:disabled, QPushButton[greyed="true"], QPushButton[greyed="true"]:hover {{ background: {c.header};
    color: {c.disabled}; border-color: {c.border}; }}
QPushButton[greyed="true"]:focus {{ border: 2px dashed {c.focus}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _inputs(c: Colours, s: Sizes) -> str:
    edits = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
    focus = "QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus"
    pad, side = round(s.unit * 0.55), s.unit
    return f"""
{edits} {{ background: {c.base}; color: {c.text}; border: 1px solid {c.border_strong}; border-radius: {s.corner // 2}px;
    padding: {pad}px {side}px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
{focus} {{ border: 2px solid {c.focus}; padding: {pad - 1}px {side - 1}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {c.states["bad"][1]};
    border-width: 2px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{ background: {c.header};
    color: {c.disabled}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {c.secondary}; }}
QComboBox {{ padding-right: {round(s.unit * 2.75)}px; }}
QComboBox::drop-down {{ border: none; width: {round(s.unit * 2.5)}px; }}
QComboBox::down-arrow {{ image: url("{_arrow(c)}"); width: {s.unit * 2}px; height: {s.unit * 2}px; }}
QComboBox QAbstractItemView {{ background: {c.card}; color: {c.text}; border: 1px solid {c.border_strong};
    selection-background-color: {c.selection}; selection-color: {c.on_selection}; }}
QCheckBox, QRadioButton {{ color: {c.text}; spacing: {s.unit}px; padding: 2px; border: 1px solid transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {c.focus}; border-radius: 3px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {round(s.line * 0.8)}px; height: {round(s.line * 0.8)}px; }}
QLineEdit[role="search"] {{ background: {c.header}; padding: {round(s.unit * 0.75)}px {round(s.unit * 1.5)}px;
    border-radius: {max(3, round(s.unit * 0.75))}px; }}
"""


def _arrow(c: Colours) -> str:
    """Stylesheets take pictures only as files."""
    return resource("theme", f"arrow-{'dark' if c.dark else 'light'}.svg").as_posix()


def _lists(c: Colours, s: Sizes) -> str:
    return f"""
QToolButton#chip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.border_strong};
    border-radius: {s.corner // 2}px; padding: {max(1, s.unit // 4)}px {s.unit}px; }}
QToolButton#chip:hover {{ background: {c.header}; border-color: {c.secondary}; }}
QToolButton#chip:checked {{ background: {c.selection}; color: {c.on_selection}; border-color: {c.accent};
    font-weight: 600; }}
QToolButton#chip:focus {{ border: 2px solid {c.focus}; padding: {max(0, s.unit // 4 - 1)}px {s.unit - 1}px; }}
QAbstractItemView {{ background: {c.card}; color: {c.text}; border: none; outline: none;
    selection-background-color: {c.selection}; selection-color: {c.on_selection}; gridline-color: {c.border}; }}
QTableView::item {{ padding: 0 {s.unit}px; border: none; border-bottom: 1px solid {c.border}; }}
QTableView::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QTableView::item:focus {{ border: 1px solid {c.focus}; }}
QHeaderView {{ background: {c.header}; border: none; }}
QHeaderView::section {{ background: {c.header}; color: {c.secondary}; font-size: {s.label}px; font-weight: 600;
    padding: {round(s.unit * 0.75)}px {round(s.unit * 1.25)}px; border: none;
    border-bottom: 1px solid {c.border_strong}; }}
QListView::item {{ padding: {round(s.unit * 0.75)}px {s.unit}px; border-bottom: 1px solid {c.border}; }}
QListView::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QListView:focus, QTableView:focus {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: {s.unit + 4}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {s.unit + 4}px; margin: 0; }}
QScrollBar::handle {{ background: {c.border_strong}; border-radius: {s.unit // 2}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {s.unit * 4}px; }}
QScrollBar::handle:horizontal {{ min-width: {s.unit * 4}px; }}
QScrollBar::handle:hover {{ background: {c.secondary}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _chrome(c: Colours, s: Sizes) -> str:
    return f"""
QFrame#rail {{ background: {c.rail}; border: none;
    border-right: 1px solid {c.rail if c.rail != c.page else c.border}; }}
QFrame#rail QLabel {{ color: {c.rail_quiet}; font-size: {s.label}px; }}
QFrame#rail QLabel[role="brand"] {{ color: {c.rail_text}; font-size: {s.heading + 1}px; font-weight: 700; }}
QFrame#rail QFrame[role="line"] {{ background: {c.rail_active}; }}
QListView#railList {{ background: transparent; color: {c.rail_text}; border: none; }}
QListView#railList QScrollBar::handle {{ background: {c.rail_active}; }}
QListView#railList QScrollBar::handle:hover {{ background: {c.rail_quiet}; }}
QFrame#topBar, QMenuBar, QFrame#statusBar {{ background: {c.card}; }}
QFrame#topBar {{ border: none; border-bottom: 1px solid {c.border}; }}
QFrame#statusBar {{ border: none; border-top: 1px solid {c.border}; }}
QFrame#statusBar QLabel {{ color: {c.secondary}; font-size: {s.label}px; }}
QLabel#keyHint {{ color: {c.secondary}; font-size: {s.small}px; border: 1px solid {c.border_strong}; border-radius: 3px;
    padding: 0 {s.unit // 2}px; background: {c.card}; }}
QMenuBar {{ color: {c.text}; border-bottom: 1px solid {c.border}; padding: 1px {s.unit}px; }}
QMenuBar::item {{ padding: {s.unit // 4}px {s.unit}px; background: transparent; border-radius: 3px; }}
QMenuBar::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QMenu {{ background: {c.card}; color: {c.text}; border: 1px solid {c.border_strong}; padding: {s.unit // 2}px; }}
QMenu::item {{ padding: {s.unit // 2}px {s.unit * 3}px {s.unit // 2}px {s.unit * 2}px; }}
QMenu::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: {s.unit // 2}px; }}
QFrame#practiceFrame {{ background: {c.page}; border: none; }}
QFrame#practiceFrame[practice="true"] {{ background: {c.practice}; }}
QLabel#practiceBand {{ background: {c.practice}; color: {c.on_practice}; font-weight: 700; padding: 2px; }}
QTabBar {{ background: transparent; border: none; font-weight: 600; }}
QTabBar::tab {{ background: transparent; color: {c.secondary}; padding: {s.unit}px {round(s.unit * 1.1)}px;
    border: none; border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ color: {c.accent_text}; border-bottom: 3px solid {c.accent_text}; }}
QTabBar::tab:hover {{ color: {c.text}; }}
QTabBar::tab:focus {{ border: 1px solid {c.focus}; border-bottom: 3px solid {c.accent_text}; }}
QTabBar::tear, QTabBar::scroller {{ width: {s.unit * 3}px; }}
QProgressBar {{ background: {c.header}; border: 1px solid {c.border}; border-radius: {s.unit // 2}px;
    text-align: center; color: {c.text}; }}
QProgressBar::chunk {{ background: {c.selection}; }}
"""
