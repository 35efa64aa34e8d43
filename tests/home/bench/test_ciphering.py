"""The measure of encryption: two offices that differ in nothing but the key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from carecoop_desktop.home.bench.ciphering import LIMIT, SEARCH_LIMIT, list_page, made, measure, passing_key
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.keys import find_key


def test_the_same_work_is_measured_on_both(own_keyring: Any, tmp_path: Path) -> None:
    rows = measure(tmp_path, assistants=3, runs=1)
    assert [row.limit for row in rows] == [LIMIT] * 4 + [SEARCH_LIMIT] and all(row.ratio for row in rows)
    said = " ".join(row.what for row in rows)
    assert all(word in said for word in ("pay run", "posting", "import", "page", "search"))
    assert key_number_of(tmp_path / "0-True.carecoop") and key_number_of(tmp_path / "0-False.carecoop") is None
    assert own_keyring.kept == {}


def test_the_key_passes_and_the_office_reads(own_keyring: Any, tmp_path: Path) -> None:
    with passing_key() as key:
        office, period = made(tmp_path / "x.carecoop", 3, key)
        assert office.database.key == key and period and list_page(office) > 0
        office.close()
    assert find_key(key.number) is None
