"""The record of why statutory pay is or is not due."""

from __future__ import annotations

from carecoop_desktop.statutory.statutory_pay.outcome import Check, Outcome, refused

YES, NO = Check(True, "Employed.", "s.1"), Check(False, "No notice.", "s.2")


def test_one_unmet_condition_is_enough() -> None:
    assert Outcome((YES,)).qualifies
    assert not Outcome((YES, NO)).qualifies
    assert Outcome((YES, NO)).reasons == ("No notice.",)


def test_a_refusal_reads_as_a_working() -> None:
    lines = refused((YES, NO), "sick pay").pay.lines
    assert [(line.label, line.text, line.rule) for line in lines[:2]] == [
        ("Met", "Employed.", "s.1"),
        ("Not met", "No notice.", "s.2"),
    ]
    assert (lines[-1].label, lines[-1].pence) == ("No sick pay", 0)
