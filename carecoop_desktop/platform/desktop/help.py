"""The offline help: one Markdown page per screen, opened by F1."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from carecoop_desktop.platform.desktop.page.buttons import button
from carecoop_desktop.platform.desktop.theme import current
from carecoop_desktop.platform.kernel.resources import resource

INDEX = "index"


class HelpViewer(QWidget):
    """A window of its own beside the page it explains. Esc closes it, Alt+Left goes back."""

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._folder = folder or resource("help")
        self.topic = ""
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Help")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Help text")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        contents = button("&Contents", lambda: self.open_topic(INDEX))
        close = button("Close", self.close, tip="Close (Esc)")
        across = QHBoxLayout()
        across.addWidget(contents)
        across.addStretch(1)
        across.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(across)
        layout.addWidget(self.text, 1)
        sizes = current().sizes
        self.resize(sizes.chars(72), sizes.line * 34)

    def open_topic(self, topic: str) -> None:
        """Show a topic, or the contents where it has no page."""
        self.show_topic(topic)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_topic(self, topic: str) -> None:
        """Put a topic's text into the viewer."""
        path = self._path(topic) or self._path(INDEX)
        self.topic = path.stem if path is not None else ""
        self.text.setMarkdown(path.read_text(encoding="utf-8") if path is not None else self._contents())
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)

    def topics(self) -> list[str]:
        """The topics there are."""
        return sorted(path.stem for path in self._folder.glob("*.md"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Alt+Left goes to the contents, F1 too."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if back or event.key() == Qt.Key.Key_F1:
            self.show_topic(INDEX)
        else:
            super().keyPressEvent(event)

    def _follow(self, link: QUrl) -> None:
        """Links lead to other topics only; the program never opens the network from its help."""
        name = link.fileName().removesuffix(".md")
        if link.isRelative() and name in self.topics():
            self.show_topic(name)

    def _path(self, topic: str) -> Path | None:
        path = self._folder / f"{topic}.md"
        return path if topic and path.name == f"{topic}.md" and path.is_file() else None

    def _contents(self) -> str:
        """A list of what there is, for a folder without an index page."""
        lines = [f"- [{topic.replace('-', ' ').capitalize()}]({topic}.md)" for topic in self.topics()]
        return (
            "\n".join(["# Help", "", *lines]) if lines else "# Help\n\nNo help pages are installed with this program."
        )
