"""A module that another process begins with can be imported first: printing on all cores hands papers to such ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import carecoop_desktop

_ROOT = Path(carecoop_desktop.__file__).parent
_EACH_ALONE = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.startswith("carecoop_desktop")]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""


def test_every_rooms_documents_can_be_imported_before_anything_else() -> None:
    paths = sorted(_ROOT.rglob("documents.py"))
    names = [".".join(("carecoop_desktop", *path.relative_to(_ROOT).with_suffix("").parts)) for path in paths]
    assert len(names) >= 4
    done = subprocess.run([sys.executable, "-c", _EACH_ALONE, *names], capture_output=True, text=True, check=True)
    assert done.stdout == ""
