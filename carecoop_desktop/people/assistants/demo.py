"""Fills the PAs of a demo office: their terms, a complete staff file but for a few gaps, and whom they support."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from carecoop_desktop.people.assistants.actions.people import add_assistants
from carecoop_desktop.people.assistants.demo_matching import match_up
from carecoop_desktop.people.assistants.entries import (
    Bank,
    Contract,
    Dbs,
    PayRate,
    Person,
    Reference,
    RightToWork,
    Supervision,
    Tax,
    Training,
    VettingItem,
    WholeFile,
)
from carecoop_desktop.people.assistants.reference import courses
from carecoop_desktop.people.assistants.rules.terms import training_renew_by
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.dates import add_months, age_on, tax_year_start
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.demo_names import Person as Invented
from carecoop_desktop.platform.office.demo_names import Place, draw_people, draw_phone, draw_place
from carecoop_desktop.platform.office.office import Office

_CHECKERS = ("Priya Shah", "Rhian Lowe")
# The age at the end, and the tax code, of the first so many; the others are of working age with the usual code.
_SPECIAL = (
    (34, "1257L"), (29, "1257L"), (41, "BR"), (19, "1257L"), (67, "1257L"), (52, "K175"),
    (23, "1257L"), (38, "S1257L"), (45, "1257L M1"), (31, "1257L"), (57, "D0"), (26, "0T"),
)  # fmt: skip
_PAY = (1290, 1310, 1325, 1340, 1350, 1360, 1375, 1390, 1400, 1420, 1450, 1480, 1500, 1550)
_IDENTITY = ("Passport", "Passport and photo card licence", "Photo card licence and birth certificate")
_QUALIFIED = ("Level 2 Diploma, copy", "Level 3 Diploma, copy", "Care Certificate, copy", "None claimed, noted")
_WHY_LEFT = ("Verified by the last employer", "Verified by telephone, note on file", "First care post, noted")
_HISTORY = ("Complete, no gaps", "1 gap, explained", "2 gaps, explained")
_LANGUAGES = {"Welsh": "Welsh, English", "Polish": "Polish, English", "Romanian and Turkish": "Romanian, English"}
_WELSH_COUNCIL = "Wrexham"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Somebody under way."""

    place: int
    person: Invented
    home: Place
    born: date
    started: date
    code: str


def demo(office: Office, plan: DemoPlan) -> None:
    """Add the PAs with everything about them, matched with the members so that the hours of each add up."""
    dice = plan.dice("assistants")
    taken = set(office.read(member_names).values())
    drawn = [_draw(dice, plan, place, who) for place, who in enumerate(draw_people(dice, plan.assistants, taken))]
    matched = match_up(office, plan, [one.started for one in drawn])
    files = []
    for one in drawn:
        supports = tuple(matched[one.place])
        whole = _whole(dice, plan, one, sum(link.weekly_minutes or 0 for link in supports))
        interests = ", ".join(dict.fromkeys(link.match for link in supports if link.match))
        person = replace(whole.person, interests=interests)
        files.append(replace(whole, supports=supports, person=person))
    office.do(add_assistants, files)


def _draw(dice: random.Random, plan: DemoPlan, place: int, who: Invented) -> _Drawn:
    age, code = _SPECIAL[place] if place < len(_SPECIAL) else (dice.randint(22, 63), "1257L")
    born = date(plan.today.year - age, dice.randint(1, 10), dice.randint(1, 28))
    home = draw_place(dice)
    if home.council.startswith(_WELSH_COUNCIL) and code[0].isdigit():
        code = f"C{code}"
    recent = place % 8 == 3 and place > 3
    back = dice.randint(40, 190) if recent else dice.randint(400, 1900)
    started = max(plan.today - timedelta(days=back), add_months(born, 12 * 18 + 1))
    return _Drawn(place, who, home, born, started, code)


def _whole(dice: random.Random, plan: DemoPlan, one: _Drawn, minutes: int) -> WholeFile:
    return WholeFile(
        person=_person(dice, one),
        contract=_contract(one, plan, minutes),
        rates=_rates(dice, plan, one),
        bank=Bank(one.started, one.person.name, f"00{dice.randint(1000, 9999)}", f"{dice.randint(10**7, 10**8 - 1)}"),
        tax=_tax(dice, plan, one),
        vetting=_vetting(dice, one),
        dbs=_dbs(dice, plan, one),
        right_to_work=_right_to_work(dice, plan, one),
        references=_references(dice, plan, one),
        training=_training(dice, plan, one),
        supervisions=_supervisions(dice, plan, one),
    )


def _person(dice: random.Random, one: _Drawn) -> Person:
    plain = "".join(c for c in f"{one.person.first}.{one.person.last}".lower() if c.isascii() and c not in "' ")
    return Person(
        name=one.person.name,
        number=f"{one.place + 1:03d}",
        born=one.born,
        sex=one.person.sex,
        # Prefixes that the pattern allows; with the running number no two are alike.
        ni_number=f"X{'ACEHJLMP'[one.place % 8]}{(one.place * 7919 + 104729) % 10**6:06d}{dice.choice('ABCD')}",
        address=one.home.address,
        postcode=one.home.postcode,
        phone=draw_phone(dice),
        email=f"{plain}@example.org" if plain.strip(".") else "",
        started=one.started,
        languages=_LANGUAGES.get(one.person.family, "English"),
    )


def _apprentice(one: _Drawn, plan: DemoPlan) -> bool:
    return one.place == 6 and age_on(one.born, plan.today) < 25


def _contract(one: _Drawn, plan: DemoPlan, minutes: int) -> Contract:
    kind = "apprentice" if _apprentice(one, plan) else ("bank" if one.place % 9 == 8 else "permanent")
    return Contract(one.started, kind=kind, weekly_minutes=0 if kind == "bank" else minutes)


def _rates(dice: random.Random, plan: DemoPlan, one: _Drawn) -> tuple[PayRate, ...]:
    now = _PAY[dice.randrange(len(_PAY))]
    raised = plan.pay_from
    hourly = [(one.started, now)] if one.started >= raised else [(one.started, max(now - 60, 1230)), (raised, now)]
    rates = [PayRate("standard", pence, since) for since, pence in hourly]
    rates += [PayRate("waking-night", pence + 75, since) for since, pence in hourly]
    return (*rates, PayRate("sleep-in", 6500, one.started), PayRate("mileage", 45, one.started))


def _tax(dice: random.Random, plan: DemoPlan, one: _Drawn) -> Tax:
    age = age_on(one.born, plan.today)
    pensioned = 22 <= age < 66 and one.place % 10 != 9
    tax = Tax(
        since=one.started,
        tax_code=one.code,
        ni_letter=_letter(one, plan, age),
        loans=_loans(dice, one, age),
        pension="relief-at-source" if pensioned else "none",
        source="P9 notice",
    )
    if one.started < tax_year_start("2026-27"):
        return tax
    if one.place % 2 or one.code.endswith("M1"):
        return replace(tax, starter_statement="A", source="Starter checklist")
    return replace(tax, p45_pay=dice.randint(2, 9) * 61_230, p45_tax=0, p45_tax_year="2026-27", source="P45")


def _letter(one: _Drawn, plan: DemoPlan, age: int) -> str:
    if age >= 67:
        return "C"
    if age < 21:
        return "M"
    if _apprentice(one, plan):
        return "H"
    return "J" if one.place == 10 else "A"


def _loans(dice: random.Random, one: _Drawn, age: int) -> str:
    if one.place == 9:
        return "2+postgrad"
    if age > 45 or dice.random() > 0.28:
        return ""
    return "5" if age < 24 else dice.choice(("1", "2", "2", "4") if age > 30 else ("2", "2", "5"))


def _vetting(dice: random.Random, one: _Drawn) -> tuple[VettingItem, ...]:
    who = dice.choice(_CHECKERS)
    seen = one.started - timedelta(days=dice.randint(20, 45))
    held = {
        "identity": dice.choice(_IDENTITY),
        "why-left": dice.choice(_WHY_LEFT),
        "qualifications": dice.choice(_QUALIFIED),
        "history": dice.choice(_HISTORY),
        "health": "Statement, no adjustments" if dice.random() < 0.85 else "Statement, adjustments agreed",
    }
    items = [VettingItem(code, words, seen, who) for code, words in held.items()]
    if one.place % 31 == 17:
        items[3] = VettingItem("history", "2009 to 2011 still open", seen, who, complete=False)
    return tuple(items)


def _dbs(dice: random.Random, plan: DemoPlan, one: _Drawn) -> Dbs:
    oldest = plan.today - timedelta(days=dice.randint(120, 880))
    issued = max(one.started - timedelta(days=dice.randint(12, 40)), oldest)
    online = dice.random() < 0.6
    checked = max(issued, plan.today - timedelta(days=dice.randint(20, 270))) if online else None
    if one.place % 31 == 2:
        issued, online, checked = date(2024, 11, 18), True, date(2025, 11, 20)
    if one.place % 31 in (11, 23):
        issued, online, checked = add_months(plan.today, -36) + timedelta(days=10 + one.place), False, None
    lists = "both" if dice.random() < 0.25 else "adults"
    return Dbs(
        certificate=f"00{dice.randint(10**9, 10**10 - 1)}",
        issued_on=issued,
        barred_lists=lists,
        seen=issued + timedelta(days=dice.randint(2, 9)),
        seen_by=dice.choice(_CHECKERS),
        update_service=online,
        status_checked=checked,
        decision="No content",
    )


def _right_to_work(dice: random.Random, plan: DemoPlan, one: _Drawn) -> RightToWork:
    checked = one.started - timedelta(days=dice.randint(10, 40))
    who = dice.choice(_CHECKERS)
    if one.person.family in ("Nigerian", "South Asian") and dice.random() < 0.3:
        return RightToWork(
            "Share code checked, limited leave", checked, who, plan.today + timedelta(days=dice.randint(20, 500))
        )
    if one.person.family in ("Polish", "Romanian and Turkish"):
        return RightToWork("Share code checked, settled status", checked, who)
    return RightToWork(dice.choice(("Passport seen", "Passport, digital identity service")), checked, who)


def _references(dice: random.Random, plan: DemoPlan, one: _Drawn) -> tuple[Reference, ...]:
    asked = one.started - timedelta(days=dice.randint(30, 50))
    referees = (("Last care employer", "Manager"), ("Employer before", "Supervisor"))
    found = [
        Reference(who, relation, asked, asked + timedelta(days=dice.randint(5, 22)), True) for who, relation in referees
    ]
    if one.place % 31 == 27:
        found[1] = Reference("Employer before", "Supervisor", asked)
    return tuple(found)


def _training(dice: random.Random, plan: DemoPlan, one: _Drawn) -> tuple[Training, ...]:
    done = []
    for course in courses().for_everybody:
        if course.months == 0:
            day = min(one.started + timedelta(days=dice.randint(20, 80)), plan.today - timedelta(days=3))
            done.append(Training(course.code, day, "Dee Valley Training"))
            continue
        latest = plan.today - timedelta(days=dice.randint(15, course.months * 30 - 75))
        day = max(one.started - timedelta(days=dice.randint(0, 12)), latest)
        done.append(Training(course.code, day, dice.choice(("Dee Valley Training", "e-learning", "NHS England"))))
    return tuple(_slipped(one, plan, entry) for entry in done)


def _slipped(one: _Drawn, plan: DemoPlan, entry: Training) -> Training:
    """A few renewals fall due or have slipped: what an office meets every month."""
    lapse = {
        (5, "moving-handling"): -9,
        (13, "medicines"): 12,
        (19, "safeguarding-adults"): 25,
        (24, "fire-safety"): -3,
    }
    days = lapse.get((one.place % 31, entry.course))
    months = courses().by_code[entry.course].months
    if days is None or entry.done is None or training_renew_by(entry.done, months) is None:
        return entry
    lapsed = add_months(plan.today, -months) + timedelta(days=days)
    return replace(entry, done=lapsed) if lapsed >= one.started else entry


def _supervisions(dice: random.Random, plan: DemoPlan, one: _Drawn) -> tuple[Supervision, ...]:
    found = []
    day = max(plan.first, one.started) + timedelta(days=dice.randint(20, 60))
    while day <= plan.today:
        kind = dice.choice(("supervision", "supervision", "supervision", "observed"))
        found.append(Supervision(kind, day, dice.choice(_CHECKERS), "Notes on file"))
        day += timedelta(days=dice.randint(49, 76))
    if one.place % 31 == 15 and len(found) > 2:
        return tuple(found[:-2])
    return tuple(found)
