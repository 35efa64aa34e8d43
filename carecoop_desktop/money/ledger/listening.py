"""What the ledger does when a pay run is finished: in the same transaction, or the run is not finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from carecoop_desktop.money.ledger.actions.posting import post
from carecoop_desktop.money.ledger.rules.entry import Entry, Leg, transfer
from carecoop_desktop.money.ledger.rules.words import RELIEFS, member_code
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.events import Borne, Charge, PayRunFinished, Relief

_NAMED = 12
"""So many payslips are named in the text of a posting; the rest are counted."""


def charge_accounts(work: Work, event: PayRunFinished) -> None:
    """Charge every member with their share of a pay run and set up what is owed to PAs, HMRC and pension providers.

    One entry for the run: for each member wages, on-costs and expenses apart, the wages with their minutes and the
    payslips behind them. What employers are relieved of lowers what HMRC is owed. Raises Refusal where the charges are
    not what the run costs.
    """
    owed = event.net + event.tax + event.ee_ni + event.er_ni + event.student_loans
    owed += event.ee_pension + event.er_pension + event.orders + event.order_fees
    charged = sum(charge.pence for charge in event.charges)
    if owed != charged:
        raise Refusal(
            f"The pay run does not balance: it costs {format_money(owed)} and charges {format_money(charged)}.",
            "Nothing was posted or paid. Work the run out again.",
        )
    post(work, pay_run_entry(event))


def pay_run_entry(event: PayRunFinished) -> Entry:
    """The entry of a finished pay run."""
    title = f"Pay run, {event.title}"
    legs: list[Leg] = []
    own = 0
    for member_id, share in _shares(event.charges).items():
        if member_id is None:
            own = share.pence
            legs += share.legs("coop-pay", title)
        else:
            legs += share.legs(member_code(member_id), title)
    if own:
        legs += transfer(own, "wages", title)
    hmrc = event.tax + event.ee_ni + event.er_ni + event.student_loans
    legs.append(Leg("net-pay-owed", "net-pay", -event.net))
    legs.append(Leg("hmrc-owed", "hmrc", -hmrc))
    legs.append(Leg("pension-owed", "pension", -(event.ee_pension + event.er_pension)))
    legs.append(Leg("orders-owed", "orders", -event.orders))
    if event.order_fees:
        # The employer may keep them for its trouble: money of the co-op's, drawn when the two banks are settled.
        legs += transfer(-event.order_fees, "order-fee", title)
        legs.append(Leg("coop-fees", "order-fee", -event.order_fees, text=title))
    for relief in event.reliefs:
        legs += _relief_legs(relief, title)
    for one in event.borne:
        legs += _borne_legs(one, title)
    return Entry(event.pay_date, title, "pay_run", tuple(leg for leg in legs if leg.pence), event.pay_run_id)


def _relief_legs(relief: Relief, title: str) -> Iterator[Leg]:
    """HMRC gets so much less, and it stays with whoever is the employer: that member, or the co-op."""
    text = f"{title}: {RELIEFS[relief.kind]}, {relief.employer}"
    yield Leg("hmrc-owed", "relief", relief.pence, text=text)
    if relief.member_id is not None:
        yield Leg(member_code(relief.member_id), "relief", -relief.pence, text=text)
        return
    yield from transfer(-relief.pence, "relief", text)
    yield Leg("coop-reliefs", "relief", -relief.pence, text=text)


def _borne_legs(one: Borne, title: str) -> Iterator[Leg]:
    """The PA was paid so much more than the net pay and does not owe it any longer: it is whoever is the employer's."""
    text = f"{title}: National Insurance of {one.assistant} for {one.tax_year} that can no longer be taken from pay"
    yield Leg("net-pay-owed", "net-pay", -one.pence, text=text)
    if one.member_id is not None:
        yield Leg(member_code(one.member_id), "ni-borne", one.pence, text=text)
        return
    yield from transfer(one.pence, "ni-borne", text)
    yield Leg("coop-pay", "ni-borne", one.pence, text=text)


@dataclass(slots=True)
class _Share:
    """One member's, or the co-op's, part of a run."""

    pay: int = 0
    on_costs: int = 0
    expenses: int = 0
    minutes: int = 0
    slips: list[Charge] = field(default_factory=list)

    def add(self, charge: Charge) -> None:
        self.pay += charge.pay
        self.on_costs += charge.on_costs
        self.expenses += charge.expenses
        self.minutes += charge.minutes
        self.slips.append(charge)

    @property
    def pence(self) -> int:
        return self.pay + self.on_costs + self.expenses

    def legs(self, account: str, title: str) -> Iterator[Leg]:
        yield Leg(account, "wages", self.pay, minutes=self.minutes, text=f"{title}: {self._named()}")
        yield Leg(account, "on-costs", self.on_costs, text=title)
        yield Leg(account, "expenses", self.expenses, text=title)

    def _named(self) -> str:
        named = [f"{slip.assistant} {format_hours(slip.minutes)} h" for slip in self.slips[:_NAMED]]
        rest = len(self.slips) - len(named)
        return ", ".join(named) + (f" and {rest} more" if rest else "")


def _shares(charges: Iterable[Charge]) -> dict[int | None, _Share]:
    shares: dict[int | None, _Share] = {}
    for charge in charges:
        shares.setdefault(charge.member_id, _Share()).add(charge)
    return shares
