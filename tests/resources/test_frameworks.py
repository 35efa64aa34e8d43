"""The inspection frameworks as data: whole, dated, sourced, and joined by the crosswalk without a loose end."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.platform.kernel.resources import resource

_FOLDER = resource("frameworks")
_FILES = sorted(path for path in _FOLDER.glob("*.toml") if path.stem != "crosswalk")
_CHECKS = frozenset(
    [
        "dbs_in_date",
        "references_before_first_shift",
        "right_to_work_before_first_shift",
        "schedule3_complete",
        "training_in_date",
        "moving_handling_in_date",
        "medicines_in_date",
        "safeguarding_training_in_date",
        "care_certificate_done",
        "supervision_in_time",
        "known_face_visits",
        "about_me_written",
        "accessible_needs_recorded",
        "consent_recorded",
        "contacts_recorded",
        "change_requests_answered",
        "timesheets_signed",
        "reviews_in_date",
        "support_budget_cover",
        "staff_rest_respected",
        "hours_delivered_vs_plan",
        "pay_above_minimum_wage",
        "member_accounts_balanced",
        "history_chain_holds",
        "backup_recent",
    ]
)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _topics(framework: dict[str, Any]) -> list[dict[str, Any]]:
    return [topic for question in framework["questions"] for topic in question["topics"]]


@pytest.mark.parametrize(
    ("name", "questions", "topics"),
    [
        ("cqc-saf-2023", [8, 6, 5, 7, 8], 34),
        ("cqc-asc-2026-draft", [7, 4, 3, 4, 6], 24),
        ("ofsted-sccif-ifa", [11, 7, 13], 31),
    ],
)
def test_each_framework_has_as_many_topics_as_the_regulator_says(name: str, questions: list[int], topics: int) -> None:
    framework = _load(name)
    assert framework["id"] == name
    assert [len(question["topics"]) for question in framework["questions"]] == questions
    assert len(_topics(framework)) == framework["topic_count"] == topics


def test_every_file_is_one_of_those_three() -> None:
    assert [path.stem for path in _FILES] == ["cqc-asc-2026-draft", "cqc-saf-2023", "ofsted-sccif-ifa"]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_framework_is_dated_sourced_and_says_how_sure_it_is(path: Any) -> None:
    framework = _load(path.stem)
    assert isinstance(framework["valid_from"], date)
    assert isinstance(framework["checked_on"], date)
    assert isinstance(framework["checked"], bool)
    assert framework["valid_from"] <= framework.get("valid_to", date.max)
    assert framework["source"].startswith("https://")
    assert framework["status"] in {"in force", "draft"}
    assert all(framework[key] for key in ("title", "short", "regulator", "version", "instrument", "topic_word", "note"))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_every_topic_is_whole(path: Any) -> None:
    framework = _load(path.stem)
    categories = {category["id"] for category in framework["categories"]}
    assert len(categories) == 6
    for topic in _topics(framework):
        assert topic["title"]
        assert len(topic["looks_for"]) > 40, topic["id"]
        assert topic["show"], topic["id"]
        assert set(topic["categories"]) <= categories
        assert topic["categories"], topic["id"]
        assert set(topic["checks"]) <= _CHECKS, topic["id"]
        assert all(regulation.startswith("Reg ") for regulation in topic["regulations"])


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_ids_and_titles_are_told_apart(path: Any) -> None:
    framework = _load(path.stem)
    for key in ("id", "title"):
        values = [topic[key] for topic in _topics(framework)]
        assert len(values) == len(set(values))


def test_the_national_minimum_standards_are_all_there() -> None:
    assert {topic["id"] for topic in _topics(_load("ofsted-sccif-ifa"))} == {f"NMS{number}" for number in range(1, 32)}


@pytest.mark.parametrize("name", ["cqc-saf-2023", "cqc-asc-2026-draft"])
def test_every_live_check_is_evidence_for_something(name: str) -> None:
    assert {check for topic in _topics(_load(name)) for check in topic["checks"]} == _CHECKS


def test_the_crosswalk_joins_topics_that_exist_and_leaves_none_of_cqcs_out() -> None:
    crosswalk = _load("crosswalk")
    ids = {path.stem: {topic["id"] for topic in _topics(_load(path.stem))} for path in _FILES}
    for pair in crosswalk["pairs"]:
        left, right = ids[pair["left"]], ids[pair["right"]]
        assert len({tuple(link) for link in pair["links"]}) == len(pair["links"])
        assert all(one in left and other in right for one, other in pair["links"])
    between_cqc = crosswalk["pairs"][0]["links"]
    assert {one for one, _ in between_cqc} == ids["cqc-saf-2023"]
    assert {other for _, other in between_cqc} == ids["cqc-asc-2026-draft"]
    assert crosswalk["source"]
    assert crosswalk["checked"] is False
