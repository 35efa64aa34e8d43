"""Installs the program silently, works with it, upgrades, uninstalls, and says loudly what is not as it must be.

On Windows:      python installer/smoke.py NEWER-setup.exe OLDER-setup.exe
On Debian, in the wine prefix that WINEPREFIX names, the same. It changes the user's registry and start menu: run it
where CareCoop is not in use.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\CareCoop"
KEYS = (
    UNINSTALL,
    r"HKCU\Software\CareCoop",
    r"HKCU\Software\Classes\.carecoop",
    r"HKCU\Software\Classes\CareCoop.Office",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\carecoop.exe",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\carecoop-desktop.exe",
)
RUNNING, OLDER = 3, 4
"""Exit statuses of the setup, as carecoop.nsi gives them."""

PATIENCE = 300

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "tests" / "data").glob("office-*.carecoop.xz"))
"""An office as each released version left it."""


class Failure(Exception):
    """Something is not as it must be."""


@dataclass(slots=True)
class Machine:
    """The Windows to try on: this one, or a wine prefix."""

    wine: bool = sys.platform != "win32"
    times: dict[str, float] = field(default_factory=dict)

    def command(self, program: str | Path, *arguments: str | Path) -> list[str]:
        """How to start a Windows program here."""
        named = [str(program), *(self.name(each) if isinstance(each, Path) else each for each in arguments)]
        return ["wine", *named] if self.wine else named

    def run(self, program: str | Path, *arguments: str | Path, expect: int = 0, name: str = "") -> str:
        """Run to the end; its standard output. Any other exit status than the one expected is a failure."""
        began = time.monotonic()
        done = subprocess.run(
            self.command(program, *arguments), capture_output=True, timeout=PATIENCE,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if name:
            self.times[name] = time.monotonic() - began
        said = done.stdout.decode("utf-8", "replace").replace("\r", "")
        if done.returncode != expect:
            complaint = done.stderr.decode("utf-8", "replace")
            raise Failure(f"{program} {arguments} ended with {done.returncode}, not {expect}\n{said}{complaint}")
        return said

    def start(self, program: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start and go on."""
        return subprocess.Popen(
            self.command(program, *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
        )

    def folder(self, variable: str) -> Path:
        """A folder that an environment variable of Windows names, as a path of this machine."""
        if not self.wine:
            return Path(os.environ[variable])
        said = self.run("cmd", "/c", f"echo %{variable}%").strip()
        return Path(os.environ["WINEPREFIX"]) / "drive_c" / Path(*said.split("\\")[1:])

    def name(self, path: Path) -> str:
        """The path as Windows programs know it."""
        if not self.wine:
            return str(path)
        inside = path.relative_to(Path(os.environ["WINEPREFIX"]) / "drive_c") if _in_prefix(path) else None
        return "C:\\" + "\\".join(inside.parts) if inside else "Z:" + str(path.resolve()).replace("/", "\\")

    def registry(self, key: str) -> dict[str, str] | None:
        """The values of a key; None where there is no such key."""
        done = subprocess.run(self.command("reg", "query", key), capture_output=True, check=False)
        return None if done.returncode else registry_values(done.stdout.decode("utf-8", "replace"))


def _in_prefix(path: Path) -> bool:
    return (Path(os.environ["WINEPREFIX"]) / "drive_c") in path.parents


def registry_values(said: str) -> dict[str, str]:
    """What ``reg query`` printed: value names and data."""
    found = re.findall(r"^ {2,}(\S.*?) {2,}REG_\w+(?: {2,}(.*))?$", said.replace("\r", ""), re.MULTILINE)
    return {name: data.strip() for name, data in found}


def must(fact: object, otherwise: str) -> None:
    """Fail with the sentence unless the fact holds."""
    if not fact:
        raise Failure(otherwise)


def waited(for_what: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not for_what():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def version_in(setup: Path) -> str:
    """The version that a setup's file name says."""
    found = re.fullmatch(r"CareCoop-(.+)-setup\.exe", setup.name)
    must(found, f"{setup.name} does not say its version")
    assert found
    return found[1]


def counted(office: Path) -> dict[str, int]:
    """How many rows each table of a plain office holds; the search index is made anew by each version."""
    with closing(sqlite3.connect(f"{office.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = [name for name in names if not name.startswith(("search_", "sqlite_"))]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in own}


CLAIMED = "99.0"
"""What the newer setup is called in the list of releases: the program inside both setups is the same."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_words: object) -> None:
        """Nothing."""


@contextmanager
def offered(folder: Path, setup: Path) -> Iterator[str]:
    """Announce a setup as a newer version, signed with a key made for it; gives the address of the list.

    What a program has to trust lies in ``trust.toml`` in the folder, without the address.
    """
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    import make_feed
    import signing

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(setup, folder / setup.name)
    seed, now = signing.new_seed(), datetime.now(UTC).replace(microsecond=0)
    package = make_feed.package(folder / setup.name, "windows-x86_64")
    make_feed.write_signed(
        folder, make_feed.listed([make_feed.release(CLAIMED, [package], ["Tried."], "0.0", now.date())], 1, now), seed
    )
    (folder / "trust.toml").write_text(make_feed.trust_lines(seed, "smoke"), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{make_feed.LIST}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(slots=True)
class Trial:
    """The steps, in order; each leaves the machine ready for the next."""

    machine: Machine
    newer: Path
    older: Path
    program: Path = Path()
    data: Path = Path()
    shortcut: Path = Path()

    def run(self) -> None:
        """All of it."""
        local = self.machine.folder("LOCALAPPDATA")
        self.program = local / "Programs" / "CareCoop"
        self.data = local / "CareCoop" / "Prüfung & Söhne"  # names of folders are not always ASCII
        menu = self.machine.folder("APPDATA") / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        self.shortcut = menu / "CareCoop.lnk"
        must(self.machine.registry(UNINSTALL) is None, "CareCoop is installed here already")
        for step in (
            self.install,
            self.demo,
            self.window,
            self.one_window,
            self.update,
            self.upgrade,
            self.no_way_back,
            self.remove,
        ):
            sys.stdout.write(f"   {step.__doc__}\n")
            sys.stdout.flush()
            step()

    @property
    def console(self) -> Path:
        return self.program / "carecoop.exe"

    @property
    def office(self) -> Path:
        return self.data / "demo" / "office.carecoop"

    def _stands(self, setup: Path) -> None:
        values = self.machine.registry(UNINSTALL) or {}
        version = version_in(setup)
        must(values.get("DisplayVersion") == version, f"the uninstall key says {values}, not version {version}")
        must(int(values.get("EstimatedSize", "0"), 16) > 20_000, f"no size in the uninstall key: {values}")
        must(self.shortcut.is_file(), f"no {self.shortcut}")
        command = self.machine.registry(r"HKCU\Software\Classes\CareCoop.Office\shell\open\command") or {}
        must("carecoop-desktop.exe" in "".join(command.values()), f"offices open with {command}")
        must((self.program / "LICENCES.txt").stat().st_size > 100_000, "the licence notices are missing")
        must(not list(self.program.glob("*.before")), "the upgrade left its copies")

    def install(self) -> None:
        """silent installation of the older version"""
        self.machine.run(self.older, "/S", name="install")
        self._stands(self.older)
        must(self.machine.run(self.console, "--version").startswith("CareCoop "), "no version is said")

    def demo(self) -> None:
        """the demo's main job by the installed program, a setup refused meanwhile"""
        self.data.mkdir(parents=True)
        began = time.monotonic()
        job = self.machine.start(self.console, "demo", "--to", self.office.parent, "--size", "small")
        must(waited(self.office.parent.exists), "the demo made no folder")
        self.machine.run(self.newer, "/S", expect=RUNNING)
        said, complaint = job.communicate(timeout=PATIENCE)
        self.machine.times["demo"] = time.monotonic() - began
        must(job.returncode == 0, f"the demo ended with {job.returncode}: {said!r} {complaint!r}")
        must(b"Employer cost" in said, f"the demo said {said!r}")
        must(len(list(self.office.parent.rglob("*.pdf"))) > 10, "the demo wrote no papers")
        self.machine.run(self.console, "--office", self.office, "check", name="check")

    def _prove(self, name: str, *more: str) -> tuple[Path, subprocess.Popen[bytes]]:
        report = self.data / f"{name}.json"
        return report, self.machine.start(self.program / "carecoop-desktop.exe", "--prove", report, self.office, *more)

    def window(self) -> None:
        """the window to its first painted page, without a screen"""
        began = time.monotonic()
        report, job = self._prove("window")
        said, complaint = job.communicate(timeout=PATIENCE)
        self.machine.times["window, start to end"] = time.monotonic() - began
        must(
            job.returncode == 0 and report.is_file(), f"the window ended with {job.returncode}: {said!r} {complaint!r}"
        )
        told = json.loads(report.read_text(encoding="utf-8"))
        must(told["page"] == "today" and told["frozen"], f"the window says {told}")
        must(report.with_suffix(".png").stat().st_size > 20_000, "the first page's picture is empty")
        self.machine.times |= {f"window, {moment}": value for moment, value in told["seconds"].items()}

    def one_window(self) -> None:
        """a second start hands over to the first window"""
        first_report, first = self._prove("first", "20")
        must(waited(first_report.is_file), "the first window did not come")
        second_report, second = self._prove("second")
        must(second.wait(PATIENCE) == 0, "the second start failed")
        told = json.loads(second_report.read_text(encoding="utf-8"))
        must(told["handed_over"] and not told["page"], f"the second start opened a window of its own: {told}")
        must(first.wait(PATIENCE) == 0, "the first window failed")

    def update(self) -> None:
        """the program asks for a newer version, proves it, keeps a backup and puts it in its own place"""
        folder = self.data / "release"
        before = self.office.stat().st_size
        with offered(folder, self.newer) as address:
            trust = folder / "trust.toml"
            trust.write_text(trust.read_text(encoding="utf-8").replace('address = ""', f'address = "{address}"'))
            os.environ |= {"CARECOOP_RELEASES": self.machine.name(trust), "CARECOOP_DATA": self.machine.name(self.data)}
            told = partial(self.machine.run, self.console, "--office", self.office, "updates")
            told("check", expect=1)
            told("allow")
            must(f"Version {CLAIMED} is there" in told("check"), "no newer version was found")
            told("get", name="update, fetched")
            must(list((self.data / "Updates" / f"before {CLAIMED}").iterdir()), "the office was not kept as it was")
            must("CareCoop closes now" in told("install"), "the setup was not started")
        must(waited(lambda: self._version() == version_in(self.newer), PATIENCE), "the newer version did not come")
        must(waited(lambda: not list(self.program.glob("*.before"))), "the setup did not end")
        must(self.office.stat().st_size >= before, "the office was cut short")
        self._stands(self.newer)

    def _version(self) -> str:
        return (self.machine.registry(UNINSTALL) or {}).get("DisplayVersion", "")

    def upgrade(self) -> None:
        """upgrade in place; offices stay as they are"""
        stray = self.program / "_internal" / "of_the_older_version.txt"
        stray.write_text("old", encoding="ascii")
        before, released = self.office.read_bytes(), self._lay_released()
        self.machine.run(self.newer, "/S", name="upgrade")
        self._stands(self.newer)
        must(not stray.exists(), "a file of the older version is still there")
        must(self.office.read_bytes() == before, "the office was touched")
        self._open_released(released)

    def _lay_released(self) -> dict[Path, dict[str, int]]:
        """Offices that the released versions left, and how many rows they hold."""
        laid = {}
        for sample in SAMPLES:
            place = self.data / sample.stem
            place.write_bytes(lzma.decompress(sample.read_bytes()))
            laid[place] = counted(place)
        return laid

    def _open_released(self, laid: dict[Path, dict[str, int]]) -> None:
        """The upgraded program opens them: nothing is lost, and where it changed the tables a whole copy was made."""
        copied = 0
        for place, rows in laid.items():
            self.machine.run(self.console, "--office", place, "check", name=f"{place.stem} opened")
            now = counted(place)
            must(all(now.get(name, -1) >= number for name, number in rows.items()), f"{place.name} lost rows")
            for copy in self.data.glob(f"{place.stem}.before-upgrade-*"):
                must(counted(copy) == rows, f"{copy.name} is not the office as it was")
                copied += 1
        must(copied, "no released office was copied before its tables were changed")

    def no_way_back(self) -> None:
        """an older setup is refused"""
        self.machine.run(self.older, "/S", expect=OLDER)
        self._stands(self.newer)

    def remove(self) -> None:
        """silent removal; offices and settings stay, nothing else does"""
        keepsake = self.program / "an office somebody saved here.carecoop"
        keepsake.write_bytes(b"kept")
        self.machine.run(self.program / "uninstall.exe", "/S")
        must(waited(lambda: not (self.program / "uninstall.exe").exists()), "the uninstaller did not end")
        must(waited(lambda: all(self.machine.registry(key) is None for key in KEYS), 20), "registry keys are left")
        left = sorted(path.name for path in self.program.iterdir())
        must(left == [keepsake.name], f"left in the program's folder: {left}")
        must(not self.shortcut.exists(), "the start menu still has CareCoop")
        must(self.office.is_file(), "the office is gone")
        keepsake.unlink()
        self.program.rmdir()


def main(arguments: list[str]) -> int:
    """Run the trial; 0 only when everything is as it must be."""
    if len(arguments) != 2:
        sys.exit(__doc__)
    machine = Machine()
    try:
        Trial(machine, Path(arguments[0]).resolve(), Path(arguments[1]).resolve()).run()
    except (Failure, OSError, subprocess.TimeoutExpired) as failure:
        sys.stderr.write(f"SMOKE TEST FAILED: {failure}\n")
        return 1
    for name, seconds in machine.times.items():
        sys.stdout.write(f"   {name}: {seconds:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
