"""The last step of a new encrypted office, and how its sheet is given out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.encrypting import give_key
from carecoop_desktop.home.safety.queries import today_items
from carecoop_desktop.home.safety.screens.sheet_page import SheetPage
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office


class Viewer(QObject):
    """Stands where the computer's own program for PDF would open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def look(self, url: QUrl) -> None:
        """Remember what was opened."""
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Any:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "look")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def encrypted(own_keyring: Any, tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "x.carecoop", "Dee Valley", "Priya Shah", features())
    give_key(made, tmp_path / "backups")
    yield made
    made.close()


def shown(qtbot: Any, office: Office, went: list[str]) -> SheetPage:
    page = SheetPage(office, lambda: went.append("on"))
    qtbot.addWidget(page)
    page.show()
    return page


def missing(office: Office) -> bool:
    return any("no paper" in item.what for item in office.read(today_items))


def test_the_sheet_opens_from_a_private_folder_and_today_is_content(
    qtbot: Any, encrypted: Office, viewer: Viewer
) -> None:
    went: list[str] = []
    page = shown(qtbot, encrypted, went)
    assert missing(encrypted) and page.state.text() == "not printed yet" and unnamed_controls(page) == []
    page.print_button.click()
    assert page.state.text() == "made" and not missing(encrypted)
    [path] = viewer.paths
    assert path.read_bytes().startswith(b"%PDF") and path.parent.stat().st_mode & 0o077 == 0
    page.on_button.click()
    assert went == ["on"]


def test_it_is_saved_where_somebody_chooses(
    qtbot: Any, encrypted: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, encrypted, [])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.save_button.click()
    assert page.state.text() == "not printed yet" and missing(encrypted)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "s.pdf"), ""))
    page.save_button.click()
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF") and not missing(encrypted)


def test_a_sheet_without_key_is_said_not_made(
    qtbot: Any, office: Office, no_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("carecoop_desktop.home.safety.screens.printing.show_error",
                        lambda _parent, trouble: said.append(str(trouble)))  # fmt: skip
    page = shown(qtbot, office, [])
    page.print_button.click()
    assert "not encrypted" in said[0] and page.state.text() == "not printed yet"
    assert any("stands between you and" in each.text() for each in page.findChildren(QLabel))
