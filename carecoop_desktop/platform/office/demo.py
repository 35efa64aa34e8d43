"""What a demo office is made of: how big, over which days, with dice that fall the same way every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The size and calendar of a demo office. Rooms fill it in the order of the house, through their own actions."""

    size: str
    members: int
    assistants: int
    circles: int
    first: date = date(2025, 12, 1)
    today: date = date(2026, 11, 30)
    pay_from: date = date(2026, 4, 1)

    def dice(self, room: str) -> random.Random:
        """Dice of a room's own: the same size gives the same office each time."""
        return random.Random(f"{self.size}:{room}")


PLANS = {
    "small": DemoPlan("small", members=8, assistants=6, circles=2),
    "office": DemoPlan("office", members=46, assistants=31, circles=6),
    "large": DemoPlan("large", members=460, assistants=310, circles=60),
}
