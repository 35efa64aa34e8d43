"""The measure of backups: a real office of a size, a proved backup, and a plain copy beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.home.bench.saving import LIMIT, fill, measure, plain_copy


def test_a_backup_is_measured_plain_and_encrypted_and_leaves_nothing(own_keyring: Any, tmp_path: Path) -> None:
    rows = measure(tmp_path, megabytes=3, assistants=2, runs=1)
    assert [row.limit for row in rows] == [LIMIT, LIMIT] and all(row.ratio for row in rows)
    assert "encrypted" in rows[1].what and "encrypted" not in rows[0].what
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_filled_to_a_size(tmp_path: Path) -> None:
    office, _period = pay_office(tmp_path / "x.carecoop", 2)
    fill(office, 3_000_000)
    office.close()
    size = (tmp_path / "x.carecoop").stat().st_size
    assert 2_400_000 < size < 3_400_000
    plain_copy(tmp_path / "x.carecoop", tmp_path / "y")
    assert (tmp_path / "y").read_bytes() == (tmp_path / "x.carecoop").read_bytes()
