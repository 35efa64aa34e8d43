"""The pack: frozen, picklable, and without anything that must not travel."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from carecoop_desktop.assurance.evidence.queries import pack
from carecoop_desktop.people.members.actions import ask_for_change
from carecoop_desktop.people.members.entries import NewRequest
from carecoop_desktop.platform.office.office import Office


def test_a_pack_says_whose_for_what_and_when(office: Office) -> None:
    made = office.read(pack, "CQC-SAF-2023")
    assert (made.office, made.made_by, made.made_on) == (
        "Dee Valley Care Co-operative",
        "Priya Shah",
        date(2026, 11, 30),
    )
    assert made.framework.id == "cqc-saf-2023"
    assert made.practice
    assert (made.chain_number, len(made.chain_hash), made.chain_holds) == (1, 64, True)


def test_a_pack_can_be_sent_to_another_process_and_not_be_changed(office: Office, people: tuple[int, int]) -> None:
    made = office.read(pack, "cqc-saf-2023")
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(FrozenInstanceError):
        made.met = 99  # type: ignore[misc]


def test_people_behind_a_gap_are_named_by_initials_and_number(office: Office, people: tuple[int, int]) -> None:
    made = office.read(pack, "cqc-saf-2023")
    dbs = next(check for check in made.gaps if "DBS" in check.title)
    who, why = dbs.gaps[0]
    assert who.startswith("PA ")
    assert who.endswith("(M.N.)")
    assert why == "no certificate recorded"


def test_no_name_address_or_own_words_are_in_it(office: Office, people: tuple[int, int]) -> None:
    office.do(ask_for_change, NewRequest(people[0], "Marek to come at nine", asked=date(2026, 10, 1)))
    said = repr(office.read(pack, "cqc-saf-2023"))
    assert "a request has been open for 60 days" in said
    for hidden in ("Marek", "Nowak", "Ann Hay", "Mill Lane", "CH1 2AB", "Quay Street", "01244"):
        assert hidden not in said


def test_documents_and_counterparts_stand_with_their_topic(office: Office, filed: Callable[..., int]) -> None:
    filed()
    made = office.read(pack, "cqc-saf-2023")
    topic = next(one for one in made.questions[0].topics if one.topic.id == "S6")
    kind, one = topic.documents[0]
    assert (kind, one.title) == ("Processes", "Recruitment policy")
    assert "CQC 2026 draft: S-6 Safe staffing" in topic.elsewhere
    assert made.documents == 1


def test_a_framework_that_does_not_ask_for_the_chain_leaves_it_open(office: Office) -> None:
    made = office.read(pack, "ofsted-sccif-ifa")
    asked = any("history_chain_holds" in topic.checks for topic in made.framework.topics)
    assert (made.chain_holds is None) is not asked
