"""Asking for newer versions at a real office, over a real connection."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.actions import allow_asking, choose_mirror
from carecoop_desktop.home.updates.asking import ask, ask_if_due
from carecoop_desktop.home.updates.feed import LIST
from carecoop_desktop.home.updates.places import updates_folder
from carecoop_desktop.home.updates.rules import Distrusted
from carecoop_desktop.home.updates.state import change_state, read_state
from carecoop_desktop.home.updates.trust import NAMED
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.browsing import history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from tests.home.updates.publishing import NEWER, NOW, OTHER_SEED, SEED, Publisher, listed, release


def test_nobody_is_asked_until_an_owner_allows_it(office: Office, server: Publisher) -> None:
    server.publish()
    with pytest.raises(Refusal, match="does not allow asking"):
        ask(office)
    assert ask_if_due(office) is None
    office.do(allow_asking, True)
    office.do(allow_asking, False)
    assert ask_if_due(office) is None
    assert server.asked == [] and not updates_folder().exists()


def test_only_an_owner_allows_it_and_only_office_and_owner_ask(office: Office, server: Publisher) -> None:
    server.publish()
    office.user = User("Ben Okoro", Role.OFFICE)
    with pytest.raises(NotAllowed):
        office.do(allow_asking, True)
    office.user = User("Priya Shah", Role.OWNER)
    office.do(allow_asking, True)
    office.user = User("Ben Okoro", Role.OFFICE)
    assert ask(office).release is not None
    for role in (Role.PAYROLL, Role.TREASURER, Role.READ_ONLY):
        office.user = User("Tess Reed", role)
        assert ask_if_due(office) is None
        with pytest.raises(NotAllowed):
            ask(office)


def test_a_newer_version_is_found_and_remembered(allowing: Office, server: Publisher) -> None:
    data = server.publish(release(), release(__version__))
    before = allowing.read(history, limit=1)[0].number
    asked = ask(allowing)
    assert (
        asked.release is not None and asked.release.version == NEWER and asked.sentence == f"Version {NEWER} is there."
    )
    state = read_state()
    assert (state.offer, state.distrusted, state.said) == (NEWER, False, asked.sentence) and state.asked is not None
    assert state.seen["key 1"]["serial"] == 5  # type: ignore[index]
    assert (updates_folder() / LIST).read_bytes() == data
    assert allowing.read(history, limit=1)[0].number == before, "asking is no change of the office"


def test_nothing_newer_is_said(allowing: Office, server: Publisher) -> None:
    server.publish(release(__version__))
    asked = ask(allowing)
    assert (
        asked.release is None and asked.sentence == f"Version {__version__} is the newest." and read_state().offer == ""
    )


def test_without_an_address_or_a_key_nobody_is_asked(
    allowing: Office, server: Publisher, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.publish()
    server.trust_file(tmp_path, seeds=())  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="carries no key"):
        ask(allowing)
    assert ask_if_due(allowing) is None
    monkeypatch.delenv(NAMED)
    with pytest.raises(Refusal, match="No place where releases are announced"):
        ask(allowing)
    assert ask_if_due(allowing) is None and server.asked == []


def test_the_offices_own_copy_is_asked_instead(allowing: Office, server: Publisher, tmp_path: object) -> None:
    server.trust_file(tmp_path, address="")  # type: ignore[arg-type]
    server.publish()
    server.files = {f"/own{path}": content for path, content in server.files.items()}
    allowing.do(choose_mirror, f"{server.url}/own/releases.json")
    assert ask(allowing).release is not None
    assert {path for path, _headers in server.asked} == {"/own/releases.json", "/own/releases.json.sig"}


def refused(office: Office) -> str:
    """The sentence of a list that is not believed; it is remembered, and nothing else is."""
    kept = read_state().seen
    with pytest.raises(Distrusted) as trouble:
        ask(office)
    state = read_state()
    assert state.distrusted and state.said == str(trouble.value) and state.offer == "" and state.seen == kept
    assert "Nothing was taken" in state.said
    return trouble.value.sentence


def test_another_hand_is_told(allowing: Office, server: Publisher) -> None:
    server.publish(seed=OTHER_SEED)
    assert "not its publisher's" in refused(allowing)
    server.publish()
    server.files["/releases.json"] = server.files["/releases.json"].replace(b"quicker", b"slower!")
    assert "changed on the way" in refused(allowing)
    assert not updates_folder().exists()


def test_an_older_list_than_one_seen_is_told(allowing: Office, server: Publisher) -> None:
    server.publish(serial=7)
    ask(allowing)
    server.publish(serial=6)
    assert "number 6" in refused(allowing)
    server.publish(release("9.1.0"), serial=7)
    assert "two different lists" in refused(allowing)
    server.publish(release("9.1.0"), serial=8)
    asked = ask(allowing)
    assert asked.release is not None and asked.release.version == "9.1.0" and not read_state().distrusted


def test_each_key_counts_its_own_lists(allowing: Office, server: Publisher, tmp_path: object) -> None:
    server.trust_file(tmp_path, seeds=(SEED, OTHER_SEED))  # type: ignore[arg-type]
    server.publish(serial=7)
    ask(allowing)
    server.publish(serial=1, seed=OTHER_SEED)
    ask(allowing)
    server.publish(serial=6)
    assert "older than one seen" in refused(allowing)


def test_a_list_whose_time_is_over_is_told(allowing: Office, server: Publisher) -> None:
    server.publish(valid_until=(NOW - timedelta(days=3)).date().isoformat())
    assert "somebody keeps newer lists back" in refused(allowing)


def test_a_list_of_older_versions_is_told(allowing: Office, server: Publisher) -> None:
    server.publish(release("0.1.0"))
    assert f"older than this program ({__version__})" in refused(allowing)


def test_a_wrong_clock_is_said_beside_the_answer(allowing: Office, server: Publisher) -> None:
    server.publish()
    asked = ask(allowing, now=NOW - timedelta(days=400))
    assert asked.release is not None and "clock is wrong" in asked.sentence


def test_a_list_that_cannot_be_read_and_one_from_the_future_are_refused(allowing: Office, server: Publisher) -> None:
    server.put(b"{}")
    with pytest.raises(Refusal, match="publisher has to mend it"):
        ask(allowing)
    server.put(listed(format=2))
    with pytest.raises(Refusal, match="newer form"):
        ask(allowing)
    assert not read_state().distrusted


def test_nobody_there_is_remembered_and_disturbs_nobody(allowing: Office, server: Publisher) -> None:
    with pytest.raises(Fault, match="404"):
        ask(allowing)
    assert "404" in read_state().said
    change_state(asked=None)
    assert ask_if_due(allowing) is None and read_state().asked is not None


def test_the_days_question_is_asked_once(allowing: Office, server: Publisher) -> None:
    server.publish()
    assert ask_if_due(allowing) is not None
    assert ask_if_due(allowing) is None and len(server.asked) == 2
    change_state(asked=NOW - timedelta(days=2))
    assert ask_if_due(allowing) is not None
