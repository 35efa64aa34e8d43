"""The register of councils and integrated care boards that travels with the program."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.importing.values import match_key


@dataclass(frozen=True, slots=True)
class KnownFunder:
    """A council or board as its register names it."""

    name: str
    kind: str
    code: str
    also: tuple[str, ...]
    surplus_weeks: int | None


@cache
def known_funders() -> tuple[KnownFunder, ...]:
    """All of them by name; none where the file is missing from the installation."""
    path = resource("reference", "funders.toml")
    if not path.is_file():
        return ()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found = [
        KnownFunder(one["name"], one["kind"], one.get("code", ""), tuple(one.get("also", ())), one.get("surplus_weeks"))
        for one in data["funders"]
    ]
    return tuple(sorted(found, key=lambda one: match_key(one.name)))


@cache
def _by_key() -> dict[str, KnownFunder]:
    return {funder_key(name): one for one in known_funders() for name in (one.name, *one.also)}


def find_known(typed: str) -> KnownFunder | None:
    """The council or board that a typed name means, or None."""
    return _by_key().get(funder_key(typed))


def funder_key(name: str) -> str:
    """What two spellings of a funder have in common: ``Wirral MBC`` and ``wirral council`` are both ``wirral``."""
    words = match_key(name).replace("&", " and ").replace(",", " ").split()
    dropped = {"council", "county", "borough", "city", "metropolitan", "district", "mbc", "cbc", "the", "of"}
    return " ".join(word for word in words if word not in dropped) or match_key(name)
