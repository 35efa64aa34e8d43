"""The forms of funders and agreements: what they open with, and what their deeds do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.funding.queries import agreement, agreements_of, funders
from carecoop_desktop.people.funding.screens import forms
from carecoop_desktop.people.funding.screens.page import known_funder
from carecoop_desktop.platform.desktop.deed_form import Filling
from carecoop_desktop.platform.kernel.errors import Invalid
from carecoop_desktop.platform.office.office import Office

TODAY = date(2026, 11, 30)


def carry_out(office: Office, filling: Filling, **typed: Any) -> Any:
    """What pressing the button does, with these answers changed."""
    values = filling.given({**filling.opening, **typed})
    deed = filling.submit(values, filling.version)
    return office.do(deed.action, *deed.args, **deed.inputs).value


def test_a_known_name_brings_its_code_and_another_is_kept_as_typed(office: Office) -> None:
    carry_out(office, forms.new_funder(known_funder), name="CWAC")
    carry_out(office, forms.new_funder(known_funder), name="Brass Band Fund", kind="other")
    assert [(line.name, line.code) for line in office.read(funders)] == [
        ("Brass Band Fund", ""), ("Cheshire West and Chester", "E06000050"),
    ]  # fmt: skip


def test_a_code_that_was_typed_stands(office: Office) -> None:
    carry_out(office, forms.new_funder(known_funder), name="Wirral", code="X1")
    assert office.read(funders)[0].code == "X1"


def test_a_funder_opens_as_it_stands(office: Office, funder: Callable[..., int]) -> None:
    funder("Wirral", surplus_weeks=12)
    (line,) = office.read(funders)
    filling = forms.changing_funder(line, lambda: line)
    assert filling.opening == {"name": "Wirral", "kind": "council", "code": "", "surplus_weeks": 12}
    carry_out(office, filling, surplus_weeks=None)
    assert office.read(funders)[0].surplus_weeks is None


def test_a_new_agreement_opens_on_the_member_and_the_only_funder(office: Office, james: int) -> None:
    found = office.read(funders)
    filling = forms.new_agreement(lambda typed: [], found, TODAY, (james, "James Hollis"))
    assert (filling.opening["funder_id"], filling.opening["start"], filling.opening["review"]) == (
        found[0].id, TODAY, date(2027, 11, 30),
    )  # fmt: skip
    carry_out(office, filling, member_id=james, weekly=10_000, scheme="PHB")
    assert len(office.read(agreements_of, james)) == 2


def test_a_correction_writes_only_what_was_altered(office: Office, james: int) -> None:
    (line,) = office.read(agreements_of, james)
    filling = forms.changing_agreement(line, office.read(funders), lambda: 1)
    assert filling.given(filling.opening) == {}
    carry_out(office, filling, contribution=5_000)
    assert office.read(agreement, line.id).contribution == 5_000
    with pytest.raises(Invalid):
        carry_out(office, forms.changing_agreement(office.read(agreement, line.id), [], lambda: 2), contribution=99_999)


def test_ending_opens_with_today_or_the_end_that_stands(office: Office, james: int) -> None:
    (line,) = office.read(agreements_of, james)
    ending = forms.ending_agreement(line, TODAY, lambda: line)
    assert ending.opening == {"end": TODAY}
    carry_out(office, ending, end=date(2026, 12, 31))
    again = office.read(agreement, line.id)
    assert forms.ending_agreement(again, TODAY, lambda: again).opening == {"end": date(2026, 12, 31)}
