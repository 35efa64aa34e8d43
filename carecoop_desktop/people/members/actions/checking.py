"""Proves what was filled in about a member and brings it to one form; every issue stands beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from carecoop_desktop.people.members.entries import MemberFields
from carecoop_desktop.people.members.rules import DIRECTS, EMPLOYERS, STATUSES
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.values import Unreadable

_PARSERS: Mapping[str, Callable[[Any], str]] = {
    "number": read.reference,
    "name": read.person_name,
    "nhs_number": read.nhs_number,
    "postcode": read.postcode,
    "phone": read.phone,
    "email": read.email,
}
_CODES = {"status": STATUSES, "employer": EMPLOYERS, "directs_care": DIRECTS}
_NEEDED = {"name": "The name is missing.", "number": "The member number is missing."}
_SAYS = {
    "name": "This is not a name.",
    "nhs_number": "This NHS number cannot be right: {why}.",
    "postcode": "This is not a UK post code.",
    "phone": "This is not a telephone number.",
    "email": "This is not an e-mail address.",
}


def checked(fields: MemberFields, today: date) -> tuple[dict[str, Any], list[Issue]]:
    """The fields in their stored form, with every issue found; fields that were not given stay out."""
    stored: dict[str, Any] = {}
    issues: list[Issue] = []
    for key, value in fields.items():
        try:
            stored[key] = _stored(key, value)
        except Unreadable as trouble:
            said = _SAYS.get(key, "This cannot be read.").format(why=_plain(trouble.why))
            issues.append(Issue(key, said, f"Accepted: {trouble.accepted}."))
    issues += [Issue(key, said) for key, said in _NEEDED.items() if key in fields and not str(stored.get(key, "x"))]
    issues += [*_code_issues(stored), *_date_issues(stored, today)]
    if "name" in stored:
        stored["name_key"] = fold(stored["name"])
    return stored, issues


def _stored(key: str, value: Any) -> Any:
    if key == "nhs_number" and not value:
        return None
    if not isinstance(value, str):
        return value
    words = value.strip()
    return _PARSERS[key](words) if key in _PARSERS and words else words


def _plain(why: str) -> str:
    return why.removeprefix("NHS number ").removeprefix("not an NHS number") or "it needs ten figures"


def _code_issues(stored: Mapping[str, Any]) -> list[Issue]:
    return [
        Issue(key, "Choose one of the list.", ", ".join(words.values()))
        for key, words in _CODES.items()
        if key in stored and stored[key] not in words
    ]


def _date_issues(stored: Mapping[str, Any], today: date) -> list[Issue]:
    issues = []
    born, joined, left = stored.get("born"), stored.get("joined"), stored.get("left")
    if born is not None and (born.year < 1900 or born > today):
        issues.append(Issue("born", "A birth date lies in the past.", "A date such as 16/05/1949."))
    if born is not None and joined is not None and joined < born:
        issues.append(Issue("joined", "They cannot have joined before they were born."))
    if left is not None and joined is not None and left < joined:
        issues.append(Issue("left", "They cannot have left before they joined."))
    about = stored.get("about_written")
    if about is not None and about > today:
        issues.append(Issue("about_written", "This day is still to come."))
    return issues


def refuse(issues: list[Issue]) -> None:
    """Raise Invalid when there is any issue."""
    if issues:
        raise Invalid(issues)
