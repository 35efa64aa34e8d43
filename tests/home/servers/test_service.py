"""The server as a service of Windows: what is asked of the system; on Windows itself it is made, looked at, removed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from carecoop_desktop.cli import main
from carecoop_desktop.home.servers import scm, service
from carecoop_desktop.home.servers.binaries import Binaries, binaries_in
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.homes_form import fields_for
from carecoop_desktop.home.servers.moving_steps import Target, Way
from carecoop_desktop.home.servers.rules import SERVICE, Plan, register_words, system_unit, unregister_words
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

PG_CTL, PROGRAMS, FOLDER = r"C:\pg\bin\pg_ctl.exe", Path("pg"), Path("server")
RUNS = """
SERVICE_NAME: CareCoopOfficeServer
        TYPE               : 10  WIN32_OWN_PROCESS
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        CHECKPOINT         : 0x0
"""
windows = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has such services")
elsewhere = pytest.mark.skipif(sys.platform == "win32", reason="on Windows it is made")


def test_the_account_gets_just_what_it_needs_before_there_is_a_service() -> None:
    words = register_words(PG_CTL, PROGRAMS, FOLDER)
    rights = {each[1]: each[3] for each in words if each[0] == "icacls"}
    assert rights == {str(FOLDER / "data"): "*S-1-5-20:(OI)(CI)M", str(FOLDER / "certificates"): "*S-1-5-20:(OI)(CI)RX",
                      str(PROGRAMS): "*S-1-5-20:(OI)(CI)RX"}  # fmt: skip
    assert [each[0] for each in words[:3]] == ["icacls"] * 3
    [made] = [each for each in words if each[1] == "create"]
    said = dict(zip(made[3::2], made[4::2], strict=True))
    assert said["obj="] == r"NT AUTHORITY\NetworkService" and said["start="] == "auto"
    assert said["binPath="].startswith(f'"{PG_CTL}" runservice -N "{SERVICE}" -D "{FOLDER / "data"}"')
    assert not any("admin.secret" in part for each in words for part in each)


def test_what_was_given_is_taken_again() -> None:
    given = {each[1] for each in register_words(PG_CTL, PROGRAMS, FOLDER) if each[0] == "icacls"}
    first, *rest = unregister_words(PROGRAMS, FOLDER)
    assert first == ["sc", "delete", SERVICE]
    assert {each[1] for each in rest} == given and all("/remove" in each for each in rest)


@pytest.mark.parametrize(("said", "number"), [
    (RUNS, 4), (RUNS.replace("4  RUNNING", "1  STOPPED"), 1), (RUNS.replace("STATE  ", "STATUS "), 4),
    ("[SC] EnumQueryServicesStatus:OpenService FAILED 1060", 0), ("", 0),
])  # fmt: skip
def test_a_state_is_read_by_its_number(said: str, number: int) -> None:
    assert scm.state(said) == number


def test_a_command_that_fails_is_told_by_its_last_words() -> None:
    with pytest.raises(Fault, match="did not succeed") as told:
        scm.carry_out([sys.executable, "-c", "import sys; sys.exit('first\\nAccess is denied.')"])
    assert told.value.remedy == "Access is denied."
    with pytest.raises(Fault, match="could not be run"):
        scm.carry_out(["there is no such program"])


def test_a_folder_of_programs_can_be_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no PostgreSQL in"):
        binaries_in(tmp_path)


def test_a_unit_of_the_system_runs_as_the_person() -> None:
    unit = system_unit(["/opt/carecoop", "serve-office", "start"], "anna")
    assert "[Service]\nUser=anna\n" in unit and "WantedBy=multi-user.target" in unit and "default.target" not in unit


@elsewhere
def test_elsewhere_the_unit_is_printed_and_nothing_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "service" not in [field.key for field in fields_for(Way.OWN_SERVER)]
    assert main(["serve-office", "--folder", str(tmp_path), "service"]) == 0
    said = capsys.readouterr().out
    assert "User=" in said and "systemctl enable --now" in said
    assert main(["serve-office", "--folder", str(tmp_path), "no-service"]) == 0
    assert "disable" in capsys.readouterr().out
    cluster = Cluster(tmp_path)
    assert service.ask_administrator(cluster, "service") and not service.is_administrator()
    assert service.run_as_administrator("x", "") is None and not scm.is_registered(SERVICE)
    cluster.mark_service(SERVICE)
    assert cluster.service == "", "a mark that came with a copied folder means nothing here"


def test_what_the_administrator_met_is_left_for_the_window(tmp_path: Path) -> None:
    service.tell(None, "x")
    service.tell(tmp_path / "said", "Access is denied.")
    assert (tmp_path / "said").read_text(encoding="utf-8") == "Access is denied."
    service.tell(tmp_path / "no" / "folder", "x")


def test_a_service_needs_a_server(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no office server"):
        service.install(Cluster(tmp_path, Binaries(tmp_path, 17, tls=True)))


def test_the_answer_reaches_the_target() -> None:
    assert Target.read(Way.OWN_SERVER, {"service": True}, None, "x").service
    assert not Target.read(Way.OWN_SERVER, {}, None, "x").service


@windows
def test_windows_registers_and_removes_it(tmp_path: Path) -> None:
    """The server itself is not started: wine cannot run it."""
    programs = Binaries(tmp_path / "programs" / "bin", 17, tls=True)
    cluster = Cluster(tmp_path / "my server", programs)
    for folder in (programs.folder, cluster.folder / "data", cluster.folder / "certificates"):
        folder.mkdir(parents=True)
    (cluster.folder / "server.json").write_text(Plan().written(), encoding="utf-8")
    assert "service" in [field.key for field in fields_for(Way.OWN_SERVER)]
    for words in register_words(programs.program("pg_ctl"), programs.folder.parent, cluster.folder):
        scm.carry_out(words)
    try:
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"SYSTEM\CurrentControlSet\Services\{SERVICE}") as key:
            kept = {name: winreg.QueryValueEx(key, name)[0] for name in ("ImagePath", "Start", "ObjectName")}
        assert kept["Start"] == 2 and kept["ObjectName"].lower().endswith("networkservice")
        assert "runservice" in kept["ImagePath"] and str(cluster.folder / "data") in kept["ImagePath"]
        cluster.mark_service(SERVICE)
        assert scm.is_registered(SERVICE) and cluster.service == SERVICE and not cluster.running
    finally:
        service.remove(cluster)
    assert not scm.is_registered(SERVICE) and cluster.service == ""


@windows
def test_windows_runs_what_was_consented_to_and_says_how_it_ended() -> None:
    assert service.run_as_administrator("cmd.exe", "/c exit 3") == 3
    assert service.run_as_administrator("there is no such program.exe", "") is None
