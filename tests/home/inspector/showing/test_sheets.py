"""What must not be seen is taken out of every part of a sheet."""

from __future__ import annotations

from carecoop_desktop.home.inspector.showing.sheets import Mark, Section, Sheet, kept_back


def test_every_part_of_a_sheet_is_gone_through() -> None:
    secret = "07700 900123"
    section = Section("Notes", ("What", "State"), ((f"Ring {secret}", Mark(f"to {secret}", "warn")),), (("plan", 1),),
                      f"Text {secret}", (("Fact", f"{secret}!"), ("Marked", Mark(secret, "met"))))  # fmt: skip
    kept = kept_back(Sheet("plan", 1, f"Plan {secret}", f"Since {secret}", (section,), f"Log {secret}"))
    assert secret not in repr(kept)
    assert kept.title == "Plan (number hidden)"
    assert kept.sections[0].rows[0][1] == Mark("to (number hidden)", "warn")
    assert kept.sections[0].facts[1] == ("Marked", Mark("(number hidden)", "met"))


def test_where_a_row_leads_stays() -> None:
    section = Section("People", ("Who",), (("Ann",),), (("plan", 7700900123),))
    assert kept_back(Sheet("plan-list", None, "Plans", "", (section,))).sections[0].opens == (("plan", 7700900123),)


def test_the_log_names_a_sheet_by_its_title_unless_told() -> None:
    assert Sheet("hours", None, "Hours", "", ()).log_line == "Hours"
    assert Sheet("hours", None, "Hours", "", (), "Hours (45)").log_line == "Hours (45)"
