"""What travels with the program and what does not."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import font_source_sans_pro as fonts
import pytest

import carecoop_desktop
from carecoop_desktop.platform.paper.fonts import Face

PACKAGE = Path(carecoop_desktop.__file__).parent


@pytest.fixture
def trim(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("trim")


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\Qt6Core.dll",
        r"PySide6\Qt6Svg.dll",
        r"PySide6\Qt6Network.dll",
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\platforms\qoffscreen.dll",
        r"PySide6\plugins\imageformats\qjpeg.dll",
        r"PySide6\plugins\imageformats\qsvg.dll",
        r"PySide6\translations\qtbase_en.qm",
        r"tzdata\zoneinfo\Europe\London",
        r"tzdata\zoneinfo\UTC",
        r"tzdata\zoneinfo\__init__.py",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        r"psycopg_binary\_psycopg.cp313-win_amd64.pyd",
        r"sqlcipher3\_sqlite3.cp313-win_amd64.pyd",
        r"font_source_sans_pro\files\SourceSansPro-Regular.ttf",
        r"font_source_sans_pro\files\SourceSansPro-It.ttf",
        r"font_source_sans_pro\files\LICENSE.txt",
        r"resources\help\index.md",
        "carecoop_desktop/statutory/years/2026-27.toml",
    ],
)
def test_what_the_program_uses_stays(trim: ModuleType, name: str) -> None:
    assert trim.used(name)


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\opengl32sw.dll",
        r"PySide6\Qt6Quick.dll",
        r"PySide6\plugins\styles\qmodernwindowsstyle.dll",
        r"PIL\_imagingcms.cp313-win_amd64.pyd",
        r"jsonschema\benchmarks\issue232\issue.json",
        r"PySide6\Qt6QmlModels.dll",
        r"PySide6\plugins\tls\qschannelbackend.dll",
        r"PySide6\plugins\imageformats\qtiff.dll",
        r"PySide6\translations\qtbase_de.qm",
        r"tzdata\zoneinfo\Asia\Tokyo",
        r"PySide6\translations\qt_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PIL/_webp.cpython-311-x86_64-linux-gnu.so",
        r"font_source_sans_pro\files\SourceSansPro-Black.otf",
        r"font_source_sans_pro\files\SourceSansPro-BlackIt.ttf",
    ],
)
def test_what_it_never_uses_goes(trim: ModuleType, name: str) -> None:
    assert not trim.used(name)


def test_the_faces_of_papers_and_of_the_window_stay(trim: ModuleType) -> None:
    shown = (fonts.SourceSansPro, fonts.SourceSansProSemibold, fonts.SourceSansProBold, fonts.SourceSansProIt)
    for path in (*shown, *(fonts.font_files_ttf[face.value] for face in Face)):
        assert trim.used(path)
    assert sum(trim.used(path) for path in (*fonts.font_files_otf.values(), *fonts.font_files_ttf.values())) == 7


def test_entries_keep_their_order(trim: ModuleType) -> None:
    entries = [("b.txt", "/b", "DATA"), (r"PySide6\opengl32sw.dll", "/x", "BINARY"), ("a.txt", "/a", "DATA")]
    assert trim.trimmed(entries) == [entries[0], entries[2]]


def _imports(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_nothing_that_the_program_imports_is_left_out(trim: ModuleType) -> None:
    """The measures stay at home, and what only they use."""
    sources = [source for source in PACKAGE.rglob("*.py") if PACKAGE / "home" / "bench" not in source.parents]
    imported = {name for source in sources for name in _imports(source)}
    assert "sqlalchemy" in imported and "PySide6.QtSvg" in imported
    for excluded in trim.EXCLUDED_MODULES:
        if not excluded.startswith(f"{carecoop_desktop.__name__}."):
            assert not {each for each in imported if each == excluded or each.startswith(excluded + ".")}
