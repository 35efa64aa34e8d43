"""First run: into an office on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.home.servers.screens import server_card
from carecoop_desktop.home.servers.screens.server_card import ServerCard
from carecoop_desktop.home.servers.serving import let_in
from carecoop_desktop.platform.desktop.tasks import InlineRunner
from tests.home.servers.conftest import Remembering, Running


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def card(qtbot: Any, opened: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerCard]:
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    made = ServerCard(opened.append, InlineRunner())
    qtbot.addWidget(made)
    yield made


def test_a_connection_file_leads_in_once(
    card: ServerCard, opened: list[str], running: Running, ring: Remembering, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    told: list[str] = []
    monkeypatch.setattr(server_card, "show_error", lambda _parent, error: told.append(str(error)))
    let_in(running.cluster, "Pat Webb").write(tmp_path / "pat.carecoop-desk")
    card.use(tmp_path / "pat.carecoop-desk")
    assert opened[0].startswith("postgresql://Pat%20Webb@127.0.0.1:")
    card.use(tmp_path / "pat.carecoop-desk")
    assert len(opened) == 1 and told[0].startswith("This connection file has been used already.")


def test_an_address_leads_in_and_its_password_goes_to_the_keyring(
    card: ServerCard, opened: list[str], ring: Remembering
) -> None:
    card.form.set_values({"address": "postgresql://ann@server/office", "server_password": "secret"})
    card.connect_to()
    assert opened == ["postgresql://ann@server/office?sslmode=require"]
    assert list(ring.kept.values()) == ["secret"]


def test_what_is_no_address_stands_beside_the_field(card: ServerCard, opened: list[str]) -> None:
    card.form.set_values({"address": "server"})
    card.connect_to()
    assert opened == [] and card.form.issue_text("address")
