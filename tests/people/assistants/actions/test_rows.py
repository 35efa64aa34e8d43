"""Entries as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from carecoop_desktop.people.assistants.actions.rows import (
    dbs_values,
    file_rows,
    person_values,
    training_values,
)
from carecoop_desktop.people.assistants.entries import Dbs, Person, Support, Training, WholeFile


def test_a_person_is_found_by_the_folded_name() -> None:
    assert person_values(Person("Siân ŁUKASZ"))["name_key"] == "sian lukasz"


def test_policy_fills_the_renewal_and_a_given_day_stays() -> None:
    assert dbs_values(Dbs("1", date(2026, 1, 31)))["renew_by"] == date(2029, 1, 31)
    assert dbs_values(Dbs("1", date(2026, 1, 31), renew_by=date(2027, 1, 1)))["renew_by"] == date(2027, 1, 1)
    assert dbs_values(Dbs("1", None))["renew_by"] is None


def test_a_course_fills_its_renewal_and_an_unknown_one_has_none() -> None:
    assert training_values(Training("medicines", date(2026, 2, 1)))["renew_by"] == date(2027, 2, 1)
    assert training_values(Training("unknown", date(2026, 2, 1)))["renew_by"] is None


def test_a_whole_file_becomes_rows_of_each_table(whole: Callable[..., WholeFile]) -> None:
    rows = list(file_rows(whole(supports=(Support(4, date(2026, 1, 1), 600),)), 7))
    counted = Counter(kind.__tablename__ for kind, _values in rows)
    assert counted == {
        "assistant_contract": 1, "assistant_pay_rate": 4, "assistant_bank": 1, "assistant_tax": 1,
        "assistant_vetting": 5, "assistant_dbs": 1, "assistant_right_to_work": 1, "assistant_reference": 2,
        "assistant_training": 9, "assistant_supervision": 1, "support_link": 1,
    }  # fmt: skip
    assert {values["assistant_id"] for _kind, values in rows} == {7}


def test_an_empty_file_has_no_rows() -> None:
    assert list(file_rows(WholeFile(Person("Ann")), 1)) == []
