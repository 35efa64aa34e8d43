"""Runs the program's command line in a child of its own, and kills it where it is told to; a script, not a test.

One JSON request a line: ``arguments``, and ``after`` (seconds) or ``at`` (the how-manieth database statement) to kill
it there with SIGKILL. One JSON answer a line: ``status`` (negative: the signal), ``out``, ``err``, ``seconds`` and, for
a child that was let be, how many ``statements`` it sent. ``uid`` runs the child as that user, ``size`` lets it write
no file longer than so many bytes, ``patience`` lets it wait so many seconds for another program's lock. The parent has
imported everything once, so that a child starts within milliseconds and the moment of the blow falls into the work and
not into its start.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from sqlalchemy import Engine, event

import carecoop_desktop
from carecoop_desktop import cli
from carecoop_desktop.app import features
from carecoop_desktop.home.safety.diagnosing import machine_lines
from carecoop_desktop.platform.database import cipher
from carecoop_desktop.platform.paper.blocks import Paragraph
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.write import write_pdf

FOLDER = Path(tempfile.mkdtemp(prefix="carecoop-strike-"))


def warm_up() -> None:
    """Import what the commands import."""
    cli.build_parser()
    # A child that becomes an ordinary user may not be able to read this project's folder any more.
    for room in features():
        for reference in (*([room.tables] if room.tables else []), *room.actions, *room.office_checks):
            reference.load()
    for found in walk_packages(carecoop_desktop.__path__, "carecoop_desktop."):
        if not {"screens", "desktop", "window", "__main__", "bench"} & set(found.name.split(".")):
            import_module(found.name)
    list(machine_lines())
    write_pdf(Document("Warm", (Paragraph("Łódź"),)), FOLDER / "warm.pdf")


def child(request: dict[str, Any]) -> None:
    """Become the command line and end with its status."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1
        if count == request.get("at"):
            os.kill(os.getpid(), signal.SIGKILL)

    for happening in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, happening, counted)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(FOLDER / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666), number)
    if request.get("size"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["size"], request["size"]))
    if request.get("uid"):
        os.environ |= {"HOME": "/nonexistent", "CARECOOP_DATA": "/nonexistent"}
        os.setgroups([])
        os.setgid(request["uid"])
        os.setuid(request["uid"])
    os.environ.update(request.get("environment", {}))
    if request.get("patience"):
        for opening in (cipher.connect, cipher.open_with):
            opening.__kwdefaults__["wait"] = request["patience"]
    try:
        status = cli.main(request["arguments"])
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - whatever it is, the test must see it
        traceback.print_exc()
        status = 70
    sys.stdout.flush()
    sys.stderr.flush()
    (FOLDER / "count").write_text(str(count)) if not request.get("uid") and not request.get("size") else None
    os._exit(status)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Run one request to its end."""
    (FOLDER / "count").unlink(missing_ok=True)
    for name in ("out", "err"):
        (FOLDER / name).touch()
        (FOLDER / name).chmod(0o666)
    begun = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        child(request)
    ended, state = 0, 0
    while not ended:
        ended, state = os.waitpid(pid, os.WNOHANG)
        if not ended:
            if request.get("after") is not None and time.perf_counter() - begun >= request["after"]:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.001)
    counted = FOLDER / "count"
    return {
        "status": os.waitstatus_to_exitcode(state),
        "out": (FOLDER / "out").read_text(errors="replace"),
        "err": (FOLDER / "err").read_text(errors="replace"),
        "seconds": time.perf_counter() - begun,
        "statements": int(counted.read_text()) if counted.exists() else 0,
    }


if __name__ == "__main__":
    warm_up()
    FOLDER.chmod(0o755)
    spoken = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        spoken.write(json.dumps(answer(json.loads(line))) + "\n")
        spoken.flush()
    shutil.rmtree(FOLDER, ignore_errors=True)
