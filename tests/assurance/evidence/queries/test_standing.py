"""Live checks count real records; what is not kept or not allowed is never met."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from carecoop_desktop.assurance.evidence.queries import (
    check_line,
    check_title,
    frameworks,
    overview,
    run_check,
)
from carecoop_desktop.assurance.evidence.rules import Standing
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.checks import CHECKS
from carecoop_desktop.platform.office.features import CheckResult, LiveCheck
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader

SAF = "cqc-saf-2023"


class Given:
    """A check of this test's own, found as the rooms' checks are."""

    def __init__(self, query: Callable[[Reader], CheckResult]) -> None:
        self._query = query

    def load(self) -> Callable[[Reader], CheckResult]:
        """The query itself."""
        return self._query


@pytest.fixture
def given_check() -> Iterator[Callable[..., None]]:
    """Puts checks into the register and takes them out again."""
    before = dict(CHECKS)

    def give(check_id: str, query: Callable[[Reader], CheckResult]) -> None:
        CHECKS[check_id] = LiveCheck(check_id, "A check of this test", Given(query))  # type: ignore[arg-type]

    yield give
    CHECKS.clear()
    CHECKS.update(before)


def test_every_room_brings_its_checks_when_an_office_opens(office: Office) -> None:
    assert {"dbs_in_date", "consent_recorded", "history_chain_holds", "backup_recent"} <= set(CHECKS)


def test_a_check_counts_real_people(office: Office, people: tuple[int, int]) -> None:
    result = office.read(run_check, "dbs_in_date")
    assert result is not None
    assert (result.met, result.total) == (0, 1)
    line = office.read(check_line, "dbs_in_date")
    assert (line.now, line.aim, line.state.word) == ("0 of 1", "all", "1 gap")
    assert (line.gaps[0].kind, line.gaps[0].record_id, line.gaps[0].name) == ("assistants", people[1], "Marek Nowak")


def test_a_check_that_no_room_keeps_is_never_met(office: Office) -> None:
    assert office.read(run_check, "incidents_told") is None
    line = office.read(check_line, "incidents_told")
    assert line.standing is Standing.NOT_KEPT
    assert line.state.word == "not kept in CareCoop yet"
    assert line.title == "Incidents told"


def test_a_check_that_this_role_may_not_see_is_hidden(office: Office, given_check: Callable[..., None]) -> None:
    def forbidden(_reader: Reader) -> CheckResult:
        raise NotAllowed("Only payroll may.")

    given_check("secret", forbidden)
    assert office.read(check_line, "secret").standing is Standing.HIDDEN


def test_a_gap_without_named_records_counts_what_is_short(office: Office, given_check: Callable[..., None]) -> None:
    given_check("short", lambda _reader: CheckResult(7, 10, 90))
    line = office.read(check_line, "short")
    assert (line.now, line.aim, line.state.word, line.state.tone) == ("7 of 10", "90%", "3 gaps", "warn")


def test_titles_come_from_the_rooms_or_from_the_id(office: Office) -> None:
    assert check_title("dbs_in_date") == CHECKS["dbs_in_date"].title
    assert check_title("hours_worked_vs_plan") == "Hours worked against plan"


def test_frameworks_in_force_come_first(office: Office) -> None:
    found = office.read(frameworks)
    assert found[0].status == "in force"
    assert [one.status == "in force" for one in found] == sorted(
        [one.status == "in force" for one in found], reverse=True
    )


def test_an_overview_has_every_topic_with_its_checks_and_documents(
    office: Office, people: tuple[int, int], filed: Callable[..., int]
) -> None:
    filed()
    page = office.read(overview, "CQC-SAF-2023")
    assert [len(question.topics) for question in page.questions] == [8, 6, 5, 7, 8]
    staffing = next(topic for topic in page.questions[0].topics if topic.topic.id == "S6")
    assert [one.title for one in staffing.documents] == ["Recruitment policy"]
    assert staffing.state.tone == "warn"
    assert staffing.met < staffing.kept <= len(staffing.checks)
    assert page.questions[0].state.tone == "warn"
    assert page.last_pack is None
    assert 0 < page.met < page.kept == sum(c.standing in (Standing.MET, Standing.GAP) for c in page.checks)


def test_the_same_document_counts_in_the_other_framework(office: Office, filed: Callable[..., int]) -> None:
    filed()
    page = office.read(overview, "cqc-asc-2026-draft")
    topics = {topic.topic.id: topic for question in page.questions for topic in question.topics}
    assert [one.title for one in topics["S-6"].documents] == ["Recruitment policy"]
    assert topics["S-1"].documents == ()


def test_an_empty_office_claims_nothing_about_people(office: Office) -> None:
    page = office.read(overview, SAF)
    dbs = next(line for line in page.checks if line.id == "dbs_in_date")
    assert dbs.standing is Standing.NOTHING
    with pytest.raises(Refusal):
        office.read(overview, "nothing")
