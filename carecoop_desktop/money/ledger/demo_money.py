"""What came in and went out in a demo office's twelve months, member by member, before it is posted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from carecoop_desktop.money.ledger.entries import Payment, Receipt
from carecoop_desktop.people.funding.queries import Budget, BudgetLine, weekly_budgets
from carecoop_desktop.platform.kernel.dates import add_months, month_start
from carecoop_desktop.platform.kernel.money import share_out
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.timesheets.queries import worked_minutes

LOW_TENTHS = (16, 24, 33)
OVER_TENTHS = 148
_LEAST_TENTHS = 8
_LEAST_REFUND = 10_000
_IN_ARREARS = 2
_MISSED = 2
_HEADINGS = {"PHB": "phb", "self": "contribution"}
_COSTS = (
    ("insurance", "Employers’ liability insurance, one year", 9200),
    ("training", "Moving and handling course", 6500),
    ("activity", "Swimming lane and companion ticket", 2450),
    ("equipment", "Replacement bath board", 4380),
    ("agency", "Agency cover of one night", 19800),
)


@dataclass(slots=True)
class Year:
    """One member's twelve months: net movement by month, and the weekly budget now."""

    weekly: int = 0
    own_money: bool = False
    moved: dict[date, int] = field(default_factory=dict)

    def move(self, day: date, pence: int) -> None:
        """So much came in (went out, where negative) in a day's month."""
        month = month_start(day)
        self.moved[month] = self.moved.get(month, 0) + pence

    def lowest(self, begin: int = 0) -> int:
        """The lowest month-end, if it all began with so much."""
        running, least = begin, begin
        for month in sorted(self.moved):
            running += self.moved[month]
            least = min(least, running)
        return least


def months_of(plan: DemoPlan) -> list[date]:
    """The first day of every month of the plan."""
    count = (plan.today.year - plan.first.year) * 12 + plan.today.month - plan.first.month + 1
    return [add_months(month_start(plan.first), number) for number in range(count)]


def make_receipts(office: Office, plan: DemoPlan, dice: random.Random) -> list[Receipt]:
    """Every budget's payments: four-weekly or monthly in advance, less the contribution, which members pay in."""
    late = _late_payers(office, plan, dice)
    found: list[Receipt] = []
    for day, frequency in _calendar(plan):
        around = office.read(worked_minutes, day - timedelta(days=28), day + timedelta(days=28))
        for member, budget in office.read(weekly_budgets, day).items():
            # A funder stops paying for somebody who has had no support for weeks.
            for line in budget.lines if around.get(member) else ():
                if (line.frequency == "monthly") == (frequency == "monthly"):
                    found += _receipts(member, line, day, late)
    return [receipt for receipt in found if receipt.day <= plan.today]


def _calendar(plan: DemoPlan) -> Iterator[tuple[date, str]]:
    day = plan.first
    while day <= plan.today:
        yield day, "four-weekly"
        day += timedelta(days=28)
    for month in months_of(plan):
        yield month, "monthly"


def _receipts(member: int, line: BudgetLine, day: date, late: dict[int, date]) -> Iterator[Receipt]:
    weeks = 4 * 12 if line.frequency != "monthly" else 52
    heading = _HEADINGS.get(line.scheme, "direct-payment")
    net = (line.weekly - line.contribution) * weeks // 12
    if net > 0:
        own = line.scheme == "self"
        text = "Paid in by the member" if own else f"{line.funder}, four weeks from {day:%d %b %Y}".replace(" 0", " ")
        if line.frequency == "monthly" and not own:
            text = f"{line.funder}, {day:%B %Y}"
        yield Receipt(member, line.funder_id, heading, net, day, text)
    if line.contribution and not (member in late and day >= late[member]):
        share = line.contribution * weeks // 12
        yield Receipt(member, None, "contribution", share, day + timedelta(days=3), "Contribution, standing order")


def _late_payers(office: Office, plan: DemoPlan, dice: random.Random) -> dict[int, date]:
    """A few members whose last contributions did not come, with the day from which they are missing."""
    paying = sorted(member for member, budget in office.read(weekly_budgets, plan.today).items() if budget.contribution)
    chosen = dice.sample(paying, min(_IN_ARREARS * max(1, plan.members // 46), len(paying)))
    return dict.fromkeys(chosen, plan.today - timedelta(days=28 * _MISSED))


def make_costs(budgets: dict[int, Budget], plan: DemoPlan, dice: random.Random) -> list[Payment]:
    """A few invoices for about every second member."""
    made = []
    for member in sorted(budgets):
        for heading, text, pence in dice.sample(_COSTS, dice.choice((0, 1, 1, 2))):
            day = plan.first + timedelta(days=dice.randrange(20, (plan.today - plan.first).days - 10))
            made.append(Payment(member, heading, pence, day, text))
    return made


def settle(
    years: dict[int, Year], receipts: list[Receipt], plan: DemoPlan, dice: random.Random
) -> tuple[list[Receipt], list[Payment]]:
    """What came in with what each account began with, and what was paid back, so that each ends as a real one might."""
    wanted = _targets(years, dice)
    opening, refunds = [], []
    for member, year in sorted(years.items()):
        target = year.weekly * wanted[member] // 10
        if wanted[member] in LOW_TENTHS:
            receipts = _late_funder(receipts, member, year, target)
        moved = sum(year.moved.values())
        begin = max(target - moved, year.weekly * _LEAST_TENTHS // 10 - year.lowest(), 0)
        begin = -(-begin // 500) * 500
        if begin:
            opening.append(_beginning(member, year, begin, plan))
        over = (begin + moved - target) // 100 * 100
        if over > _LEAST_REFUND and not year.own_money:
            refunds += _paid_back(member, year, begin, over, plan)
    return [*opening, *receipts], refunds


def _late_funder(receipts: list[Receipt], member: int, year: Year, target: int) -> list[Receipt]:
    """A low account is mostly one whose council is late: its last payments have not come."""
    for late in [each for each in receipts if each.member_id == member and each.heading != "contribution"][:-3:-1]:
        if max(year.weekly, -year.lowest()) + sum(year.moved.values()) - late.pence < target:
            break
        year.move(late.day, -late.pence)
        receipts = [each for each in receipts if each is not late]
    return receipts


def _beginning(member: int, year: Year, begin: int, plan: DemoPlan) -> Receipt:
    """Older members bring money forward; for newer ones their funder paid the costs of starting."""
    first = min((month for month, pence in year.moved.items() if pence), default=plan.first)
    if first <= plan.first:
        return Receipt(member, None, "opening", begin, plan.first, "Brought forward from earlier books")
    return Receipt(member, None, "one-off", begin, first, "Start-up payment")


def _paid_back(member: int, year: Year, begin: int, over: int, plan: DemoPlan) -> list[Payment]:
    """Money not used goes back to the funder, each quarter where the account can bear it, else at the end."""
    days = [plan.today - timedelta(days=24 + 91 * quarter) for quarter in (3, 2, 1, 0)]
    parts = share_out(over, [1] * len(days))
    tried = Year(moved=dict(year.moved))
    for day, part in zip(days, parts, strict=True):
        tried.move(day, -part)
    if tried.lowest(begin) < year.weekly * _LEAST_TENTHS // 20:
        days, parts = days[-1:], [over]
    text = "Money not used, paid back to the funder"
    return [Payment(member, "refund", part, day, text) for day, part in zip(days, parts, strict=True) if part]


def _targets(years: dict[int, Year], dice: random.Random) -> dict[int, int]:
    """In tenths of a week: most between five and eleven weeks, three low, one over its council's limit."""
    members = sorted(years)
    found = {member: dice.randint(52, 112) for member in members}
    shared = [member for member in members if years[member].weekly and not years[member].own_money]
    chosen = dice.sample(shared, min(len(LOW_TENTHS) + 1, len(shared)))
    for member, tenths in zip(chosen, (*LOW_TENTHS, OVER_TENTHS), strict=False):
        found[member] = tenths
    return found
