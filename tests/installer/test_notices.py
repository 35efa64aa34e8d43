"""Licence notices of what others wrote."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PathDistribution, distributions
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def notices(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("notices")


Make = Callable[..., PathDistribution]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Lays out an installed distribution: ``make("lib", "License: MIT", {"lib/a.py": "", "lib/LICENSE": "..."})``."""

    def lay_out(name: str, metadata: str, files: dict[str, str]) -> PathDistribution:
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{metadata}\n", encoding="utf-8"
        )
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        (info / "RECORD").write_text("".join(f"{path},,\n" for path in files), encoding="utf-8")
        return PathDistribution(info)

    return lay_out


def test_only_what_is_shipped_is_noticed(notices: ModuleType, make: Make, tmp_path: Path) -> None:
    shipped = make("One_Lib", "", {"one/a.py": "", "one/b.py": ""})
    other = make("other", "", {"other/a.py": ""})
    found = notices.shipped_distributions([str(tmp_path / "one" / "b.py"), "", "nowhere"], [other, shipped])
    assert [each.metadata["Name"] for each in found] == ["One_Lib"]


def test_a_notice_has_every_licence_text(notices: ModuleType, make: Make, tmp_path: Path) -> None:
    one = make("lib", "License-Expression: MIT", {
        "lib/licensing.py": "no text",
        "lib-1.0.dist-info/licenses/LICENSE": "Permission", "lib/data/COPYING.txt": "Börse",
    })  # fmt: skip
    notice = notices.notice_of(one, tmp_path)
    assert (notice.name, notice.version, notice.licence) == ("lib", "1.0", "MIT")
    assert sorted(notice.texts) == ["Börse", "Permission"]


def test_what_has_no_licence_text_does_not_travel(notices: ModuleType, make: Make, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="lib would travel without its licence"):
        notices.notice_of(make("lib", "License: MIT", {"lib/a.py": ""}), tmp_path)


def test_shared_texts_stand_in(notices: ModuleType, make: Make, installer: Path) -> None:
    notice = notices.notice_of(make("PySide6_Essentials", "", {"PySide6/a.py": ""}), installer / "licences")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in notice.texts[0]
    assert "GNU GENERAL PUBLIC LICENSE" in notice.texts[1]
    assert "replaceable" in notice.words


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: BSD-3-Clause", "BSD-3-Clause"),
        ("License: MIT", "MIT"),
        ("License: " + "long words " * 20 + "\nClassifier: License :: OSI Approved :: MIT License", "MIT License"),
        ("Classifier: Programming Language :: Python", ""),
    ],
)
def test_the_licence_in_a_word(notices: ModuleType, make: Make, metadata: str, licence: str) -> None:
    assert notices.licence_of(make("lib", metadata, {}).metadata) == licence


def test_the_same_text_stands_once(notices: ModuleType) -> None:
    parts = [notices.Notice(name, "1", "MIT", "", ("The long text.\n",)) for name in ("first", "second")]
    whole = notices.written("CareCoop is free.", parts)
    assert whole.startswith("CareCoop is free.\n")
    assert whole.count("The long text.") == 1
    assert "(The licence's text stands under first.)" in whole


def test_pythons_own_licence_is_said(notices: ModuleType) -> None:
    notice = notices.python_notice()
    assert notice.name == "Python" and (notice.texts or "docs.python.org/3/license" in notice.words)


def test_everything_that_the_program_needs_has_its_licence(notices: ModuleType, installer: Path) -> None:
    """With the libraries that are installed here."""
    needed = {"sqlalchemy", "reportlab", "pikepdf", "psycopg", "keyring", "font-source-sans-pro", "shiboken6"}
    known = {each.metadata["Name"].lower().replace("_", "-"): each for each in distributions()}
    for name in needed & known.keys():
        assert notices.notice_of(known[name], installer / "licences").texts
    assert needed <= known.keys()


def test_the_whole_file_begins_with_our_own_licence(notices: ModuleType, installer: Path) -> None:
    whole = notices.collect([], installer.parent)
    assert whole.startswith("CareCoop is free software under the GNU Affero General Public License")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in whole
