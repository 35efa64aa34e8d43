"""What a server's own settings say."""

from __future__ import annotations

import pytest

from carecoop_desktop.home.servers.rules import (
    ADMIN,
    Plan,
    hba,
    listening,
    read_networks,
    read_plan,
    settings,
    user_unit,
    windows_task,
)
from carecoop_desktop.platform.kernel.errors import Invalid

OFFICE = Plan(5440, ("192.168.1.0/24",), ("127.0.0.1", "192.168.1.7"))


def test_a_plan_reads_back_as_it_was_written() -> None:
    plan = Plan(5440, ("10.0.0.0/8",), ("127.0.0.1",), ("localhost",), False, "ann")
    assert read_plan(plan.written()) == plan


def test_only_named_networks_come_in_and_the_administrator_from_here_only() -> None:
    lines = [line.split() for line in hba(OFFICE).splitlines() if line and not line.startswith("#")]
    assert all(line[0] == "hostssl" for line in lines)
    assert {line[-1] for line in lines} == {"scram-sha-256", "reject"}
    admin = [line for line in lines if line[2] == ADMIN]
    assert [line[3] for line in admin] == ["127.0.0.1/32", "::1/128", "all"] and admin[-1][-1] == "reject"
    desks = [line for line in lines if line[2] == "all"]
    assert {line[1] for line in desks} == {"office"}
    assert [line[3] for line in desks] == ["127.0.0.1/32", "::1/128", "192.168.1.0/24"]
    assert lines.index(admin[-1]) < lines.index(desks[0])


def test_without_tls_the_doors_are_plain_ones() -> None:
    assert "hostssl" not in hba(Plan(tls=False))
    assert "ssl = 'on'" not in settings(Plan(tls=False), "/c")


def test_the_settings_hold_tls_scram_and_no_text_of_what_is_asked() -> None:
    text = settings(OFFICE, "/it's here")
    for line in ("ssl = 'on'", "password_encryption = 'scram-sha-256'", "listen_addresses = '127.0.0.1,192.168.1.7'",
                 "port = '5440'", "ssl_key_file = '/it''s here/server.key'", "log_min_error_statement = 'panic'",
                 "log_error_verbosity = 'terse'", "log_min_messages = 'fatal'",
                 "ssl_min_protocol_version = 'TLSv1.2'"):  # fmt: skip
        assert line in text.splitlines()


@pytest.mark.parametrize(
    ("given", "read"),
    [(["192.168.1.7/24"], ("192.168.1.0/24",)), (["10.0.0.0/8", "10.0.0.0/8"], ("10.0.0.0/8",)), ([], ()),
     (["fd00::/64"], ("fd00::/64",))],
)  # fmt: skip
def test_networks_are_read(given: list[str], read: tuple[str, ...]) -> None:
    assert read_networks(given) == read


@pytest.mark.parametrize("given", ["0.0.0.0/0", "8.8.8.0/24", "office", "192.168.1.0/33", "", "::/0"])
def test_the_whole_world_is_no_network_of_an_office(given: str) -> None:
    with pytest.raises(Invalid):
        read_networks([given])


def test_it_listens_on_its_own_addresses_inside_the_networks_only() -> None:
    assert listening(["192.168.1.0/24"], ["192.168.1.7", "10.1.1.1"]) == ("127.0.0.1", "192.168.1.7")
    assert listening([], ["192.168.1.7"]) == ("127.0.0.1",)


def test_the_unit_starts_and_stops_it() -> None:
    unit = user_unit(["/opt/care coop/carecoop", "serve-office", "--folder", '/srv/a"b', "start"])
    assert 'ExecStart="/opt/care coop/carecoop" serve-office --folder "/srv/a\\"b" start' in unit
    assert unit.count(" stop\n") == 1 and "WantedBy=default.target" in unit


def test_windows_is_given_one_task() -> None:
    task = windows_task([r"C:\Program Files\CareCoop\carecoop.exe", "serve-office", "start"])
    assert task.startswith("schtasks /Create") and r"\"C:\Program Files\CareCoop\carecoop.exe\"" in task
