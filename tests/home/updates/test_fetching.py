"""Lists and files from a release server: bounded, whole, and never without encryption."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from carecoop_desktop.home.updates.feed import Package
from carecoop_desktop.home.updates.fetching import beside, fetch_package, next_address, read_all
from carecoop_desktop.home.updates.rules import Distrusted
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from tests.home.updates.publishing import SETUP, Publisher, certified, package, publisher


def setup(content: bytes = SETUP) -> Package:
    return Package(**package(content, "setup.exe"))


def quiet(_done: int, _total: int) -> None:
    """Nobody listens."""


def test_a_list_comes_whole_and_nothing_is_told_of_us(server: Publisher) -> None:
    data = server.publish()
    assert read_all(server.address, 100_000) == data
    [(path, headers)] = server.asked
    assert path == "/releases.json" and headers["User-Agent"] == "CareCoop"
    assert {name.lower() for name in headers} <= {"host", "user-agent", "accept-encoding"}


def test_a_list_larger_than_a_list_can_be_is_not_read_on(server: Publisher) -> None:
    server.files["/releases.json"] = b"x" * 1001
    assert len(read_all(server.address, 1001)) == 1001
    with pytest.raises(Distrusted, match="larger than a list can be"):
        read_all(server.address, 1000)


def test_nobody_there_and_nothing_there_are_faults(server: Publisher) -> None:
    with pytest.raises(Fault, match=r"cannot be reached.*Nothing was changed"):
        read_all("http://127.0.0.1:9/releases.json", 10, patience=2)
    with pytest.raises(Fault, match="answered 404"):
        read_all(server.address, 10)


@pytest.mark.parametrize("address", ["http://files.example.org/releases.json", "ftp://127.0.0.1/x", "x"])
def test_nothing_is_asked_without_encryption(address: str) -> None:
    with pytest.raises(Refusal, match="encrypted connection only"):
        read_all(address, 10)


def test_a_server_without_a_certificate_is_not_spoken_to(server: Publisher) -> None:
    server.publish()
    with pytest.raises(Fault):
        read_all(server.address.replace("http:", "https:"), 100_000, patience=2)
    assert server.asked == []


def test_over_tls_a_server_must_prove_itself_to_whom_this_computer_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, certificate = certified(tmp_path, "127.0.0.1")
    with publisher(certificate) as server:
        data = server.publish()
        with pytest.raises(Fault, match=r"127.0.0.1 could not prove that it is the release server.*computer's clock"):
            read_all(server.address, 100_000)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        assert read_all(server.address, 100_000) == data
        server.moved["/releases.json"] = server.address.replace("https:", "http:")
        with pytest.raises(Distrusted, match="not encrypted"):
            read_all(server.address, 100_000)
    authority, certificate = certified(tmp_path, "files.example.org")
    with publisher(certificate) as server, pytest.raises(Fault, match=r"could not prove.*not valid for '127.0.0.1'"):
        read_all(server.address, 100_000)
    assert server.asked == []


def test_it_follows_where_it_is_sent(server: Publisher) -> None:
    server.files["/elsewhere.json"] = b"there"
    server.moved = {"/releases.json": "/next?token=1", "/next": f"{server.url}/elsewhere.json"}
    assert read_all(server.address, 100) == b"there"
    assert [path for path, _headers in server.asked] == ["/releases.json", "/next?token=1", "/elsewhere.json"]


@pytest.mark.parametrize("to", ["http://files.example.org/releases.json", "ftp://127.0.0.1/x", "//example.org/x", ""])
def test_it_is_not_led_out_of_encryption(server: Publisher, to: str) -> None:
    server.moved["/releases.json"] = to
    with pytest.raises(Distrusted, match="sends us on to a place that is not encrypted"):
        read_all(server.address, 100)


def test_it_is_not_led_from_elsewhere_to_this_computer() -> None:
    assert next_address("http://127.0.0.1:8000/a", "/b") == "http://127.0.0.1:8000/b"
    assert next_address("https://example.org/a", "https://files.example.org/b") == "https://files.example.org/b"
    for before in ("https://example.org/a", "https://127.0.0.1/a"):
        with pytest.raises(Distrusted):
            next_address(before, "http://127.0.0.1:8000/b")


@pytest.mark.parametrize(("named", "kind"), [("https://[", Distrusted), ("https://a b.invalid/", Fault)])
def test_an_address_that_is_none_is_told(server: Publisher, named: str, kind: type[Exception]) -> None:
    server.moved["/releases.json"] = named
    with pytest.raises(kind):
        read_all(server.address, 100)


def test_it_does_not_go_round_in_circles(server: Publisher) -> None:
    server.moved["/releases.json"] = "/releases.json"
    with pytest.raises(Fault, match="in circles"):
        read_all(server.address, 100)
    assert len(server.asked) == 5


def test_a_proxy_of_the_environment_is_not_asked(server: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    data = server.publish()
    assert read_all(server.address, 100_000) == data


def test_a_file_comes_whole_and_tells_how_far_it_is(server: Publisher, tmp_path: Path) -> None:
    server.files["/setup.exe"] = SETUP
    said: list[tuple[int, int]] = []
    fetch_package(beside(server.address, "setup.exe"), setup(), tmp_path / "setup.exe", lambda *now: said.append(now))
    assert (tmp_path / "setup.exe").read_bytes() == SETUP
    assert said[-1] == (len(SETUP), len(SETUP))
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".toml"] == ["setup.exe"]


def altered(content: bytes) -> bytes:
    return content[:-1] + b"!"


@pytest.mark.parametrize(
    ("change", "kind", "sentence"),
    [
        (altered, Distrusted, "not the file that its publisher signed"),
        (lambda content: content + b"x", Distrusted, "larger than its list says"),
        (lambda content: content[:-5], Fault, r"ended after 8,395 of 8,400 bytes"),
    ],
)
def test_a_file_that_is_not_as_signed_is_thrown_away(
    server: Publisher, tmp_path: Path, change: Callable[[bytes], bytes], kind: type[Exception], sentence: str
) -> None:
    server.files["/setup.exe"] = change(SETUP)
    folder = tmp_path / "updates"
    folder.mkdir()
    with pytest.raises(kind, match=sentence):
        fetch_package(f"{server.url}/setup.exe", setup(), folder / "setup.exe", quiet)
    assert list(folder.iterdir()) == []


def test_a_connection_that_breaks_leaves_nothing(server: Publisher, tmp_path: Path) -> None:
    server.files["/setup.exe"], server.broken["/setup.exe"] = SETUP, 4000
    folder = tmp_path / "updates"
    folder.mkdir()
    with pytest.raises(Fault):
        fetch_package(f"{server.url}/setup.exe", setup(), folder / "setup.exe", quiet)
    assert list(folder.iterdir()) == []


def test_somebody_who_stops_it_leaves_nothing(server: Publisher, tmp_path: Path) -> None:
    class Stopped(Exception):
        """As the task runner stops its work."""

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    server.files["/setup.exe"] = SETUP
    folder = tmp_path / "updates"
    folder.mkdir()
    with pytest.raises(Stopped):
        fetch_package(f"{server.url}/setup.exe", setup(), folder / "setup.exe", stop)
    assert list(folder.iterdir()) == [] and threading.active_count() < 20


def test_a_folder_that_is_not_there_is_told(server: Publisher, tmp_path: Path) -> None:
    server.files["/setup.exe"] = SETUP
    with pytest.raises(Refusal, match="does not exist"):
        fetch_package(f"{server.url}/setup.exe", setup(), tmp_path / "no" / "setup.exe", quiet)


def test_files_lie_beside_their_list() -> None:
    assert beside("https://example.org/a/releases.json", "setup.exe") == "https://example.org/a/setup.exe"
