"""The menu bar: File, Edit with named undo, View, Go, Help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from carecoop_desktop.platform.desktop.shell.plan import RailItem
from carecoop_desktop.platform.desktop.theme.keeper import TEXT_SIZES, Mode, keeper

if TYPE_CHECKING:
    from carecoop_desktop.platform.desktop.shell.window import Shell

THEMES: tuple[tuple[Mode, str], ...] = (
    ("system", "As the &system"),
    ("light", "&Light"),
    ("dark", "&Dark"),
    ("contrast", "&High contrast"),
)


class Menus:
    """Builds the menus of a shell and keeps the actions that change."""

    def __init__(self, shell: Shell, bar: QMenuBar) -> None:
        self._shell = shell
        self.file = bar.addMenu("&File")
        self.edit = bar.addMenu("&Edit")
        self.view = bar.addMenu("&View")
        self.go = bar.addMenu("&Go")
        self.help = bar.addMenu("&Help")
        self._office: list[QAction] = []
        self.undo = self._add(self.edit, "&Undo", shell.undo_asked.emit, "Ctrl+Z")
        self.redo = self._add(self.edit, "&Redo", shell.redo_asked.emit, "Ctrl+Y")
        self.leave = self._add(self.file, "E&xit", shell.close, "Ctrl+Q")
        self._fill_view()
        self._add(self.help, "&Help on this page", shell.show_help, "F1")
        self.set_undo("", "")

    def set_file(self, deeds: Sequence[tuple[str, Callable[[], object], str]]) -> None:
        """The deeds above Exit: words, deed, key (or empty); empty words make a line."""
        for old in self._office:
            self.file.removeAction(old)
            old.deleteLater()
        self._office = [self._file_action(*deed) for deed in deeds]
        for action in self._office:
            self.file.insertAction(self.leave, action)

    def set_undo(self, undo: str, redo: str) -> None:
        """Name what would be undone and redone; empty greys the entry and says so."""
        for action, word, what in ((self.undo, "&Undo", undo), (self.redo, "&Redo", redo)):
            plain = word.replace("&", "").lower()
            action.setText(f"{word}: {what.replace('&', '&&')}" if what else word)
            action.setEnabled(bool(what))
            action.setStatusTip("" if what else f"There is nothing to {plain}.")

    def set_rooms(self, items: Sequence[RailItem]) -> None:
        """The Go menu: every room, the first nine by Ctrl and a figure."""
        self.go.clear()
        self._add(self.go, "&Find...", self._shell.find_anything, "Ctrl+K")
        self.go.addSeparator()
        for number, item in enumerate(items, 1):
            key = f"Ctrl+{number}" if number <= 9 else ""
            words = item.label.replace("&", "&&")
            self._add(self.go, words, partial(self._shell.open, item.key), key)

    def _file_action(self, words: str, do: Callable[[], object], key: str) -> QAction:
        action = QAction(words, self.file)
        if not words:
            action.setSeparator(True)
        else:
            action.triggered.connect(lambda *_: do())
            action.setShortcut(QKeySequence(key))
        return action

    def _fill_view(self) -> None:
        self._add(self.view, "&Reload", self._shell.reload, "F5")
        self._add(self.view, "Next &part of the window", self._shell.next_part, "F6")
        self.view.addSeparator()
        themes = self.view.addMenu("&Theme")
        self._themes = self._choices(themes, [(words, partial(keeper().apply, mode)) for mode, words in THEMES])
        sizes = self.view.addMenu("Text &size")
        self._sizes = self._choices(sizes, [(f"{size}%", partial(keeper().apply, None, size)) for size in TEXT_SIZES])
        self.view.aboutToShow.connect(self.mark)
        self.mark()

    def mark(self) -> None:
        """Tick the theme and the text size that are in force, wherever they were chosen."""
        for action, (mode, _words) in zip(self._themes, THEMES, strict=True):
            action.setChecked(mode == keeper().mode)
        for action, size in zip(self._sizes, TEXT_SIZES, strict=True):
            action.setChecked(size == keeper().text_percent)

    def _choices(self, menu: QMenu, choices: Sequence[tuple[str, Callable[[], object]]]) -> list[QAction]:
        group = QActionGroup(menu)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        made = [self._add(menu, words, do) for words, do in choices]
        for action in made:
            action.setCheckable(True)
            group.addAction(action)
        return made

    def _add(self, menu: QMenu, words: str, do: Callable[[], object], key: str = "") -> QAction:
        action = menu.addAction(words)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda *_: do())
        return action
