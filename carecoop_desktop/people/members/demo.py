"""Fills the members of a demo office: people with a life, their families, consents, and what they asked for."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from carecoop_desktop.people.members.actions import add_members, bring_records
from carecoop_desktop.people.members.entries import MemberFields, NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.demo_names import Person, draw_people, draw_person, draw_phone, draw_place
from carecoop_desktop.platform.office.office import Office

_NEEDS = (("large-print", "18 point"), ("easy-read", "short sentences"), ("e-mail", ""), ("phone-only", ""),
          ("bsl", "interpreter booked through the council"), ("audio", "on a memory stick"),
          ("more-time", "ring back the next day"), ("carer-too", ""), ("translation", "Polish"),
          ("large-print", "on yellow paper"), ("makaton", ""), ("lip-reading", "face the window"))  # fmt: skip
_NEED_SHARE = 0.55
_CONTACT_BY = ("Phone", "Text message", "E-mail", "Letter", "Phone, after 10", "Through their sister")
_THROUGH = ("In person", "Phone", "Circle meeting", "Through their PA", "E-mail", "Review")
_LATE_REVIEWS = 2
_LATE_CONSENTS = 1
_WAITING = 4


@dataclass(frozen=True, slots=True)
class _Made:
    """A member under way: who, which life, and where in the row of members."""

    place: int
    person: Person
    fields: MemberFields
    life: dict[str, Any]

    @property
    def supported(self) -> bool:
        return self.fields["status"] != "joining"


@cache
def _words() -> dict[str, Any]:
    with resource("demo", "members.toml").open("rb") as file:
        return tomllib.load(file)


def demo(office: Office, plan: DemoPlan) -> None:
    """Make the members: nearly all active, one joining, one paused, with a year of requests behind them."""
    dice = plan.dice("members")
    used: Counter[str] = Counter()
    made = [_member(dice, plan, place, person, used) for place, person in enumerate(draw_people(dice, plan.members))]
    ids = office.do(add_members, [member.fields for member in made]).value
    numbered = list(zip(ids, made, strict=True))
    office.do(
        bring_records,
        contacts=[c for i, m in numbered for c in _contacts(dice, i, m)],
        needs=[n for i, m in numbered for n in _needs(dice, plan, i, m)],
        consents=[c for i, m in numbered for c in _consents(dice, plan, i, m)],
        requests=[r for i, m in numbered if m.supported for r in _requests(dice, plan, i, m)],
    )


def _life(person: Person, used: Counter[str]) -> tuple[dict[str, Any], str]:
    """A life that fits the person, of those told least often so far, and one of its sayings."""
    fitting = [
        life
        for life in _words()["life"]
        if life.get("sex", person.sex) == person.sex and person.family in life.get("families", [person.family])
    ]
    life = min(fitting, key=lambda each: (used[each["about"]], "families" not in each))
    quote = life["quotes"][used[life["about"]] % len(life["quotes"])]
    used[life["about"]] += 1
    return life, quote


def _member(dice: random.Random, plan: DemoPlan, place: int, person: Person, used: Counter[str]) -> _Made:
    life, quote = _life(person, used)
    home = draw_place(dice)
    status = {plan.members // 3: "joining", 2 * plan.members // 3: "paused"}.get(place, "active")
    joined = plan.first - timedelta(days=dice.randint(0, 1500)) if dice.random() < 0.85 else _within(dice, plan, 150)
    if status == "joining":
        joined = plan.today + timedelta(days=14)
    written = min(max(joined, plan.today - timedelta(days=dice.randint(5, 300))), plan.today)
    fields: MemberFields = {
        "number": f"{place + 1:03d}",
        "name": person.name,
        "known_as": "",
        "born": date(life["born"] + dice.randint(0, 7), dice.randint(1, 12), dice.randint(1, 28)),
        "nhs_number": nhs_number(dice),
        "address": home.address,
        "postcode": home.postcode,
        "phone": draw_phone(dice),
        "email": _email(dice, person),
        "status": status,
        "joined": joined,
        "employer": "co-op" if dice.random() < 0.9 else "member",
        "directs_care": "representative" if dice.random() < 0.2 else "member",
        "quote": quote,
        "contact_by": dice.choice(_CONTACT_BY),
    }
    if status != "joining":
        fields |= {
            "about_me": life["about"].format(name=person.first),
            "important_to_me": life["important"],
            "how_to_support_me": life["support"],
            "about_written": written,
            "plan_review": _plan_review(dice, plan, place),
        }
    return _Made(place, person, fields, life)


def _plan_review(dice: random.Random, plan: DemoPlan, place: int) -> date:
    """Reviews lie ahead, but for a few that slipped."""
    if place % max(plan.members // _LATE_REVIEWS, 4) == 3:
        return plan.today - timedelta(days=dice.randint(4, 40))
    return plan.today + timedelta(days=dice.randint(12, 330))


def _within(dice: random.Random, plan: DemoPlan, days: int) -> date:
    return plan.today - timedelta(days=dice.randint(20, days))


def nhs_number(dice: random.Random) -> str:
    """A number of the range that the NHS keeps for tests (999 ...), with its check digit."""
    while True:
        first = f"999{dice.randint(0, 999999):06d}"
        check = 11 - sum(int(figure) * weight for figure, weight in zip(first, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{first}{check % 11}"


def _email(dice: random.Random, person: Person) -> str:
    plain = "".join(letter for letter in fold(f"{person.first}.{person.last}") if letter.isalnum() or letter == ".")
    return f"{plain}@example.org" if dice.random() < 0.6 else ""


def _contacts(dice: random.Random, member_id: int, made: _Made) -> list[NewContact]:
    born, joined = made.fields["born"], made.fields["joined"]
    relations = ("mother", "sister", "father", "brother") if born and born.year > 1970 else ("daughter", "son", "niece")
    relation = dice.choice(relations)
    female = relation in ("mother", "sister", "daughter", "niece")
    near = f"{draw_person(dice, 'F' if female else 'M', made.person.family).first} {made.person.last}"
    contacts = [NewContact(member_id, near, "next-of-kin", relation, draw_phone(dice), "", joined)]
    if made.fields["directs_care"] == "representative":
        contacts.insert(0, NewContact(member_id, near, "suitable-person", relation, contacts[0].phone, "", joined,
                                      note="Agreed with the council; letter on file"))  # fmt: skip
    elif dice.random() < 0.3:
        role = dice.choice(("nominee", "lpa-money", "lpa-health", "deputy", "advocate"))
        other = draw_person(dice)
        note = "Registered power seen, certified copy on file" if role.startswith("lpa") else ""
        contacts.append(NewContact(member_id, other.name, role, dice.choice(("friend", "solicitor", "cousin")),
                                   draw_phone(dice), "", joined, note=note))  # fmt: skip
    if dice.random() < 0.5:
        contacts.append(
            NewContact(member_id, draw_person(dice).name, "emergency", "neighbour", draw_phone(dice, False))
        )
    return contacts


def _needs(dice: random.Random, plan: DemoPlan, member_id: int, made: _Made) -> list[NewNeed]:
    if not made.supported:
        return []
    recorded = plan.today - timedelta(days=dice.randint(10, 300))
    if dice.random() > _NEED_SHARE:
        return [NewNeed(member_id, "none", "", recorded)]
    first, *_ = picked = dice.sample(_NEEDS, 2)
    chosen = picked if dice.random() < 0.25 and picked[0][0] != picked[1][0] else [first]
    return [NewNeed(member_id, need, detail, recorded) for need, detail in chosen]


def _consents(dice: random.Random, plan: DemoPlan, member_id: int, made: _Made) -> list[NewConsent]:
    if not made.supported:
        return []
    late = made.place % max(plan.members // _LATE_CONSENTS, 6) == 5
    recorded = add_months(plan.today, -12) - timedelta(days=20) if late else _recorded(dice, plan)
    spoken = made.fields["directs_care"] == "representative"
    given_by, basis = ("A best-interests meeting", "best-interests") if spoken else (made.person.name, "own")
    subjects = ["support", "sharing", "money"] + [
        s for s in ("inspection", "medicines", "photos") if dice.random() < 0.6
    ]
    return [
        NewConsent(member_id, subject, subject != "photos" or dice.random() < 0.5, given_by, basis, recorded,
                   add_months(recorded, 12))
        for subject in subjects
    ]  # fmt: skip


def _recorded(dice: random.Random, plan: DemoPlan) -> date:
    return plan.today - timedelta(days=dice.randint(3, 320))


def _requests(dice: random.Random, plan: DemoPlan, member_id: int, made: _Made) -> list[NewRequest]:
    asked_for = dice.sample(_words()["request"], dice.choice((0, 1, 1, 2, 2, 3, 4)))
    if made.place % 46 == _WAITING:
        gym = next(words for words in _words()["request"] if "gym" in words["what"])
        return [NewRequest(member_id, gym["what"], "Circle meeting", plan.today - timedelta(days=11))]
    earliest = max(plan.first, made.fields["joined"] or plan.first)
    return [_request(dice, plan, member_id, words, earliest) for words in asked_for]


def _request(dice: random.Random, plan: DemoPlan, member_id: int, words: dict[str, Any], earliest: date) -> NewRequest:
    asked = plan.today - timedelta(days=dice.randint(0, (plan.today - earliest).days))
    least, most = words["days"]
    answered = asked + timedelta(days=dice.randint(least, most))
    through = dice.choice(_THROUGH)
    if answered >= plan.today or ((plan.today - asked).days < 16 and dice.random() < 0.4):
        return NewRequest(member_id, words["what"], through, asked)
    result = "declined" if words.get("declined") else "done"
    return NewRequest(member_id, words["what"], through, asked, result, answered, words["answer"])
