"""SQLAlchemy comes without its asynchronous side, and that comes when it is asked for."""

import subprocess
import sys

import pytest


def told(program: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_what_nobody_asks_for_is_not_imported() -> None:
    program = """
import sys
from carecoop_desktop.platform.database.library import import_library
import_library()
import sqlalchemy.dialects.sqlite.pysqlite
print([name in sys.modules for name in ("sqlalchemy", "asyncio", "importlib.metadata", "sqlalchemy.orm")])
"""
    assert told(program) == "[True, False, False, False]"


def test_what_somebody_asks_for_later_is_the_real_thing() -> None:
    program = """
import importlib
from carecoop_desktop.platform.database.library import import_library
import_library()
import sqlalchemy.util.concurrency as library
print(library.is_exit_exception(library.asyncio.CancelledError()), library.iscoroutine(5))
print(importlib.metadata.version("sqlalchemy") == sqlalchemy.__version__ if "sqlalchemy" in dir() else True)
import asyncio, importlib.metadata
from importlib import metadata
print(asyncio.run(asyncio.sleep(0, 3)), asyncio.CancelledError is library.asyncio.CancelledError)
print(importlib.metadata.version("sqlalchemy") == metadata.version("SQLAlchemy"))
"""
    assert told(program).split() == ["True", "False", "True", "3", "True", "True"]


def test_what_is_asked_for_while_importing_is_the_real_thing() -> None:
    program = """
import sys
from carecoop_desktop.platform.database import library
with library._spared():
    import asyncio
    early = asyncio.sleep
import asyncio
print(asyncio.sleep is early, type(sys.modules["asyncio"]).__name__)
"""
    assert told(program) == "True module"


@pytest.mark.parametrize("first", ["asyncio", "sqlalchemy", "importlib.metadata"])
def test_what_was_there_before_stays(first: str) -> None:
    program = f"""
import sys, {first}
before = sys.modules[{first!r}]
from carecoop_desktop.platform.database.library import import_library
import_library()
print(sys.modules[{first!r}] is before, type(before).__name__)
"""
    assert told(program) == "True module"
