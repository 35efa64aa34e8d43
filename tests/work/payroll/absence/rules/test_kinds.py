"""The kinds of absence and the pay that belongs to each."""

from carecoop_desktop.statutory.statutory_pay import FamilyPayKind
from carecoop_desktop.work.payroll.absence.rules.kinds import AWAY_SICK_OR_FAMILY, KINDS, STATUTORY, line_kind, word


def test_every_family_pay_has_its_absence_and_its_words() -> None:
    assert {kind.pay for kind in KINDS.values()} - {None} == set(FamilyPayKind)
    assert {line_kind(code) for code in AWAY_SICK_OR_FAMILY} == set(STATUTORY)


def test_what_the_law_does_not_pay_has_no_line() -> None:
    assert line_kind("unpaid") == line_kind("holiday") == ""


def test_who_may_not_see_why_reads_that_somebody_is_away() -> None:
    assert word("sickness") == "Sickness" and word("") == "Away"
