"""Frameworks are read, put side by side, and refused with a sentence where a file is no framework."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecoop_desktop.assurance.evidence.frameworks import (
    MOST_BYTES,
    own_folder,
    read_framework,
    shelf,
)
from carecoop_desktop.platform.kernel.errors import Refusal

GOOD = """
id = "Council-2026"
title = "Council monitoring"
short = "Council"
regulator = "Dee council"
version = "first"
status = "in force"
valid_from = 2026-01-01
source = "https://example.org/monitoring"
checked_on = 2026-11-01
topic_word = "standard"
[[categories]]
id = "EC1"
title = "People's experience"
[[questions]]
id = "one"
title = "Are people safe?"
[[questions.topics]]
id = "Q1"
title = "Staff are checked"
looks_for = "Every check is made before the first shift."
categories = ["EC1"]
checks = ["dbs_in_date"]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An office's own folder of frameworks."""
    folder = tmp_path / "frameworks"
    folder.mkdir()
    monkeypatch.setenv("CARECOOP_FRAMEWORKS", str(folder))
    yield folder


def put(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_three_that_travel_with_the_program_are_there(own: Path) -> None:
    known = shelf()
    assert set(known.frameworks) == {"cqc-saf-2023", "cqc-asc-2026-draft", "ofsted-sccif-ifa"}
    assert known.faults == ()
    assert len(known.framework("CQC-SAF-2023").topics) == 34


def test_a_framework_knows_its_topics_and_categories(own: Path) -> None:
    saf = shelf().framework("cqc-saf-2023")
    assert saf.topic("S6").title == "Safe and effective staffing"
    assert saf.category("EC3") == "Feedback from partners"
    assert saf.category("EC9") == "EC9"
    with pytest.raises(Refusal, match="no topic S99"):
        saf.topic("S99")


def test_an_unknown_framework_is_refused_with_those_there_are(own: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        shelf().framework("estyn")
    assert "cqc-saf-2023" in refusal.value.remedy


def test_the_crosswalk_is_read_both_ways(own: Path) -> None:
    known = shelf()
    assert ("cqc-asc-2026-draft", "S-6") in known.across("cqc-saf-2023", "S6")
    assert ("cqc-saf-2023", "S6") in known.across("cqc-asc-2026-draft", "S-6")
    assert known.across("cqc-saf-2023", "nothing") == ()


def test_an_offices_own_framework_stands_beside_the_others(own: Path) -> None:
    put(own, GOOD)
    known = shelf()
    council = known.framework("council-2026")
    assert council.topics[0].checks == ("dbs_in_date",)
    assert council.valid_to is None
    assert {each.id: each.title for each in council.categories} == {"EC1": "People's experience"}


def test_a_file_that_is_changed_is_read_again(own: Path) -> None:
    import os

    path = put(own, GOOD)
    assert shelf().framework("council-2026").short == "Council"
    put(own, GOOD.replace('short = "Council"', 'short = "Dee"'))
    os.utime(path, ns=(1, 1))
    assert shelf().framework("council-2026").short == "Dee"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('title = "Council monitoring"', "title = 7", "“title” is missing or is no text"),
        ("valid_from = 2026-01-01", 'valid_from = "soon"', "“valid_from” is missing or is no date"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01", "ends before it begins"),
        ('categories = ["EC1"]', 'categories = ["EC7"]', "a category that it does not have (EC7)"),
        ('checks = ["dbs_in_date"]', "checks = [1]", "“checks” is no list of texts"),
        ('id = "Q1"', f'id = "{"Q" * 41}"', "longer than 40 characters"),
        ("[[questions]]", "[[others]]", "“questions” is missing"),
        ("[[questions.topics]]", "[[questions.matters]]", "“topics” is missing"),
        ("id =", "id ==", "not a TOML file"),
    ],
)
def test_a_bad_file_gives_a_sentence_and_the_others_stay(own: Path, old: str, new: str, why: str) -> None:
    put(own, GOOD.replace(old, new, 1))
    known = shelf()
    assert len(known.frameworks) == 3
    assert known.faults[0].startswith("own.toml cannot be used as a framework: ")
    assert why in known.faults[0]


def test_two_topics_of_one_id_are_refused(own: Path) -> None:
    again = GOOD[GOOD.index("[[questions.topics]]") :]
    with pytest.raises(Refusal, match="two of its topics have the same id"):
        read_framework(put(own, GOOD + again))


def test_too_many_topics_are_refused(own: Path) -> None:
    topics = [f'[[questions.topics]]\nid = "Q{n}"\ntitle = "T"\nlooks_for = "L"\n' for n in range(2, 502)]
    with pytest.raises(Refusal, match="more than 500 topics"):
        read_framework(put(own, GOOD + "\n".join(topics)))


def test_a_file_that_is_too_large_is_not_even_read(own: Path) -> None:
    with pytest.raises(Refusal, match="larger than 1 MB"):
        read_framework(put(own, GOOD + "#" * MOST_BYTES))


def test_a_picture_with_the_wrong_name_is_refused(own: Path) -> None:
    path = own / "picture.toml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(Refusal, match="not a TOML file"):
        read_framework(path)


def test_a_file_that_is_not_there_is_refused(own: Path) -> None:
    with pytest.raises(Refusal, match="it cannot be read"):
        read_framework(own / "gone.toml")


def test_a_framework_that_is_there_already_is_left_out(own: Path) -> None:
    put(own, GOOD.replace("Council-2026", "CQC-SAF-2023"))
    known = shelf()
    assert known.framework("cqc-saf-2023").regulator == "CQC"
    assert known.faults == ("own.toml was left out: a framework cqc-saf-2023 is there already.",)


def test_without_a_folder_of_its_own_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_FRAMEWORKS", str(tmp_path / "none"))
    assert own_folder() == tmp_path / "none"
    assert len(shelf().frameworks) == 3
    monkeypatch.delenv("CARECOOP_FRAMEWORKS")
    assert own_folder().name == "frameworks"
