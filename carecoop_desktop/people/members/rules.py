"""Decisions about members: their standing, who may speak for them, consent, and what is late."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Issue

STATUSES = {"joining": "Joining", "active": "Active", "paused": "Paused", "left": "Left"}
NEXT_STATUS = {
    "joining": ("active", "left"),
    "active": ("paused", "left"),
    "paused": ("active", "left"),
    "left": ("active",),
}
EMPLOYERS = {"co-op": "The co-operative", "member": "The member", "other": "Somebody else"}
DIRECTS = {"member": "The member", "representative": "Somebody who speaks for them", "co-op": "The co-operative"}

CONTACT_ROLES = {
    "suitable-person": "Suitable person",
    "lpa-health": "Attorney for health and welfare (LPA)",
    "lpa-money": "Attorney for property and money (LPA)",
    "deputy": "Deputy of the Court of Protection",
    "nominee": "Nominee for the direct payment",
    "advocate": "Advocate",
    "next-of-kin": "Next of kin",
    "emergency": "In an emergency",
    "other": "Somebody close",
}
SPEAKS_FOR = ("suitable-person", "deputy", "nominee", "lpa-money", "lpa-health")
"""Roles with a standing in law or with the funder, most telling first; next of kin has none."""

NEEDS = {
    "easy-read": "Easy Read",
    "large-print": "Large print",
    "braille": "Braille",
    "audio": "Audio",
    "bsl": "British Sign Language",
    "interpreter": "An interpreter",
    "translation": "In another language",
    "makaton": "Makaton or pictures",
    "hearing-loop": "A hearing loop",
    "lip-reading": "Lip-reading, face to face",
    "phone-only": "By phone, nothing in writing",
    "e-mail": "By e-mail, for a screen reader",
    "carer-too": "A copy to their carer",
    "more-time": "More time to answer",
    "none": "No particular need",
}
CONSENT_SUBJECTS = {
    "support": "Support as in the plan",
    "sharing": "Sharing records with the GP and the council",
    "money": "Holding and paying out their money",
    "inspection": "Being visited or phoned by an inspector",
    "medicines": "Help with medicines",
    "photos": "Photographs and stories",
}
CONSENT_BASES = {
    "own": "Their own decision",
    "best-interests": "A best-interests decision, recorded",
    "lpa-health": "An attorney for health and welfare",
    "lpa-money": "An attorney for property and money",
    "deputy": "A deputy, within their order",
    "court": "An order of the Court of Protection",
}
ASKED_THROUGH = ("In person", "Phone", "E-mail", "Circle meeting", "Through their PA", "Family", "Review")

OPEN_TOO_LONG = 7
"""Days after which an open request counts as waiting."""
LOOK_AHEAD = timedelta(days=30)
NEED_REVIEWED_EVERY = 12
"""Months between two looks at how information reaches somebody."""
STANDARD_CONSENTS = ("support", "sharing")
"""What every member is asked for before support begins."""


@dataclass(frozen=True, slots=True)
class Due:
    """How something with a date stands: a word for the pill and its tone."""

    word: str
    tone: str


def days_word(days: int) -> str:
    """``0`` -> ``same day``, ``1`` -> ``1 day``, ``9`` -> ``9 days``."""
    return "same day" if days == 0 else "1 day" if days == 1 else f"{days} days"


def request_state(asked: date, answered: date | None, result: str, today: date) -> Due:
    """How a request for change stands."""
    if result == "done":
        return Due("Done", "met")
    if result == "declined":
        return Due("Not possible", "quiet")
    waiting = (today - asked).days
    words = "Open today" if waiting <= 0 else f"Open {days_word(waiting)}"
    return Due(words, "bad" if waiting > 3 * OPEN_TOO_LONG else "warn" if waiting else "info")


def review_state(review: date | None, today: date) -> Due:
    """How a review stands against its day."""
    if review is None:
        return Due("no review set", "warn")
    if review < today:
        return Due(f"review was due {format_date(review)}", "bad")
    return Due("review soon", "warn") if review <= today + LOOK_AHEAD else Due("in date", "met")


def consent_state(given: bool, withdrawn: date | None, review: date | None, today: date) -> Due:
    """How a consent stands. A refusal is an answer and needs no renewal."""
    if withdrawn is not None and withdrawn <= today:
        return Due("withdrawn", "quiet")
    if not given:
        return Due("refused", "info")
    if review is not None and review < today:
        return Due("to renew", "bad")
    return Due("renew soon", "warn") if review is not None and review <= today + LOOK_AHEAD else Due("in date", "met")


def basis_issue(subject: str, basis: str) -> Issue | None:
    """Who may not decide what: an attorney for money does not consent to care, nor one for welfare about money."""
    if basis == "lpa-money" and subject != "money":
        return Issue(
            "basis",
            "An attorney for property and money cannot decide about care.",
            "Their own decision, an attorney for health and welfare, a deputy or best interests.",
        )
    if basis == "lpa-health" and subject == "money":
        return Issue(
            "basis",
            "An attorney for health and welfare cannot decide about money.",
            "Their own decision, an attorney for property and money, a deputy or best interests.",
        )
    return None


def in_force(since: date | None, until: date | None, day: date) -> bool:
    """Whether something with a start and an end holds on a day."""
    return (since is None or since <= day) and (until is None or until >= day)


def may_become(status: str, wanted: str) -> bool:
    """Whether a member may go from one standing to another."""
    return wanted in NEXT_STATUS.get(status, ())


_RELATIONS = re.compile(
    r"(?:step|grand|foster )?(?:mother|father|mum|dad|parents?|sister|brother|son|daughter)|wife|husband|partner|aunt"
    r"|uncle|cousin|niece|nephew|friend|neighbour|advocate|guardian|carer|solicitor",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SuitablePerson:
    """What an office's spreadsheet said of the person who speaks for a member."""

    name: str
    relation: str
    role: str


def read_suitable_person(text: str) -> SuitablePerson:
    """``Janet Hollis (mother)``, ``Sister (LPA)`` or ``Mother`` as name, relation and role; a missing name is empty."""
    found = re.fullmatch(r"\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*", text)
    first, inside = (found[1], found[2] or "") if found else (text.strip(), "")
    named = bool(first) and not _RELATIONS.fullmatch(first.split()[-1])
    name, relation = (first, inside) if named else ("", first.casefold())
    return SuitablePerson(name, relation if relation.casefold() != "lpa" else "", "suitable-person")


def need_of(words: str) -> str | None:
    """The information need that an office's own words mean, ``Large Print`` say; None where they mean none."""
    plain = re.sub(r"[^a-z]", "", words.casefold())
    for code in ("easy-read", "large-print", "braille", "audio", "bsl"):
        if re.sub(r"[^a-z]", "", code) in plain or re.sub(r"[^a-z]", "", NEEDS[code].casefold()) in plain:
            return code
    return None


def next_number(taken: list[str]) -> str:
    """The number for the next member: one more than the highest, at least three figures."""
    return f"{max((int(number) for number in taken if number.isdecimal()), default=0) + 1:03d}"


def need_words(need: str, detail: str) -> str:
    """An information need as staff read it on every page: ``Easy Read, short sentences``."""
    return ", ".join(part for part in (NEEDS.get(need, need), detail.strip()) if part)
