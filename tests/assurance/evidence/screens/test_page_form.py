"""What the evidence page says, without a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from carecoop_desktop.assurance.evidence.frameworks import shelf
from carecoop_desktop.assurance.evidence.queries import CheckLine, Gap, Overview, overview
from carecoop_desktop.assurance.evidence.rules import Standing, State
from carecoop_desktop.assurance.evidence.screens.page_form import (
    MOST_GAPS,
    also_counts,
    check_rows,
    context_line,
    document_fields,
    first_line,
    gap_words,
    gaps_of,
    list_lines,
    suggested,
)
from carecoop_desktop.platform.desktop.page import Tag
from carecoop_desktop.platform.office.office import Office

SAF = "cqc-saf-2023"


def line(check_id: str, names: int) -> CheckLine:
    gaps = tuple(Gap("members", n, f"{check_id} {n}", "late") for n in range(names))
    return CheckLine(check_id, check_id.title(), "0 of 9", "all", "", Standing.GAP, State("gap", "bad"), gaps)


def page_of(office: Office) -> Overview:
    return office.read(overview, SAF)


def test_topics_are_set_in_below_their_question(office: Office) -> None:
    lines = list_lines(page_of(office))
    assert lines[0].cells[:2] == ("Safe", "8 topics")
    assert lines[0].topic is None
    assert str(lines[1].cells[0]).strip() == "Learning culture"
    assert lines[1].topic is not None


def test_the_page_opens_at_the_first_gap(office: Office, people: tuple[int, int]) -> None:
    lines = list_lines(page_of(office))
    opened = lines[first_line(lines)].topic
    assert opened is not None
    assert opened.state.tone == "warn"
    assert first_line([]) == 0


def test_the_context_has_live_figures_and_what_is_wrong_with_files(office: Office, filed: Callable[..., int]) -> None:
    page = page_of(office)
    said = context_line(replace(page, faults=("own.toml cannot be used.",)))
    assert said.startswith("CQC single assessment framework · 34 quality statements · ")
    assert said.endswith("no pack yet · own.toml cannot be used.")
    draft = context_line(office.read(overview, "cqc-asc-2026-draft"))
    assert " · draft · " in draft


def test_gaps_of_different_checks_take_turns_and_are_counted(office: Office) -> None:
    topic = page_of(office).questions[0].topics[0]
    shown, more = gaps_of(replace(topic, checks=(line("first", 9), line("second", 3))))
    assert len(shown) == MOST_GAPS
    assert more == 12 - MOST_GAPS
    assert [gap.name for _check, gap in shown[:4]] == ["first 0", "second 0", "first 1", "second 1"]


def test_words_for_checks_and_gaps() -> None:
    check = line("consent", 1)
    assert check_rows([check]) == [["Consent", "0 of 9", "all", Tag("gap", "bad")]]
    assert gap_words(check, check.gaps[0]) == "consent 0: late"
    assert gap_words(check, replace(check.gaps[0], why="")) == "consent 0: consent"
    assert suggested(check.gaps[0], check) == "Consent: consent 0"
    assert suggested(None, None) == ""


def test_the_kinds_that_fit_the_topic_come_first(office: Office) -> None:
    page = page_of(office)
    topic = next(one for one in page.questions[0].topics if one.topic.id == "S5")
    field = document_fields(page.framework, topic)[0]
    assert [value for value, _words in field.choices][:2] == ["EC4", "EC5"]
    assert len(field.choices) == 6


def test_it_says_where_else_a_document_counts() -> None:
    known = shelf()
    places = [(known.frameworks["cqc-asc-2026-draft"], "S-6")]
    assert also_counts(places) == "It counts for CQC 2026 draft Safe staffing as well."
    assert also_counts([]) == ""
