"""The operating system's lock: one at a time, gone with its holder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from carecoop_desktop.platform.database.pen.oslock import OsLock

HOLD = "import sys; from pathlib import Path; from carecoop_desktop.platform.database.pen.oslock import OsLock\n" \
       "lock = OsLock(Path(sys.argv[1])); print(lock.take(), flush=True); sys.stdin.readline()"  # fmt: skip


def test_one_holds_it_at_a_time(tmp_path: Path) -> None:
    first, second = OsLock(tmp_path / "lock"), OsLock(tmp_path / "lock")
    assert first.take() and first.take()
    assert not second.take()
    assert not second.held
    first.let_go()
    assert second.take() and second.held
    second.let_go()


def test_it_goes_with_a_holder_that_is_killed(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[4])
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True, cwd=root)  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "True"
    lock = OsLock(tmp_path / "lock")
    assert not lock.take()
    child.kill()
    child.communicate()
    assert lock.take()
    lock.let_go()
