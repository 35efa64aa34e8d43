"""Drafts come back after a crash and never stand in the way."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.desktop.forms.drafts import FileDrafts

values = st.dictionaries(st.text(max_size=20), st.one_of(st.text(), st.booleans(), st.none()), max_size=6)


def test_a_draft_comes_back_in_another_session(tmp_path: Path) -> None:
    FileDrafts(tmp_path / "drafts").keep("assistant:new", {"name": "Siân", "dbs": True})
    assert FileDrafts(tmp_path / "drafts").find("assistant:new") == {"name": "Siân", "dbs": True}


@given(st.text(min_size=1, max_size=60), values)
def test_any_key_and_any_values(
    tmp_path_factory: pytest.TempPathFactory, key: str, kept: dict[str, str | bool | None]
) -> None:
    drafts = FileDrafts(tmp_path_factory.getbasetemp() / "drafts")
    drafts.keep(key, kept)
    assert drafts.find(key) == kept
    drafts.drop(key)
    assert drafts.find(key) is None


def test_a_later_draft_replaces_the_first(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    drafts.keep("a", {"x": "1"})
    drafts.keep("a", {"x": "2"})
    assert drafts.find("a") == {"x": "2"}
    assert len(list(tmp_path.iterdir())) == 1


def test_keys_do_not_mix(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    drafts.keep("member:1", {"x": "one"})
    assert drafts.find("member:2") is None
    drafts.drop("member:2")
    assert drafts.find("member:1") == {"x": "one"}


@pytest.mark.parametrize("broken", ["", "{", "[]", '"text"', '{"key": "a"}', '{"key": "other", "values": {}}'])
def test_a_file_that_cannot_be_read_is_no_draft(tmp_path: Path, broken: str) -> None:
    drafts = FileDrafts(tmp_path)
    drafts.keep("a", {"x": "1"})
    next(tmp_path.iterdir()).write_text(broken, encoding="utf-8")
    assert drafts.find("a") is None


def test_a_power_cut_while_writing_leaves_the_draft_before(tmp_path: Path) -> None:
    drafts = FileDrafts(tmp_path)
    drafts.keep("a", {"x": "1"})
    path = next(tmp_path.iterdir())
    path.with_suffix(".new").write_text('{"key": "a", "val', encoding="utf-8")
    assert drafts.find("a") == {"x": "1"}


def test_a_disk_that_refuses_costs_only_the_draft(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    drafts = FileDrafts(blocked)
    drafts.keep("a", {"x": "1"})
    assert drafts.find("a") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the user's folder private by itself")
def test_only_this_user_reads_it(tmp_path: Path) -> None:
    FileDrafts(tmp_path / "drafts").keep("a", {"x": "1"})
    path = next((tmp_path / "drafts").iterdir())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8"))["values"] == {"x": "1"}


def test_the_name_of_a_file_tells_nothing(tmp_path: Path) -> None:
    FileDrafts(tmp_path).keep("member:James Hollis", {"x": "1"})
    assert "James" not in next(tmp_path.iterdir()).name
