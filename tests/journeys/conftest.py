"""What the journeys share: the command line in a child of its own that can be struck down."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Struck:
    """What became of one call of the command line."""

    status: int
    out: str
    err: str
    seconds: float
    statements: int

    @property
    def killed(self) -> bool:
        """Whether the blow fell before it had ended."""
        return self.status < 0

    @property
    def said(self) -> bool:
        """Whether it told its caller that the work is done."""
        return bool(self.out.strip())

    @property
    def data(self) -> Any:
        """The answer that it gave as JSON."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def strike() -> Iterator[Callable[..., Struck]]:
    """Runs ``carecoop ARGUMENTS --json`` against an office: ``at`` a statement or ``after`` seconds it is killed."""
    if os.name != "posix":
        pytest.skip("this machine has neither fork nor SIGKILL")
    script = Path(__file__).with_name("strike.py")
    environment = {**os.environ, "PYTHONPATH": str(script.parents[2])}
    process = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env=environment)  # fmt: skip

    def run(*arguments: object, office: object = None, **how: Any) -> Struck:
        named = ["--office", str(office)] if office is not None else []
        request = {"arguments": [*named, "--json", *map(str, arguments)], **how}
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return Struck(**json.loads(process.stdout.readline()))

    yield run
    process.communicate(timeout=30)


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """An ordinary user's number (0: stay who we are) and a folder that this user may enter: rights bind no root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield 0, tmp_path
        return
    if not all(parent.stat().st_mode & 0o001 for parent in Path(__file__).resolve().parents):
        pytest.skip("the project lies in a folder that only the administrator may enter")
    folder = Path("/tmp") / f"carecoop-nobody-{os.getpid()}"  # pytest's own folders are closed to other users
    folder.mkdir(mode=0o755)
    yield 65534, folder
    shutil.rmtree(folder, ignore_errors=True)
