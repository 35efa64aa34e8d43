"""HTTP to HMRC: what is certain never to have arrived, what is not, and where nothing is ever sent."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.rti.transport import (
    ENGINE,
    LIVE,
    Https,
    NoAnswer,
    Unreached,
    engine,
    trusted,
)
from tests.work.payroll.rti.engine_server import engine_server

XML = b"<GovTalkMessage xmlns='http://www.govtalk.gov.uk/CM/envelope'/>"


def test_nobody_there_is_told_as_nothing_sent() -> None:
    with pytest.raises(Unreached, match="Nothing was sent"):
        Https().post("http://127.0.0.1:9/", XML)


def test_an_answer_that_stops_in_the_middle_is_given_up() -> None:
    with engine_server("drip") as server, pytest.raises(NoAnswer):
        Https(patience=0.1).post(server.url, XML)
    assert len(server.asked) == 1


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with engine_server("accept") as server:
        assert b"Thank you" in Https().post(server.url, XML)


@pytest.mark.parametrize("url", ["http://transaction-engine.tax.service.gov.uk/submission", "ftp://127.0.0.1/", "x"])
def test_nothing_leaves_this_computer_without_tls(url: str) -> None:
    with pytest.raises(Refusal, match="encrypted"):
        Https().post(url, XML)


def test_a_server_without_a_certificate_is_not_spoken_to() -> None:
    with engine_server("accept") as server, pytest.raises(Unreached):
        Https(tries=1, patience=2).post(server.url.replace("http:", "https:"), XML)
    assert server.asked == []


@pytest.mark.parametrize(
    ("named", "taken"),
    [("", LIVE), ("https://example.org/", LIVE), ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x")],
)
def test_only_an_engine_on_this_computer_may_be_named(monkeypatch: pytest.MonkeyPatch, named: str, taken: str) -> None:
    monkeypatch.setenv(ENGINE, named)
    assert engine() == taken


@pytest.mark.parametrize(
    ("endpoint", "right"),
    [
        ("https://transaction-engine.tax.service.gov.uk/poll", True),
        ("https://secure.gateway.gov.uk/poll", True),
        ("http://transaction-engine.tax.service.gov.uk/poll", False),
        ("https://tax.service.gov.uk.example.org/poll", False),
        ("", False),
    ],
)
def test_only_hmrc_is_asked(endpoint: str, right: bool) -> None:
    assert trusted(endpoint, LIVE) is right
