"""The funders as data: codes of the right form, nobody twice, and honest about what was checked."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.importing.values import match_key

_DATA: dict[str, Any] = tomllib.loads(resource("reference", "funders.toml").read_text(encoding="utf-8"))
_FUNDERS: list[dict[str, Any]] = _DATA["funders"]


def _of(kind: str) -> list[dict[str, Any]]:
    return [funder for funder in _FUNDERS if funder["kind"] == kind]


def test_every_council_of_england_has_a_code_of_the_right_form() -> None:
    assert len(_of("council")) == 153
    assert all(re.fullmatch(r"E(06|08|09|10)0000\d\d", council["code"]) for council in _of("council"))


def test_the_north_west_is_whole() -> None:
    names = {funder["name"] for funder in _of("council") if funder["region"] == "North West"}
    assert len(names) == 24
    assert {"Cheshire West and Chester", "Cumberland", "Wirral", "Lancashire", "Manchester"} <= names
    assert "Cumbria" not in {funder["name"] for funder in _FUNDERS}


def test_integrated_care_boards_carry_their_nhs_codes() -> None:
    assert {funder["code"]: funder["name"] for funder in _of("icb")} == {
        "QYG": "NHS Cheshire and Merseyside ICB",
        "QOP": "NHS Greater Manchester ICB",
        "QE1": "NHS Lancashire and South Cumbria ICB",
        "QHM": "NHS North East and North Cumbria ICB",
    }


def test_nobody_is_there_twice_by_code_or_by_any_name() -> None:
    codes = [funder["code"] for funder in _FUNDERS]
    names = [match_key(name) for funder in _FUNDERS for name in (funder["name"], *funder["also"])]
    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))


def test_the_names_that_offices_write_are_known() -> None:
    known = {match_key(name) for funder in _FUNDERS for name in (funder["name"], *funder["also"])}
    for written in ("Cheshire West & Chester", "Wirral", "Lancashire", "Cumberland", "St Helens"):
        assert match_key(written) in known


def test_what_was_not_checked_says_so_and_every_rule_has_its_source() -> None:
    assert isinstance(_DATA["checked_on"], date)
    assert len(_DATA["sources"]) == 2
    for funder in _FUNDERS:
        assert isinstance(funder["checked"], bool)
        assert not (funder["checked"] and "since" in funder), (
            f"{funder['name']} is newer than the list it was checked by"
        )
        assert ("surplus_weeks" in funder) == funder.get("surplus_source", "").startswith("https://")
