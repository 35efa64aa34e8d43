"""Inspection frameworks as dated data files: those that travel with the program, and an office's own beside them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource

MOST_BYTES = 1_000_000
MOST_TOPICS = 500
MOST_TEXT = 4_000
CROSSWALK = "crosswalk"

Place = tuple[str, str]
"""A framework's id and a topic's."""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of evidence: EC1 people's experience to EC6 outcomes."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One quality statement, line of enquiry or standard; ``checks`` are the ids of live checks that speak to it."""

    id: str
    title: str
    looks_for: str
    regulations: tuple[str, ...]
    categories: tuple[str, ...]
    show: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A key question with its topics."""

    id: str
    title: str
    asks: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as it stood on a day, with its source and how sure it is."""

    id: str
    title: str
    short: str
    regulator: str
    version: str
    status: str
    valid_from: date
    valid_to: date | None
    source: str
    checked_on: date
    topic_word: str
    note: str
    categories: tuple[Category, ...]
    questions: tuple[Question, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, in order."""
        return tuple(topic for question in self.questions for topic in question.topics)

    def topic(self, topic_id: str) -> Topic:
        """A topic by its id. Refusal when the framework has none such."""
        found = next((topic for topic in self.topics if topic.id == topic_id), None)
        if found is None:
            raise Refusal(f"{self.title} has no topic {topic_id}.", "Choose one from its list.")
        return found

    def category(self, category_id: str) -> str:
        """A category in words."""
        return next((one.title for one in self.categories if one.id == category_id), category_id)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All frameworks by id, what was wrong with files that could not be used, and which topic speaks to which."""

    frameworks: Mapping[str, Framework]
    faults: tuple[str, ...] = ()
    links: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)

    def framework(self, framework_id: str) -> Framework:
        """A framework by id, capitals aside. Refusal when there is none such."""
        found = self.frameworks.get(framework_id.lower())
        if found is None:
            raise Refusal(f"There is no framework {framework_id}.", f"There are: {', '.join(self.frameworks)}.")
        return found

    def across(self, framework_id: str, topic_id: str) -> tuple[Place, ...]:
        """The topics of other frameworks that a topic speaks to."""
        return self.links.get((framework_id, topic_id), ())


def own_folder() -> Path:
    """Where an office puts frameworks of its own; ``CARECOOP_FRAMEWORKS`` names another folder."""
    named = os.environ.get("CARECOOP_FRAMEWORKS")
    return Path(named) if named else user_data_path("CareCoop", appauthor=False) / "frameworks"


def shelf() -> Shelf:
    """The frameworks that travel with the program and those in the office's own folder, as they are now."""
    folder = own_folder()
    own = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return _shelf(tuple((path, path.stat().st_mtime_ns) for path in own))


@cache
def _shelf(own: tuple[tuple[Path, int], ...]) -> Shelf:
    shipped = sorted(path for path in resource("frameworks").glob("*.toml") if path.stem != CROSSWALK)
    found: dict[str, Framework] = {}
    faults: list[str] = []
    for path in (*shipped, *(path for path, _changed in own)):
        try:
            framework = read_framework(path)
        except Refusal as refusal:
            faults.append(str(refusal))
            continue
        if framework.id in found:
            faults.append(f"{path.name} was left out: a framework {framework.id} is there already.")
        else:
            found[framework.id] = framework
    return Shelf(found, tuple(faults), _links(_toml(resource("frameworks", f"{CROSSWALK}.toml")), found))


def read_framework(path: Path) -> Framework:
    """One framework from its file. Refusal with a sentence about what is wrong with it."""
    data = _toml(path)
    try:
        framework = _framework(data)
    except (KeyError, TypeError, ValueError) as error:
        raise _refused(path, f"{error.args[0] if error.args else error}") from error
    if wrong := _wrong(framework):
        raise _refused(path, wrong)
    return framework


def _refused(path: Path, why: str) -> Refusal:
    return Refusal(f"{path.name} cannot be used as a framework: {why}.", "Put it right, or take it out of the folder.")


def _toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(path, "it is larger than 1 MB")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(path, "it cannot be read") from error
    except (ValueError, RecursionError) as error:  # no TOML, no text, or nested without end
        raise _refused(path, "it is not a TOML file") from error


def _framework(data: Mapping[str, Any]) -> Framework:
    return Framework(
        id=_text(data, "id").lower(),
        title=_text(data, "title"),
        short=_text(data, "short"),
        regulator=_text(data, "regulator"),
        version=_text(data, "version"),
        status=_text(data, "status"),
        valid_from=_day(data, "valid_from"),
        valid_to=_day(data, "valid_to") if "valid_to" in data else None,
        source=_text(data, "source"),
        checked_on=_day(data, "checked_on"),
        topic_word=_text(data, "topic_word"),
        note=_text(data, "note", ""),
        categories=tuple(map(_category, _tables(data, "categories"))),
        questions=tuple(map(_question, _tables(data, "questions"))),
    )


def _category(data: Mapping[str, Any]) -> Category:
    return Category(_text(data, "id"), _text(data, "title"), _text(data, "about", ""))


def _question(data: Mapping[str, Any]) -> Question:
    topics = tuple(map(_topic, _tables(data, "topics")))
    return Question(_text(data, "id"), _text(data, "title"), _text(data, "asks", ""), topics)


def _topic(data: Mapping[str, Any]) -> Topic:
    lists = (_texts(data, name) for name in ("regulations", "categories", "show", "checks"))
    return Topic(_text(data, "id"), _text(data, "title"), _text(data, "looks_for"), *lists)


def _text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    if name not in data and default is not None:
        return default
    value = data.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_TEXT:
        raise ValueError(f"“{name}” is missing or is no text")
    return " ".join(value.split())


def _day(data: Mapping[str, Any], name: str) -> date:
    value = data.get(name)
    if type(value) is not date:
        raise ValueError(f"“{name}” is missing or is no date")
    return value


def _tables(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = data.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        raise ValueError(f"“{name}” is missing")
    return value


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and len(one) <= MOST_TEXT for one in value):
        raise ValueError(f"“{name}” is no list of texts")
    return tuple(value)


def _wrong(framework: Framework) -> str:
    ids = [topic.id for topic in framework.topics]
    if len(framework.id) > 40 or any(len(one) > 40 for one in ids):
        return "an id is longer than 40 characters"
    if len(ids) > MOST_TOPICS:
        return f"it has more than {MOST_TOPICS} topics"
    if len(set(ids)) < len(ids):
        return "two of its topics have the same id"
    if strange := _strange_categories(framework):
        return f"a topic names a category that it does not have ({strange[0]})"
    if framework.valid_to is not None and framework.valid_to < framework.valid_from:
        return "it ends before it begins"
    return ""


def _strange_categories(framework: Framework) -> list[str]:
    """Categories that a topic names and the framework does not have."""
    known = {category.id for category in framework.categories}
    return sorted({one for topic in framework.topics for one in topic.categories if one not in known})


def _links(data: Mapping[str, Any], known: Mapping[str, Framework]) -> dict[Place, tuple[Place, ...]]:
    found: dict[Place, list[Place]] = {}
    for pair in data.get("pairs", ()):
        left, right = pair["left"], pair["right"]
        if left in known and right in known:
            for one, other in pair["links"]:
                found.setdefault((left, one), []).append((right, other))
                found.setdefault((right, other), []).append((left, one))
    return {key: tuple(dict.fromkeys(others)) for key, others in found.items()}
