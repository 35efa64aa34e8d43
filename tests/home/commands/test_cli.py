"""The command line as an office's scheduled jobs use it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from carecoop_desktop import cli
from carecoop_desktop.cli import main
from carecoop_desktop.platform.office.browsing import history
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import open_office
from carecoop_desktop.platform.office.users import set_password
from tests.home.commands.calling import Run, place_of


def test_a_new_office_has_an_owner_and_holds(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "x.carecoop"
    assert run("new", place, "--plain", "--name", "Dee Valley", "--owner", "Priya Shah")[0] == 0
    status, out, _ = run("--office", place, "--json", "users")
    assert status == 0 and json.loads(out) == [
        {"name": "Priya Shah", "role": "owner", "active": True, "has_password": False, "version": 1}]  # fmt: skip
    status, out, _ = run("--office", place, "check")
    assert status == 0 and "holds  History chain" in out
    status, _, err = run("new", place)
    assert status == 1 and "already" in err


def test_wrong_usage_ends_with_two(run: Run) -> None:
    for arguments in (["nonsense"], [], ["import", "members"], ["list", "dragons"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


@pytest.mark.parametrize(
    "command", [(), ("demo",), ("import",), ("pay-run",), ("screenshots",), ("statement",), ("fps",)]
)
def test_help_is_there_for_every_command(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0 and "usage: carecoop" in capsys.readouterr().out


def test_lists_in_words_read_as_the_screen_does(run: Run, living: Office) -> None:
    out = run("--office", place_of(living), "list", "pay-runs")[1]
    assert out.splitlines()[0].startswith("Id  Pay run") and "£" in out and " Apr 2026" in out
    out = run("--office", place_of(living), "list", "assistants")[1]
    assert out.splitlines()[0].split()[0] == "Name" and "Active" in out and "active/met" not in out


def test_a_new_office_without_a_place_and_a_user_without_a_name_are_wrong_usage(run: Run, office: Office) -> None:
    status, _, err = run("new")
    assert status == 2 and "Where should the new office be?" in err
    status, _, err = run("--office", place_of(office), "users", "add")
    assert status == 2 and "Whom?" in err


def test_no_office_and_a_missing_one_are_told(run: Run, tmp_path: Path) -> None:
    assert run("check")[0] == 1
    status, _, err = run("--office", tmp_path / "none.carecoop", "check")
    assert status == 1 and "no office at" in err
    status, out, _ = run("--office", tmp_path / "none.carecoop", "--json", "check")
    assert status == 1 and "no office" in json.loads(out)["refused"]


def test_lists_are_arrays_with_ids_oldest_first(run: Run, living: Office) -> None:
    for what in ("members", "assistants", "pay-runs"):
        status, out, _ = run("--office", place_of(living), "list", what, "--json")
        rows = json.loads(out)
        assert status == 0 and rows and [row["id"] for row in rows] == sorted(row["id"] for row in rows)


@pytest.mark.parametrize("what", ["members", "assistants"])
def test_an_import_with_bad_rows_writes_nothing_until_the_good_are_accepted(
    run: Run, office: Office, shared: Path, what: str
) -> None:
    place, file = place_of(office), shared / "real-input" / f"{what}.csv"
    expected = json.loads((shared / "real-input" / "expected.json").read_text())
    assert run("--office", place, "import", what, file, "--dry-run")[0] == 0
    status, out, _ = run("--office", place, "import", what, file, "--json")
    report = json.loads(out)
    assert status == 1 and [r["row"] for r in report["refused"]] == [r["row"] for r in expected["refused"][what]]
    assert json.loads(run("--office", place, "--json", "list", what)[1]) == []
    assert run("--office", place, "import", what, file, "--accept-good")[0] == 0
    assert len(json.loads(run("--office", place, "--json", "list", what)[1])) == expected[what]
    again = json.loads(run("--office", place, "--json", "import", what, file, "--accept-good")[1])
    assert (again["new"], again["changed"]) == (0, 0)


def test_timesheets_come_out_as_expected_to_the_minute(run: Run, office: Office, shared: Path) -> None:
    place, folder = place_of(office), shared / "real-input"
    expected = json.loads((folder / "expected.json").read_text())
    for what in ("members", "assistants"):
        run("--office", place, "import", what, folder / f"{what}.csv", "--accept-good")
    status, out, _ = run(
        "--office", place, "--json", "import", "timesheets", folder / "timesheets.csv", "--accept-good"
    )
    report = json.loads(out)
    assert status == 0
    assert [r["row"] for r in report["refused"]] == [r["row"] for r in expected["refused"]["timesheets"]]
    by_name = {who["name"]: who for who in report["by_assistant"]}
    assert {name: who["minutes"] for name, who in by_name.items()} == expected["minutes"]
    assert {n: w["sleep_in_nights"] for n, w in by_name.items() if w["sleep_in_nights"]} == expected["sleep_in_nights"]
    assert {name: int(who["miles"]) for name, who in by_name.items()} == expected["miles"]
    assert {name: who["expenses_pence"] for name, who in by_name.items()} == expected["expenses_pence"]
    again = json.loads(
        run("--office", place, "--json", "import", "timesheets", folder / "timesheets.csv", "--accept-good")[1]
    )
    assert again["new"] == 0


def test_a_payslip_is_written_and_explained(run: Run, living: Office, tmp_path: Path) -> None:
    place = place_of(living)
    number = json.loads(run("--office", place, "--json", "list", "pay-runs")[1])[-1]["id"]
    status, out, _ = run("--office", place, "payslip", "--pay-run", number, "--to", tmp_path / "slips", "--json")
    assert status == 0 and json.loads(out)["written"] == len(list((tmp_path / "slips").glob("*.pdf"))) > 0
    status, out, _ = run("--office", place, "explain", "--payslip", 1, "--json")
    data = json.loads(out)
    assert status == 0 and data["workings"]["net"][-1]["pence"] == data["figures"]["net"]


def test_undo_and_history_from_the_command_line(run: Run, living: Office) -> None:
    place = place_of(living)
    status, out, _ = run("--office", place, "history", "--limit", 3)
    assert status == 0 and len(out.strip().splitlines()) == 3
    assert run("--office", place, "undo", "--number", 1)[0] == 1


def test_what_touched_many_records_is_named_before_it_is_taken_back(run: Run, office: Office, tmp_path: Path) -> None:
    place, sheet = place_of(office), tmp_path / "members.csv"
    sheet.write_text("Name,Date of birth\nAnn Lee,4/4/1948\nCy Rhys,5/4/1951\n", encoding="utf-8")
    assert run("--office", place, "import", "members", sheet)[0] == 0
    number = office.read(history, limit=1)[0].number
    status, _, complaint = run("--office", place, "undo", "--number", number)
    assert status == 1 and f"Number {number}" in complaint and "--yes" in complaint
    assert len(json.loads(run("--office", place, "--json", "list", "members")[1])) == 2
    assert run("--office", place, "undo", "--number", number, "--yes")[0] == 0
    assert json.loads(run("--office", place, "--json", "list", "members")[1]) == []


def test_a_password_comes_from_the_environment(run: Run, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(office)
    office.do(set_password, "Priya Shah", "otter-lantern-violet")
    assert run("--office", place, "check")[0] == 1
    monkeypatch.setenv("CARECOOP_PASSWORD", "otter-lantern-violet")
    assert run("--office", place, "--user", "Priya Shah", "check")[0] == 0
    monkeypatch.setenv("CARECOOP_PASSWORD", "wrong")
    assert run("--office", place, "--user", "Priya Shah", "check")[0] == 1


def test_the_demo_makes_its_papers_and_its_totals_agree(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    status, _, err = run("demo", "--to", folder, "--size", "small", "--json")
    assert (status, err) == (0, "")
    summary = json.loads((folder / "summary.json").read_text())
    totals = summary["totals"]
    assert totals["employer_cost"] == totals["charged_to_members"] + totals["charged_to_coop"]
    assert len(list((folder / "payslips").glob("*.pdf"))) == summary["payslips"] > 0
    assert len(list((folder / "statements").glob("*.pdf"))) == summary["statements"] == summary["members"]
    with (folder / "payments.csv").open(encoding="utf-8-sig") as file:
        paid = sum(int(row["Amount"].replace(".", "")) for row in csv.DictReader(file))
    assert paid == totals["net"]
    assert len(PdfReader(folder / "evidence-pack.pdf").pages) > 3
    open_office(folder / "office.carecoop").close()
    status, _, err = run("demo", "--to", folder, "--size", "small")
    assert status == 1 and "stands" in err and "--to" in err


def test_a_demo_that_was_stopped_midway_says_what_to_do_and_loses_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    (folder / "payslips").mkdir(parents=True)
    left = [folder / name for name in ("office.carecoop", "office.carecoop-wal", "payments.csv")]
    for each in left:
        each.write_bytes(b"half")
    status, _, err = run("demo", "--to", folder, "--size", "small")
    assert status == 1
    assert "stopped before it was done" in err and "delete that folder" in err and str(folder) in err
    assert [each.read_bytes() for each in left] == [b"half"] * 3


def test_a_folder_of_other_things_is_no_place_for_a_demo(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear Sian")
    status, _, err = run("demo", "--to", tmp_path, "--size", "small")
    assert status == 1 and "not empty" in err and "delete" not in err.lower()
    assert (tmp_path / "letters.txt").read_text() == "Dear Sian"


def test_the_same_size_gives_the_same_office(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("demo", "--to", tmp_path / name, "--size", "small", "--json")
    one, two = (json.loads((tmp_path / name / "summary.json").read_text()) for name in ("a", "b"))
    assert {k: v for k, v in one.items() if k != "seconds"} == {k: v for k, v in two.items() if k != "seconds"}
    assert (tmp_path / "a" / "payments.csv").read_bytes() == (tmp_path / "b" / "payments.csv").read_bytes()


def test_a_bug_in_a_job_leaves_no_name_in_its_log(capsys: pytest.CaptureFixture[str]) -> None:
    error = ValueError("Ann Hay is paid 12.60")
    cli._mistaken(ValueError, error, None)
    told = capsys.readouterr().err
    assert "builtins.ValueError" in told and "made a mistake" in told and "Ann" not in told and "12.60" not in told


@pytest.mark.parametrize("command", ["import members", "restore", "backup --to", "salvage"])
def test_a_name_that_no_disk_takes_is_refused_with_a_sentence(
    run: Run, office: Office, tmp_path: Path, command: str
) -> None:
    endless = tmp_path / ("x" * 300)
    more = ["--to", tmp_path / "new.carecoop"] if command in ("restore", "salvage") else []
    status, _out, told = run("--office", place_of(office), *command.split(), endless, *more)
    assert status == 1 and "File name too long" in told and "Traceback" not in told and len(told.splitlines()) == 1
