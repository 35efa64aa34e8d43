"""People found by what somebody typed."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.office.importing.names import Known, NameLookup
from carecoop_desktop.platform.office.importing.values import Unreadable

_PEOPLE = [Known(1, "Renée Evans", ("E01",)), Known(2, "Ann Lee"), Known(3, "ANN LEE"), Known(4, "Tolu Zieliński")]


@pytest.mark.parametrize("typed", ["Renée Evans", "renee  evans", "Evans, Renée", "e01"])
def test_a_person_is_found_however_they_are_written(typed: str) -> None:
    assert NameLookup("PA", _PEOPLE).find(typed).id == 1


def test_nobody_is_guessed_but_a_near_name_is_told() -> None:
    with pytest.raises(Unreadable, match="no such PA") as refused:
        NameLookup("PA", _PEOPLE).find("Tolu Zielinska")
    assert "Tolu Zieliński?" in refused.value.accepted
    with pytest.raises(Unreadable) as refused:
        NameLookup("member", []).find("x" * 10_000)
    assert refused.value.accepted == "the name of a member of this office"


def test_a_name_that_two_people_have_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than one PA of that name"):
        NameLookup("PA", _PEOPLE).find("Ann Lee")


def test_one_person_under_two_spellings_is_one() -> None:
    assert NameLookup("PA", [Known(1, "Renée Evans", ("Renee Evans",))]).find("Renee Evans").id == 1


def test_a_name_the_wrong_way_round_is_refused_with_the_right_one() -> None:
    with pytest.raises(Unreadable) as trouble:
        NameLookup("PA", [Known(1, "Renée Evans")]).find("EVANS Renee")
    assert "Renée Evans?" in trouble.value.accepted
