"""What no source file may do, read from the files themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "carecoop_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
BROAD_PLACES = {"platform/desktop/tasks.py", "platform/desktop/crash.py", "platform/database/migrating.py"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base"}
EXACT = [
    path for path in SOURCES
    if any(
        part in path.relative_to(PACKAGE).as_posix()
        for part in ("/rules", "tables.py", "money/ledger/", "kernel/money")
    )
    and "platform/paper" not in path.as_posix() and "/screens/" not in path.as_posix()
]  # fmt: skip


def name_of(path: Path) -> str:
    """A source file as the repository calls it."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A source file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def test_broad_handlers_stand_in_three_places_only() -> None:
    broad = {name_of(path) for path in SOURCES for node in ast.walk(tree(path))
             if isinstance(node, ast.ExceptHandler) and is_broad(node)}  # fmt: skip
    assert broad <= BROAD_PLACES


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether it catches everything."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException"))
               for kind in kinds)  # fmt: skip


@pytest.mark.parametrize("path", EXACT, ids=name_of)
def test_money_and_hours_are_never_floats(path: Path) -> None:
    assert list(floats(tree(path))) == []


def floats(module: ast.Module) -> Iterator[str]:
    """Every float written or made, by its line; true division makes one as well."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"line {node.lineno}: {node.value}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
            yield f"line {node.lineno}: float()"


def test_the_exact_modules_are_found() -> None:
    names = {name_of(path) for path in EXACT}
    assert {"platform/kernel/money.py", "work/payroll/tables.py", "money/ledger/tables.py"} <= names


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert path.stem not in FORBIDDEN_NAMES or name_of(path) == "platform/database/base.py"


def test_no_source_is_too_long() -> None:
    migrations = PACKAGE / "platform" / "database" / "migrations" / "versions"
    long = [name_of(path) for path in SOURCES
            if migrations not in path.parents and len(path.read_text(encoding="utf-8").splitlines()) > 600]  # fmt: skip
    assert long == []


def test_no_function_is_too_long() -> None:
    migrations = PACKAGE / "platform" / "database" / "migrations" / "versions"
    long = [f"{name_of(path)}: {node.name}" for path in SOURCES if migrations not in path.parents
            for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno > 80]  # fmt: skip
    assert long == []


def test_no_leftover_is_left_in_the_sources() -> None:
    marked = [name_of(path) for path in SOURCES
              if any(f"# {word}" in path.read_text(encoding="utf-8") for word in ("TODO", "FIXME", "XXX"))]  # fmt: skip
    assert marked == []


def test_screens_use_no_item_widgets_and_no_event_loops_of_their_own() -> None:
    forbidden = {"QTableWidget", "QTreeWidget", "processEvents", "resizeRowsToContents"}
    found = [f"{name_of(path)}: {name}" for path in SOURCES for node in ast.walk(tree(path))
             for name in (getattr(node, "attr", None), getattr(node, "id", None)) if name in forbidden]  # fmt: skip
    assert found == []
