"""A damaged office in the window: what reads is rescued, or a backup restored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.keeping import back_up_to
from carecoop_desktop.home.safety.screens.damaged_page import DamagedPage
from carecoop_desktop.home.window.shut_out import page_for
from carecoop_desktop.platform.database.cipher import Damaged
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.opening import create_office, open_office


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An office with a backup beside it, whose end was then cut off."""
    office = create_office(tmp_path / "x.carecoop", "Dee Valley", "Priya Shah", features())
    back_up_to(office, tmp_path / "b")
    office.close()
    path = tmp_path / "x.carecoop"
    path.write_bytes(path.read_bytes()[:-5000])
    return path


def shown(qtbot: Any, place: Path, opened: list[str]) -> DamagedPage:
    with pytest.raises(Damaged) as trouble:
        open_office(place, features()).close()
    page = page_for(trouble.value, lambda: None, opened.append, lambda: None, InlineRunner())
    assert isinstance(page, DamagedPage)
    qtbot.addWidget(page)
    page.show()
    return page


def test_what_reads_is_rescued_and_opened(qtbot: Any, place: Path) -> None:
    opened: list[str] = []
    before = place.read_bytes()
    page = shown(qtbot, place, opened)
    assert unnamed_controls(page) == [] and not page.open_button.isVisible()
    page.rescue_button.click()
    assert "Rescued" in page.outcome.text() and page.account.row_count() > 0 and place.read_bytes() == before
    page.open_button.click()
    assert opened == [str(place.with_name("x rescued.carecoop"))]
    open_office(opened[0], features(), user="Priya Shah").close()


def test_a_backup_is_restored_beside_it(qtbot: Any, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(qtbot, place, [])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.restore_button.click()
    assert page.outcome.text() == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(place.with_name("b")), ""))
    page.restore_button.click()
    assert "restored and proved" in page.outcome.text() and place.with_name("x restored.carecoop").is_file()


def test_other_troubles_have_no_page(qtbot: Any) -> None:
    assert page_for(Refusal("Newer."), lambda: None, lambda _: None, lambda: None, InlineRunner()) is None
