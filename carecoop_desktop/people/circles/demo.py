"""Fills the circles of a demo office: each member in a circle of their own area."""

from __future__ import annotations

from datetime import timedelta

from carecoop_desktop.people.circles.actions import add_circle, place_members
from carecoop_desktop.people.members.queries import MemberRecord, member_ids, member_record
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.demo_names import CircleName, circle_names
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader

_NEAR = {"Chester": ("Chester",), "Ellesmere Port": ("Ellesmere",), "Birkenhead": ("Wirral",), "Wallasey": ("Wirral",),
         "Heswall": ("Wirral",), "Wrexham": ("Wrexham",), "Llangollen": ("Wrexham",), "Northwich": ("Weaver",),
         "Frodsham": ("Weaver",)}  # fmt: skip


def demo(office: Office, plan: DemoPlan) -> None:
    """Make the circles and place the members, who joined theirs within a month of joining the co-operative."""
    names = circle_names(plan.circles)
    ids = [office.do(add_circle, name.name, name.area, name.meets).value for name in names]
    dice = plan.dice("circles")
    sizes = dict.fromkeys(ids, 0)
    places = []
    for member in office.read(_members):
        fitting = [i for i, name in zip(ids, names, strict=True) if _fits(name, member.address)] or ids
        circle_id = min(fitting, key=lambda i: (sizes[i], i))
        sizes[circle_id] += 1
        since = (member.joined or plan.first) + timedelta(days=dice.randint(0, 30))
        places.append((member.id, circle_id, min(since, plan.today)))
    office.do(place_members, places)


def _members(reader: Reader) -> list[MemberRecord]:
    return [member_record(reader, i) for i in member_ids(reader, "active", "paused")]


def _fits(circle: CircleName, address: str) -> bool:
    town = address.rpartition(", ")[2]
    return any(circle.name.startswith(start) for start in _NEAR.get(town, ()))
