"""The dated data files of this room: courses with their terms, and what a worker's file must hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from carecoop_desktop.platform.kernel.resources import resource


@dataclass(frozen=True, slots=True)
class Course:
    """A course: how many months it counts (0: done once) and whether everybody needs it.

    ``within_weeks`` is the time after starting in which it must be done, 0 where it must stand from the start.
    """

    code: str
    name: str
    months: int
    everybody: bool
    within_weeks: int
    asc_wds: int


@dataclass(frozen=True, slots=True)
class Courses:
    """All courses of one edition, by code, with the text that they follow."""

    by_code: Mapping[str, Course]
    soon_days: int
    source: str
    checked_on: date

    @property
    def for_everybody(self) -> tuple[Course, ...]:
        """Those that every PA needs."""
        return tuple(course for course in self.by_code.values() if course.everybody)

    def name(self, code: str) -> str:
        """A course in words; the code itself where an office kept a course that the file no longer has."""
        return self.by_code[code].name if code in self.by_code else code


@dataclass(frozen=True, slots=True)
class FileItem:
    """One item of Schedule 3: its name, and which records answer it (``item``, ``dbs`` or ``references``)."""

    code: str
    name: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What the office does where the law sets no term."""

    dbs_months: int
    status_check_months: int
    dbs_soon_days: int
    right_to_work_soon_days: int
    references: int
    supervision_weeks: int


@dataclass(frozen=True, slots=True)
class StaffFileRules:
    """Schedule 3 and the office's policy."""

    items: tuple[FileItem, ...]
    policy: Policy
    source: str
    checked_on: date

    def name(self, code: str) -> str:
        """An item in words."""
        return next((item.name for item in self.items if item.code == code), code)

    @property
    def by_hand(self) -> tuple[FileItem, ...]:
        """The items that can be recorded by hand; certificates have records of their own."""
        return tuple(item for item in self.items if item.answered_by != "dbs")


@cache
def courses() -> Courses:
    """The edition that travels with the program."""
    data = _load("training.toml")
    found = [
        Course(one["code"], one["name"], one["months"], one["everybody"], one.get("within_weeks", 0), one["asc_wds"])
        for one in data["course"]
    ]
    return Courses({one.code: one for one in found}, data["soon_days"], data["source"], data["checked_on"])


@cache
def staff_file_rules() -> StaffFileRules:
    """The edition that travels with the program."""
    data = _load("staff_file.toml")
    policy = {name: data["policy"][name] for name in Policy.__dataclass_fields__}
    items = tuple(FileItem(one["code"], one["name"], one["from"]) for one in data["item"])
    return StaffFileRules(items, Policy(**policy), data["source"], data["checked_on"])


def _load(name: str) -> dict[str, Any]:
    with resource("reference", name).open("rb") as file:
        return tomllib.load(file)
