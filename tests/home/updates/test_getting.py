"""Getting a version: setup, the way back, and a backup; nothing is installed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.actions import allow_asking
from carecoop_desktop.home.updates.asking import ask
from carecoop_desktop.home.updates.befores import befores_of
from carecoop_desktop.home.updates.feed import LIST, SIGNATURE
from carecoop_desktop.home.updates.getting import get, on_offer
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.places import updates_folder
from carecoop_desktop.home.updates.rules import Distrusted
from carecoop_desktop.home.updates.setups import kept_setup
from carecoop_desktop.home.updates.trust import trust
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from tests.home.updates.publishing import (
    NEWER,
    NOW,
    OWN_SETUP,
    SETUP,
    Publisher,
    listed,
    release,
    signing,
)

OWN = this_program()


def quiet(_done: int, _total: int) -> None:
    """Nobody listens."""


@pytest.fixture
def asked(allowing: Office, server: Publisher) -> Office:
    """An office that has asked and found a newer version; this one's setup stands in the list as well."""
    server.publish(release(), release(__version__, OWN_SETUP))
    server.setups()
    ask(allowing)
    return allowing


def test_it_lies_ready_with_the_way_back_and_a_proved_backup(asked: Office) -> None:
    said: list[tuple[int, int]] = []
    got = get(asked, lambda *now: said.append(now))
    assert got.release.version == NEWER and got.setup.read_bytes() == SETUP and not got.remark
    own = kept_setup(__version__, OWN.system, trust())
    assert own is not None and own.read_bytes() == OWN_SETUP
    assert befores_of(asked) == [got.before] and got.before.newer == NEWER
    assert "proved" in got.sentence and got.before.path.name in got.sentence
    assert (len(SETUP), len(SETUP)) in said


def test_asking_again_for_what_is_here_asks_nobody(asked: Office, server: Publisher) -> None:
    first = get(asked, quiet)
    count = len(server.asked)
    assert get(asked, quiet) == first and len(server.asked) == count


def test_without_its_own_setup_the_way_back_is_told(allowing: Office, server: Publisher) -> None:
    server.publish()
    server.setups()
    ask(allowing)
    assert "keep the one you have" in get(allowing, quiet).remark
    server.publish(release(), release(__version__, OWN_SETUP), serial=6)
    del server.files[f"/CareCoop-{__version__}-setup.exe"]
    ask(allowing)
    got = get(allowing, quiet)
    assert f"The setup of version {__version__} could not be fetched" in got.sentence and "404" in got.remark


def test_a_setup_that_is_not_as_signed_stops_everything(asked: Office, server: Publisher) -> None:
    server.files[f"/CareCoop-{NEWER}-setup.exe"] = SETUP[:-1] + b"!"
    with pytest.raises(Distrusted, match="not the file"):
        get(asked, quiet)
    server.files[f"/CareCoop-{NEWER}-setup.exe"] = SETUP[:100]
    with pytest.raises(Fault, match="ended after 100"):
        get(asked, quiet)
    assert befores_of(asked) == [] and kept_setup(NEWER, OWN.system, trust()) is None


def test_nothing_is_got_that_was_not_found_first(allowing: Office, server: Publisher) -> None:
    with pytest.raises(Refusal, match="no newer version"):
        get(allowing, quiet)
    server.publish(release(__version__))
    ask(allowing)
    with pytest.raises(Refusal, match="Ask whether there is one"):
        get(allowing, quiet)


def test_nothing_is_got_where_it_is_not_allowed_any_more(asked: Office) -> None:
    asked.do(allow_asking, False)
    with pytest.raises(Refusal, match="does not allow"):
        get(asked, quiet)


def test_a_list_put_back_on_the_disk_is_not_believed(asked: Office, server: Publisher) -> None:
    older = listed(release("8.0.0"), serial=4)
    signature = signing.written(signing.sign(bytes(range(32)), older)).encode()
    (updates_folder() / LIST).write_bytes(older)
    (updates_folder() / (LIST + SIGNATURE)).write_bytes(signature)
    with pytest.raises(Distrusted, match="older than one seen"):
        get(asked, quiet)


def test_what_is_on_offer_is_judged_by_todays_program(asked: Office) -> None:
    found = on_offer(OWN, trust())
    assert found is not None and found[1].version == NEWER
    assert NOW + timedelta(days=1) > found[0].feed.published
    (updates_folder() / LIST).unlink()
    assert on_offer(OWN, trust()) is None
