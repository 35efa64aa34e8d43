"""Statutory pay while somebody is away: sickness, birth, adoption, bereavement and neonatal care."""

from carecoop_desktop.statutory.statutory_pay.earnings import (
    Average,
    average_weekly,
    relevant_average,
    relevant_period,
)
from carecoop_desktop.statutory.statutory_pay.family import family_pay, rate_of_week
from carecoop_desktop.statutory.statutory_pay.family_tests import Claim, FamilyPayKind, examine, relevant_week
from carecoop_desktop.statutory.statutory_pay.outcome import Check, Outcome
from carecoop_desktop.statutory.statutory_pay.recovery import Recovered, is_small_employer, recover
from carecoop_desktop.statutory.statutory_pay.sick import Linked, Spell, sick_pay

__all__ = [
    "Average",
    "Check",
    "Claim",
    "FamilyPayKind",
    "Linked",
    "Outcome",
    "Recovered",
    "Spell",
    "average_weekly",
    "examine",
    "family_pay",
    "is_small_employer",
    "rate_of_week",
    "recover",
    "relevant_average",
    "relevant_period",
    "relevant_week",
    "sick_pay",
]
