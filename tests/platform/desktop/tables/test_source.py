"""What a table keeps and what it says is selected."""

from __future__ import annotations

from carecoop_desktop.platform.database.lists.shape import ListRequest
from carecoop_desktop.platform.desktop.tables.source import Forgetful, ListSelection


def test_a_forgetful_memory_keeps_while_it_lives() -> None:
    memory = Forgetful()
    assert memory.get("table.a") is None
    memory.set("table.a", {"order": ["x"]})
    assert memory.get("table.a") == {"order": ["x"]}
    assert Forgetful().get("table.a") is None


def test_a_selection_is_true_when_there_is_one() -> None:
    assert not ListSelection()
    assert ListSelection((1,))
    assert ListSelection(everything=True)
    assert ListSelection().request == ListRequest()
