"""Lists and imports on the command line: what is told in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

from carecoop_desktop.platform.office.office import Office
from tests.home.commands.calling import Run, place_of


def _sheet(folder: Path, text: str) -> Path:
    path = folder / "members.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_refusal_is_a_sentence_with_its_row_column_value_and_what_is_accepted(
    run: Run, office: Office, tmp_path: Path
) -> None:
    sheet = _sheet(tmp_path, "Name,Date of birth\nAnn Lee,31/02/1948\n,5/4/1951\n")
    status, out, _ = run("--office", place_of(office), "import", "members", sheet)
    assert status == 1
    assert "1 rows read" not in out and "2 rows read: 0 new, 0 changed, 2 refused; nothing was written" in out
    assert "row 2, Date of birth “31/02/1948”: no such date. Accepted: a date such as" in out
    assert "row 3, Name: nothing is filled in. Accepted: first name and surname." in out


def test_a_mapping_that_names_no_column_is_told(run: Run, office: Office, tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, "Who,Date of birth,Where\nAnn Lee,4/4/1948,CH1 4BJ\n")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"name": "who", "postcode": "Were", "nonsense": "Where"}), encoding="utf-8")
    place = place_of(office)
    status, out, _ = run("--office", place, "--json", "import", "members", sheet, "--mapping", mapping)
    told = json.loads(out)
    assert (status, told["new"]) == (0, 1)
    assert [said for said in told["warnings"] if said.startswith("The mapping's")] == [
        "The mapping's postcode: “Were” is no field with a column of this sheet.",
        "The mapping's nonsense: “Where” is no field with a column of this sheet.",
    ]


def test_a_mapping_that_fits_is_not_spoken_of(run: Run, office: Office, tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, "Who,Date of birth\nAnn Lee,4/4/1948\n")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"name": "Who", "circle": ""}), encoding="utf-8")
    place = place_of(office)
    status, out, _ = run("--office", place, "--json", "import", "members", sheet, "--mapping", mapping, "--dry-run")
    assert (status, json.loads(out)["warnings"]) == (0, [])
