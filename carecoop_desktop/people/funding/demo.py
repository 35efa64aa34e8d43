"""Fills the funders and agreements of a demo office, each budget sized to the hours that its member has."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import date, timedelta

from carecoop_desktop.people.assistants.queries import support_links
from carecoop_desktop.people.funding.actions import add_agreements, add_funder
from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.funding.queries import MemberToFund, members_to_fund
from carecoop_desktop.people.funding.register import find_known
from carecoop_desktop.platform.kernel.money import divide_half_up
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office

_COUNCILS = ("Cheshire West and Chester", "Wirral", "Wrexham")
_BOARDS = ("NHS Cheshire and Merseyside ICB", "NHS Lancashire and South Cumbria ICB")
_WREXHAM_CODE = "W06000006"
_SURPLUS_WEEKS = {"Cheshire West and Chester": 8, "Wirral": 12}
_DEFAULT_MINUTES = 14 * 60
_PENCE_AN_HOUR = (1860, 1880, 1900, 1920)
_SPARE_PERCENT = 106


def demo(office: Office, plan: DemoPlan) -> None:
    """Add three councils, two boards and an agreement for every member; some have two funders."""
    dice = plan.dice("funding")
    ids = {name: office.do(add_funder, _funder(name)).value for name in (*_COUNCILS, *_BOARDS, "Own money")}
    minutes: dict[int, int] = {}
    for link in office.read(support_links, plan.today):
        minutes[link.member_id] = minutes.get(link.member_id, 0) + link.weekly_minutes
    councils = _councils_by_outward()
    agreements = []
    for place, member in enumerate(office.read(members_to_fund)):
        council = councils.get(member.outward, _COUNCILS[0])
        week = _round(minutes.get(member.id, _DEFAULT_MINUTES) * dice.choice(_PENCE_AN_HOUR) * _SPARE_PERCENT // 100)
        agreements += _agreements(dice, plan, member, place, council, week, ids)
    office.do(add_agreements, agreements)


def _funder(name: str) -> Funder:
    known = find_known(name)
    if known is not None:
        return Funder(known.name, known.kind, known.code, _SURPLUS_WEEKS.get(name, known.surplus_weeks))
    if name == "Wrexham":
        return Funder("Wrexham County Borough Council", "council", _WREXHAM_CODE)
    return Funder(name, "self" if name == "Own money" else "icb")


def _councils_by_outward() -> dict[str, str]:
    data = tomllib.loads(resource("demo", "names.toml").read_text(encoding="utf-8"))
    found = {}
    for town in data["town"]:
        council = next((name for name in _COUNCILS if town["council"].startswith(name)), _COUNCILS[0])
        found.update(dict.fromkeys(town["outward"], council))
    return found


def _round(sixtieths: int) -> int:
    """Minutes times pence an hour, as whole pence that end in 0 or 5."""
    return divide_half_up(sixtieths, 60 * 5) * 5


def _agreements(
    dice: random.Random, plan: DemoPlan, member: MemberToFund, place: int, council: str, week: int, ids: dict[str, int]
) -> list[Agreement]:
    start = max(member.joined or plan.first, date(2025, 4, 1))
    if place % 12 == 7 and council != "Wrexham":
        board = _BOARDS[place % 24 == 19]
        return _dated(dice, plan, place, Agreement(member.id, ids[board], "PHB", week, start, frequency="monthly"))
    if place % 23 == 11:
        return _dated(
            dice, plan, place, Agreement(member.id, ids["Own money"], "self", week, start, frequency="monthly")
        )
    scheme = "s117" if place % 17 == 13 else "DP"
    health = week * dice.randint(25, 40) // 100 // 5 * 5 if place % 9 == 4 and council != "Wrexham" else 0
    asked = 0 if scheme == "s117" or dice.random() < 0.45 else dice.randrange(600, 9600, 5)
    social = Agreement(member.id, ids[council], scheme, week - health, start, contribution=min(asked, week // 5),
                       reference=f"ASC/{dice.randint(100000, 999999)}")  # fmt: skip
    found = _dated(dice, plan, place, social)
    if health:
        found += _dated(
            dice, plan, place + 1, Agreement(member.id, ids[_BOARDS[0]], "PHB", health, start, frequency="monthly")
        )
    return found


def _dated(dice: random.Random, plan: DemoPlan, place: int, agreement: Agreement) -> list[Agreement]:
    """The agreement of this year, and that of the year before with its lower budget, where there was one."""
    review: date | None = plan.today + timedelta(days=dice.randint(50, 300))
    end: date | None = None
    if place % 46 == 9:
        review = plan.today - timedelta(days=9)
    elif place % 46 in (20, 33):
        review = plan.today + timedelta(days=12 + place % 7)
    elif place % 46 == 28:
        end, review = date(plan.today.year, 12, 31), None
    this_year = replace(agreement, start=max(agreement.start or plan.first, plan.pay_from), review=review, end=end)
    if agreement.start is None or agreement.start >= plan.pay_from:
        return [this_year]
    weekly = (agreement.weekly or 0) * 96 // 500 * 5
    contribution = min((agreement.contribution or 0) * 95 // 500 * 5, weekly)
    before = replace(agreement, weekly=weekly, contribution=contribution, end=plan.pay_from - timedelta(days=1))
    return [before, this_year]
