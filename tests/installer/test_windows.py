"""What only a Windows can show: its names, its code pages, its locks and its Credential Manager."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("needs a Windows, or a wine", allow_module_level=True)

import keyring
from keyring.backends.Windows import WinVaultKeyring

from carecoop_desktop.app import features
from carecoop_desktop.platform.database.keys import find_key, forget_key, forget_known, keep_key, keyring_works, new_key
from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.opening import create_office, open_office
from carecoop_desktop.platform.paper.blocks import Paragraph
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.write import write_pdf


@pytest.fixture
def vault() -> Iterator[WinVaultKeyring]:
    before = keyring.get_keyring()
    here = WinVaultKeyring()
    keyring.set_keyring(here)
    forget_known()
    yield here
    keyring.set_keyring(before)
    forget_known()


def test_the_credential_manager_keeps_the_key_of_an_office(vault: WinVaultKeyring) -> None:
    assert keyring_works()
    key = new_key()
    assert keep_key(key)
    forget_known()
    assert find_key(key.number) == key
    forget_key(key)
    forget_known()
    assert find_key(key.number) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "Prüfung & Söhne" / "Ŵyn – Łódź"
    here.mkdir(parents=True)
    return here


def test_an_office_in_a_folder_of_any_name(folder: Path) -> None:
    place = folder / "Büro.carecoop"
    create_office(str(place), "Dee Välley – Łódź", "Priya Shah", features()).close()
    office = open_office(str(place).upper(), features())
    try:
        assert place.is_file() and office.database.address.path is not None
    finally:
        office.close()
    place.unlink()  # nothing holds it any more


def test_a_paper_that_another_program_holds_is_told(folder: Path) -> None:
    paper = folder / "payslip.pdf"
    document = Document("Payslip", (Paragraph("one"),))
    write_pdf(document, paper)
    before = paper.read_bytes()
    with paper.open("rb"), pytest.raises(Fault):
        write_pdf(document, paper)
    assert paper.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["payslip.pdf"]


def test_the_command_line_writes_what_an_old_code_page_can(folder: Path) -> None:
    place = folder / "Büro.carecoop"
    create_office(str(place), "Łódź £ – Dee", "Priya Shah", features()).close()
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "carecoop_desktop.cli", "--office", str(place), "check"]
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    done.stdout.decode("cp1252")


def test_a_reserved_name_is_told(folder: Path) -> None:
    with pytest.raises(Fault):
        write_pdf(Document("Payslip", (Paragraph("one"),)), folder / "no|name?.pdf")
