"""How things stand, in one look; nobody is asked for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carecoop_desktop.home.updates.actions import allow_asking, choose_mirror
from carecoop_desktop.home.updates.asking import ask
from carecoop_desktop.home.updates.getting import get
from carecoop_desktop.home.updates.installation import this_program
from carecoop_desktop.home.updates.standing import standing
from carecoop_desktop.home.updates.trust import NAMED
from carecoop_desktop.platform.office.office import Office
from tests.home.updates.publishing import NEWER, Publisher, release

OWN = this_program()


def test_a_program_without_a_publisher_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    now = standing(office)
    assert not now.allowed and now.address == "" and "nobody to ask" in now.why_nobody
    assert (now.release, now.setup, now.way) == (None, None, None)
    monkeypatch.setenv(NAMED, f"{tmp_path}/missing.toml")
    assert "cannot be read" in standing(office).why_nobody


def test_step_by_step_to_a_version_that_lies_ready(office: Office, server: Publisher) -> None:
    server.publish()
    server.setups()
    office.do(allow_asking, True)
    now = standing(office)
    assert now.allowed and now.address == server.address and now.why_nobody == "" and now.release is None
    ask(office)
    count = len(server.asked)
    now = standing(office)
    assert now.release is not None and now.release.version == NEWER and now.setup is None
    assert len(server.asked) == count, "looking asks nobody"
    got = get(office, lambda _done, _total: None)
    assert standing(office).setup == got.setup
    later = standing(office, replace(OWN, version=NEWER))
    assert later.release is None and later.way is not None and later.way.before == got.before
    office.do(allow_asking, False)
    assert standing(office).release is None


def test_a_list_that_grew_old_offers_nothing(allowing: Office, server: Publisher) -> None:
    server.publish(release())
    ask(allowing)
    assert standing(allowing).release is not None
    assert standing(allowing, replace(OWN, version="9.1.0")).release is None


def test_the_mirror_and_the_missing_key(allowing: Office, server: Publisher, tmp_path: object) -> None:
    allowing.do(choose_mirror, "https://files.example.org/r.json")
    now = standing(allowing)
    assert now.address == now.mirror == "https://files.example.org/r.json"
    server.trust_file(tmp_path, seeds=())  # type: ignore[arg-type]
    assert "no key" in standing(allowing).why_nobody


def test_desks_are_left_behind_only_where_the_office_is_shared(allowing: Office, server: Publisher) -> None:
    server.publish(release(office_shape=OWN.shape + 1))
    ask(allowing)
    now = standing(allowing)
    assert now.shared is not allowing.database.address.is_file
    assert replace(now, shared=True).leaves_desks_behind and not replace(now, shared=False).leaves_desks_behind
    server.publish(release(), serial=6)
    ask(allowing)
    assert not replace(standing(allowing), shared=True).leaves_desks_behind
