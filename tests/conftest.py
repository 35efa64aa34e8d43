"""What every test shares: an offscreen Qt and the folder of reference material, where there is one."""

from __future__ import annotations

import gc
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import keyring
import psycopg
import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.errors import PasswordDeleteError
from sqlalchemy import Pool, event

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test may touch the keyring of whoever runs it; those about keys bring one of their own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from carecoop_desktop.app import features
from carecoop_desktop.home.inspector import actions as visiting
from carecoop_desktop.home.practice.building import Stopwatch, build_office
from carecoop_desktop.platform.database.keys import forget_known
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.kernel.garbage import sweep
from carecoop_desktop.platform.office import users
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, open_office
from tests.compiling import share_compiled
from tests.keeping import Builders
from tests.lending import Lent
from tests.refilling import Refill

T = TypeVar("T")

_HERE = Path(__file__).resolve()
_HASHING: tuple[Any, ...] = (users, visiting)
"""Where passwords and PINs are hashed."""


class MemoryKeyring(KeyringBackend):
    """A keyring for one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What was kept under a name."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it; as real ones, with an error where there is nothing."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("nothing there")


@pytest.fixture
def own_keyring() -> Iterator[MemoryKeyring]:
    """A working keyring that ends with the test, and no key known from before."""
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    forget_known()
    yield ring
    keyring.set_keyring(before)
    forget_known()


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A computer without a keyring, and no key known from before."""
    before = keyring.get_keyring()
    keyring.set_keyring(FailKeyring())
    forget_known()
    yield
    keyring.set_keyring(before)
    forget_known()


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Let go of a test's widgets: without an event loop Qt keeps what is to be deleted, and dresses it ever again.

    After the last test of a file nothing is left at all: some thousand forgotten widgets make each change of the theme
    take seconds.
    """
    yield
    if "qtbot" in getattr(item, "fixturenames", ()):
        _let_widgets_go(item, nextitem)
    sweep()


def _let_widgets_go(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    if nextitem is None or nextitem.path != item.path:
        for left in QApplication.topLevelWidgets():
            left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_collection_finish() -> None:
    """As in the program's window, garbage is looked for on this thread only, and not among what stays to the end."""
    gc.collect()
    gc.freeze()
    gc.disable()


share_compiled()
# How quick a computer is, and what else it does, is no property of the code.
settings.register_profile(
    "carecoop", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("carecoop")


@event.listens_for(Pool, "connect")
def _without_flushing(connection: Any, _record: object) -> None:
    """A test's office outlives the test's process, not a power cut; flushing is a third of its time on a slow disk."""
    if not isinstance(connection, psycopg.Connection):
        connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session", autouse=True)
def no_flushing() -> Iterator[None]:
    """As above, for the files that are written around the database."""
    flush, os.fsync = os.fsync, lambda _file: None
    yield
    os.fsync = flush


@pytest.fixture(scope="session", autouse=True)
def strong_hashers() -> Iterator[tuple[PasswordHasher, ...]]:
    """Hashing a password takes a third of a second on purpose; in tests it is the same Argon2id with the least work.

    Gives the program's own, whose strength has a test of its own.
    """
    strong = tuple(module._HASHER for module in _HASHING)
    for module in _HASHING:
        module._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield strong
    for module, hasher in zip(_HASHING, strong, strict=True):
        module._HASHER = hasher


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of independent reference data beside the project; tests that need it skip without it."""
    named = os.environ.get("CARECOOP_SHARED")
    folder = Path(named) if named else _HERE.parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of reference data (CARECOOP_SHARED, or ../shared) is not here")
    return folder


def office_addresses() -> list[str]:
    """Where the tests make their offices: always SQLite, and PostgreSQL where a server is named."""
    return ["sqlite", *(["postgresql"] if os.environ.get("CARECOOP_TEST_POSTGRES") else [])]


_ROOMS_ON_A_SERVER = frozenset({"home", "journeys", "platform"})
"""Where a screen behaves differently for an office on a server, or is proved there all the same."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the rooms' screens on PostgreSQL: they know no database, and all beneath them is tested on both."""
    left_out = [item for item in items if _is_screen_on_server(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _is_screen_on_server(item)]


def _is_screen_on_server(item: pytest.Item) -> bool:
    parts = item.path.relative_to(_HERE.parent).parts
    return "screens" in parts and parts[0] not in _ROOMS_ON_A_SERVER and "postgresql" in item.name


def fresh_place(kind: str, folder: Path, template: str = "") -> str:
    """The address of a place for an office: a file in ``folder``, or a new database on the test server.

    Empty, or with ``template`` (a database's name there) a copy of that one.
    """
    if kind == "sqlite":
        return str(folder / f"office-{uuid.uuid4().hex[:8]}.carecoop")
    server = os.environ["CARECOOP_TEST_POSTGRES"]
    name = f"carecoop_test_{uuid.uuid4().hex[:12]}"
    copied = f' TEMPLATE "{template}"' if template else ""
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{copied}')
    return f"{server.rsplit('/', 1)[0]}/{name}"


def drop_place(place: str) -> None:
    """Remove a database that ``fresh_place`` made on the test server, and the roles that its office got there."""
    if place.startswith("postgresql"):
        name = place.rsplit("/", 1)[1]
        with psycopg.connect(os.environ["CARECOOP_TEST_POSTGRES"].replace("+psycopg", ""), autocommit=True) as c:
            c.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            for (role,) in c.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", (f"{name}_",)):
                c.execute(f'DROP ROLE "{role}"')


@pytest.fixture(scope="session")
def empty_offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """One empty office of each kind, made by the migrations, that the tests' own offices are copies of."""
    places = {}
    for kind in office_addresses():
        place = fresh_place(kind, tmp_path_factory.mktemp("empty"))
        create_office(place, "Dee Valley Care Co-operative", "Priya Shah", features(),
                      practice_day=date(2026, 11, 30)).close()
        places[kind] = place
    yield places
    for place in places.values():
        drop_place(place)


@pytest.fixture(scope="session")
def refilled(empty_offices: dict[str, str]) -> Iterator[tuple[str, Refill] | None]:
    """One database on the test server that ``office`` uses again and again, emptied in between."""
    template = empty_offices.get("postgresql")
    if template is None:
        yield None
        return
    place = fresh_place("postgresql", Path(), template.rsplit("/", 1)[1])
    refill = Refill(place)
    yield place, refill
    refill.close()
    drop_place(place)


@pytest.fixture(params=office_addresses())
def office(
    request: pytest.FixtureRequest, tmp_path: Path, empty_offices: dict[str, str], refilled: tuple[str, Refill] | None
) -> Iterator[Office]:
    """A fresh, empty office with its owner signed in; its calendar stands at 30 Nov 2026."""
    if request.param == "postgresql" and refilled is not None:
        place, refill = refilled
        refill.pour()
    else:
        place = fresh_place("sqlite", tmp_path)
        shutil.copyfile(empty_offices["sqlite"], place)
    made = open_office(place, features())
    yield made
    made.close()


@pytest.fixture(scope="session")
def builders(tmp_path_factory: pytest.TempPathFactory, refilled: tuple[str, Refill] | None) -> Builders:
    """What the builders of this process have made."""
    return Builders(tmp_path_factory.mktemp("built"), refilled[1] if refilled else None)


@pytest.fixture
def built(office: Office, builders: Builders) -> Callable[[Callable[[Office], T]], T]:
    """Does to the fresh ``office`` what a builder does, and gives what the builder gives: plain values."""
    return partial(builders.fill, office)


@pytest.fixture(scope="session")
def living_offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The small demo office of each kind, built once: paid up to October, its November still to be done."""
    places = {}
    for kind in office_addresses():
        place = fresh_place(kind, tmp_path_factory.mktemp("living"))
        build_office(place, PLANS["small"], Stopwatch()).close()
        places[kind] = place
    yield places
    for place in places.values():
        drop_place(place)


@pytest.fixture(scope="session")
def lent_living(living_offices: dict[str, str]) -> Iterator[Lent | None]:
    """Copies of the small demo office on the test server."""
    template = living_offices.get("postgresql")
    if template is None:
        yield None
        return
    make = partial(fresh_place, "postgresql", Path(), template.rsplit("/", 1)[1])
    lent = Lent(os.environ["CARECOOP_TEST_POSTGRES"], make, drop_place)
    yield lent
    lent.forget()


@pytest.fixture(params=office_addresses())
def living(
    request: pytest.FixtureRequest, tmp_path: Path, living_offices: dict[str, str], lent_living: Lent | None
) -> Iterator[Office]:
    """A copy of the small demo office, its owner signed in."""
    if request.param == "postgresql" and lent_living is not None:
        place = lent_living.take()
    else:
        place = fresh_place("sqlite", tmp_path)
        shutil.copyfile(living_offices["sqlite"], place)
    opened = open_office(place, features())
    yield opened
    opened.close()


class Copies:
    """Copies of an office that a test may spoil."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[str] = []

    def make(self, kind: str, template: str = "") -> str:
        """The place of a new copy of ``template`` (of that kind), or an empty place."""
        place = fresh_place(kind, self._folder, template.rsplit("/", 1)[1] if template else "")
        if kind == "sqlite" and template:
            shutil.copyfile(template, place)
        self._made.append(place)
        return place

    def forget(self) -> None:
        """Throw every copy away."""
        while self._made:
            place = self._made.pop()
            drop_place(place)
            if not place.startswith("postgresql"):
                for file in Path(place).parent.glob(f"{Path(place).name}*"):
                    file.unlink()


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    """Makes copies of offices; they are thrown away at the end."""
    made = Copies(tmp_path)
    yield made
    made.forget()


class InlineLane:
    """Runs the work at once on the test's own thread."""

    def run(self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None],
            text: str = "") -> None:
        """As the program's lane, without a thread."""
        try:
            result = call()
        except (Refusal, Fault) as trouble:
            failed(trouble)
        else:
            done(result)


class RecordingWindow:
    """The window's services for a page under test: remembers what it was asked."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, int | None]] = []
        self.sentences: list[str] = []
        self.troubles: list[Exception] = []

    def open_page(self, key: str, record_id: int | None = None) -> None:
        """Remember the page asked for."""
        self.opened.append((key, record_id))

    def panels(self, place: str, desk: Desk) -> list[tuple[str, QWidget]]:
        """The real panels of the house."""
        found = sorted((p for f in features() for p in f.panels if p.place == place), key=lambda p: p.order)
        return [(panel.title, panel.widget.load()(desk)) for panel in found]

    def list_columns(self, place: str) -> list[Any]:
        """The real columns of the house."""
        return [column for f in features() if place in f.columns for column in f.columns[place].load()()]

    def tell(self, sentence: str) -> None:
        """Remember what was said."""
        self.sentences.append(sentence)

    def show_trouble(self, trouble: Exception, parent: QWidget | None = None,
                     again: Callable[[], None] | None = None) -> None:
        """Remember the trouble."""
        self.troubles.append(trouble)


@pytest.fixture
def desk(office: Office, qtbot: Any) -> Desk:
    """A desk at the fresh office, without a window of its own."""
    return Desk(office, InlineLane(), RecordingWindow())
