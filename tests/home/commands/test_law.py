"""The tables of the law from the command line."""

import json
from pathlib import Path

from carecoop_desktop.home.settings.years import kept_years
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.statutory.tables.shelf import OWN_FOLDER
from tests.home.commands.calling import Run, place_of


def year_file(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (OWN_FOLDER / "2026-27.toml").read_text(encoding="utf-8").replace("edition = 1", "edition = 2")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "2026-27.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_table_is_listed_with_its_source(run: Run) -> None:
    status, out, _ = run("tax-year")
    assert status == 0 and "2026-27  Income tax (Scotland), 6 Apr 2026 to 5 Apr 2027: " in out
    _, out, _ = run("--json", "tax-year")
    assert all(row["source"] and row["checked_on"] for row in json.loads(out))


def test_a_good_file_is_checked_and_brought_in(run: Run, office: Office, tmp_path: Path) -> None:
    path = year_file(tmp_path)
    status, out, _ = run("tax-year", path, "--check")
    assert status == 0 and out.startswith("2026-27.toml holds: 2026-27, edition 2, version ")
    assert run("--office", place_of(office), "tax-year", path, "--check")[0] == 0
    assert office.read(kept_years) == {}
    status, out, _ = run("--office", place_of(office), "tax-year", path)
    assert status == 0 and "Brought in the tables of the tax year 2026-27" in out
    assert list(office.read(kept_years)) == ["2026-27-edition-2.toml"]


def test_a_file_with_an_error_is_refused_with_a_sentence(run: Run, office: Office, tmp_path: Path) -> None:
    path = year_file(tmp_path, ("week = 123.25", "weak = 123.25"))
    for call in (("tax-year", path, "--check"), ("--office", place_of(office), "tax-year", path)):
        status, out, err = run(*call)
        assert (status, out) == (1, "") and "sick_pay 1, “week” is missing" in err
    assert office.read(kept_years) == {}


def test_what_is_to_be_checked_is_named(run: Run, tmp_path: Path) -> None:
    assert run("tax-year", "--check")[0] == 2
    assert run("tax-year", year_file(tmp_path))[0] == 1  # into which office?
