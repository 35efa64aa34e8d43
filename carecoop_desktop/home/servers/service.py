"""This computer's office server as a service of Windows: it starts before anybody signs in. An administrator allows it.

PostgreSQL's own ``pg_ctl`` is the service's program. It runs as Network Service, which may do nothing on this computer
but read PostgreSQL's programs and keep the server's data, by rights given to just those folders.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from carecoop_desktop.home.servers import scm
from carecoop_desktop.home.servers.booting import program, start_at_sign_in_no_more
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.rules import SERVICE, register_words, unregister_words
from carecoop_desktop.home.servers.scm import carry_out
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_SAID = "service.said"
_ELSEWHERE = "Only Windows has services of this kind."


def why_no_service() -> str:
    """Why this computer cannot run the server as a service; empty where an administrator may let it."""
    return "" if sys.platform == "win32" else _ELSEWHERE


def install(cluster: Cluster) -> None:
    """Make the service and start it, as an administrator; what is there already is made anew.

    Raises Fault for the first step that fails; then no service stays behind.
    """
    if not cluster.is_there:
        raise Refusal(f"There is no office server in {cluster.folder}.", "Set one up first.")
    remove(cluster)
    cluster.stop()
    try:
        pg_ctl = cluster.binaries.program("pg_ctl")
        for words in register_words(pg_ctl, cluster.binaries.folder.parent, cluster.folder):
            carry_out(words)
        cluster.mark_service(SERVICE)
        cluster.start()
    except Fault:
        remove(cluster)
        raise
    start_at_sign_in_no_more()


def remove(cluster: Cluster) -> None:
    """Stop the service and take it away, as an administrator, with the rights that it had; the data stays."""
    if not scm.is_registered(SERVICE):
        cluster.mark_service("")
        return
    with suppress(Fault):
        cluster.stop()
    for words in unregister_words(cluster.binaries.folder.parent, cluster.folder):
        carry_out(words)
    cluster.mark_service("")


def ask_administrator(cluster: Cluster, deed: str) -> str:
    """Let Windows ask for an administrator, who then carries out ``service`` or ``no-service``.

    Words for why it was not done; empty once it was.
    """
    if sys.platform != "win32":
        return _ELSEWHERE
    said = cluster.folder / _SAID
    with suppress(OSError):
        said.unlink(missing_ok=True)
    own = ["serve-office", "--folder", str(cluster.folder), "--programs", str(cluster.binaries.folder),
           "--said", str(said), deed]  # fmt: skip
    command = [*program(), *own]
    status = run_as_administrator(command[0], subprocess.list2cmdline(command[1:]))
    if status == 0:
        return ""
    if status is None:
        return "Nobody gave an administrator’s consent."
    try:
        return said.read_text(encoding="utf-8").strip() or f"Windows ended it with {status}."
    except OSError:
        return f"Windows ended it with {status}."


def is_administrator() -> bool:
    """Whether this program runs with an administrator's rights."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.shell32.IsUserAnAdmin())


def run_as_administrator(file: str, words: str) -> int | None:
    """Run a program after Windows asked for consent, and wait for its end: its status, or None without consent."""
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    class Execution(ctypes.Structure):
        """What ShellExecuteEx takes (SHELLEXECUTEINFOW)."""

        _fields_ = (
            ("cbSize", wintypes.DWORD), ("fMask", wintypes.ULONG), ("hwnd", wintypes.HWND),
            ("lpVerb", wintypes.LPCWSTR), ("lpFile", wintypes.LPCWSTR), ("lpParameters", wintypes.LPCWSTR),
            ("lpDirectory", wintypes.LPCWSTR), ("nShow", ctypes.c_int), ("hInstApp", wintypes.HINSTANCE),
            ("lpIDList", ctypes.c_void_p), ("lpClass", wintypes.LPCWSTR), ("hkeyClass", wintypes.HKEY),
            ("dwHotKey", wintypes.DWORD), ("hIcon", wintypes.HANDLE), ("hProcess", wintypes.HANDLE),
        )  # fmt: skip

    keep_process, hidden, forever = 0x40, 0, 0xFFFFFFFF
    asked = Execution(ctypes.sizeof(Execution), keep_process, None, "runas", file, words, None, hidden)
    if not ctypes.windll.shell32.ShellExecuteExW(ctypes.byref(asked)) or not asked.hProcess:
        return None
    kernel, status = ctypes.windll.kernel32, wintypes.DWORD()
    kernel.WaitForSingleObject(wintypes.HANDLE(asked.hProcess), forever)
    kernel.GetExitCodeProcess(wintypes.HANDLE(asked.hProcess), ctypes.byref(status))
    kernel.CloseHandle(wintypes.HANDLE(asked.hProcess))
    return int(status.value)


def tell(path: Path | None, words: str) -> None:
    """Leave a sentence for the window that asked for the administrator."""
    if path is not None:
        with suppress(OSError):
            path.write_text(words, encoding="utf-8")
