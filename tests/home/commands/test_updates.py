"""The command line of newer versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.trust import NAMED
from carecoop_desktop.platform.office.office import Office
from tests.home.commands.calling import Run
from tests.home.updates.publishing import NEWER, OWN_SETUP, SETUP, Publisher, publisher, release


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher whom the program trusts, and folders of one's own."""
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    with publisher() as made:
        monkeypatch.setenv(NAMED, str(made.trust_file(tmp_path)))
        made.publish(release(), release(__version__, OWN_SETUP))
        made.setups()
        yield made


def told(answer: tuple[int, str, str]) -> dict[str, Any]:
    status, out, err = answer
    assert status == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_from_allowing_to_a_version_that_lies_ready(run_at: Run, office: Office, server: Publisher) -> None:
    status, _, err = run_at(office, "updates", "check")
    assert status == 1 and "does not allow" in err and server.asked == []
    assert told(run_at(office, "updates", "allow")) == {"allowed": True}
    found = told(run_at(office, "updates", "check"))
    assert found["offer"] == NEWER and found["notes"][0] == "Pay runs are quicker."
    got = told(run_at(office, "updates", "get"))
    assert Path(got["setup"]).read_bytes() == SETUP and Path(got["before"]).is_file() and got["remark"] == ""
    ready = told(run_at(office, "updates", "install"))
    assert ready["version"] == NEWER and ready["started"] is False and got["setup"] in ready["said"]
    now = told(run_at(office, "updates"))
    assert (now["version"], now["offer"], now["setup"]) == (__version__, NEWER, got["setup"])
    assert told(run_at(office, "updates", "refuse")) == {"allowed": False}


def test_status_in_words(run_at: Run, run: Run, office: Office, server: Publisher) -> None:
    run_at(office, "updates", "allow")
    run_at(office, "updates", "check")
    from tests.home.commands.calling import place_of

    status, out, _ = run("--office", place_of(office), "updates", "status")
    assert status == 0 and f"CareCoop {__version__} on" in out and f"Version {NEWER} can be had." in out


def test_a_program_without_a_publisher_says_so(
    run_at: Run, office: Office, server: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(NAMED)
    assert "nobody to ask" in told(run_at(office, "updates"))["why_nobody"]


def test_a_mirror_of_the_offices_own(run_at: Run, office: Office, server: Publisher) -> None:
    assert told(run_at(office, "updates", "mirror", "--address", server.address)) == {"mirror": server.address}
    assert told(run_at(office, "updates"))["address"] == server.address
    status, _, err = run_at(office, "updates", "mirror", "--address", "http://example.org/r.json")
    assert status == 1 and "cannot be asked" in err


def test_there_is_no_way_back_without_a_version_before(run_at: Run, office: Office, server: Publisher) -> None:
    status, _, err = run_at(office, "updates", "back")
    assert status == 1 and "Nothing was kept" in err
