"""Putting a version in place: proved once more, backed up once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carecoop_desktop.home.updates.asking import ask
from carecoop_desktop.home.updates.befores import befores_of
from carecoop_desktop.home.updates.getting import get
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.installing import make_ready, what_to_do
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.home.updates.publishing import NEWER, Publisher, release

OWN = this_program()
INSTALLED = replace(OWN, installs=True)


@pytest.fixture
def got(allowing: Office, server: Publisher) -> Path:
    """A setup that lies ready."""
    server.publish()
    server.setups()
    ask(allowing)
    return get(allowing, lambda _done, _total: None).setup


def test_where_our_setup_put_us_it_is_started(allowing: Office, got: Path) -> None:
    ready = make_ready(allowing, INSTALLED)
    assert ready.command == (str(got), "/S", "/WAIT=120", "/RUN") and ready.version == NEWER
    assert "CareCoop closes now" in ready.sentence
    assert befores_of(allowing) == [ready.before], "nothing was done since it was got"


def test_what_was_done_since_is_backed_up_first(allowing: Office, got: Path) -> None:
    [first] = befores_of(allowing)
    first.path.rename(first.path.with_name(first.path.name.replace(" 20", " 19", 1)))
    allowing.do(change_setting, "colour", "green")
    ready = make_ready(allowing, INSTALLED)
    assert ready.before.manifest.proof.chain_length > first.manifest.proof.chain_length
    assert len(befores_of(allowing)) == 2


def test_elsewhere_it_is_said_what_to_do(allowing: Office, got: Path) -> None:
    ready = make_ready(allowing, replace(OWN, installs=False))
    assert ready.command == () and str(got) in ready.sentence and ready.before.path.name in ready.sentence
    assert "unpack" in what_to_do("0.3.0", Path("CareCoop-0.3.0-linux-x86_64.tar.gz"))
    assert "run" in what_to_do("0.3.0", Path("CareCoop-0.3.0-setup.exe"))


def test_other_desks_are_spoken_of_only_where_they_are_left_behind(allowing: Office, server: Publisher) -> None:
    server.publish(release(office_shape=OWN.shape + 1))
    server.setups()
    ask(allowing)
    get(allowing, lambda _done, _total: None)
    ready = make_ready(allowing, INSTALLED)
    assert ready.leaves_desks_behind is not allowing.database.address.is_file
    assert "The other desks are refused until" in replace(ready, leaves_desks_behind=True).sentence
    assert "other desks" not in replace(ready, leaves_desks_behind=False).sentence


def test_a_setup_spoilt_meanwhile_is_not_started(allowing: Office, got: Path) -> None:
    got.write_bytes(got.read_bytes()[:-1] + b"!")
    with pytest.raises(Refusal, match="Get it first"):
        make_ready(allowing, INSTALLED)


def test_a_setup_changed_during_the_backup_is_not_started(allowing: Office, got: Path) -> None:
    [first] = befores_of(allowing)
    first.path.unlink()
    allowing.on_change.append(lambda _tables: got.write_bytes(b"!" * got.stat().st_size))  # the backup is noted
    with pytest.raises(Refusal, match="changed while the office was backed up"):
        make_ready(allowing, INSTALLED)


def test_only_who_may(allowing: Office, got: Path) -> None:
    allowing.user = User("Tess Reed", Role.PAYROLL)
    with pytest.raises(NotAllowed):
        make_ready(allowing, INSTALLED)
