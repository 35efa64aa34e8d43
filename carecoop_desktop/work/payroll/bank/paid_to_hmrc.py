"""Which tax months a bank file has paid HMRC for already, so that no month is paid twice unnoticed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work

_PAID = "payroll.hmrc_paid"


@dataclass(frozen=True, slots=True)
class HmrcPaid:
    """A bank file with a payment to HMRC: when it was saved, and by whom."""

    at: datetime
    by: str


def hmrc_paid(reader: Reader) -> dict[str, list[HmrcPaid]]:
    """The files saved so far, oldest first, by the reference of the payment: it names the scheme and the tax month."""
    kept = reader.setting(_PAID, {})
    return {
        reference: [HmrcPaid(datetime.fromisoformat(one["at"]), one["by"]) for one in files]
        for reference, files in kept.items()
    }


def keep_hmrc_paid(work: Work, references: Iterable[str], at: datetime) -> None:
    """A file was saved that pays HMRC under these references.

    How much is not kept here: everybody who reads the history reads settings, and a scheme may have one PA only.
    """
    kept = dict(work.reader.setting(_PAID, {}))
    one = {"at": at.isoformat(), "by": work.reader.user.name}
    for reference in references:
        kept[reference] = [*kept.get(reference, []), one]
    work.set_setting(_PAID, kept)
