"""The commands of the funding room."""

from __future__ import annotations

from typing import Any

import pytest

from carecoop_desktop.people.funding.screens import commands
from carecoop_desktop.people.funding.screens.page import FundingPage
from carecoop_desktop.platform.desktop.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: Any) -> FundingPage:
    made = FundingPage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_commands_open_the_forms(desk: Desk, page: FundingPage, james: int) -> None:
    page.reload()
    commands.new_agreement_for(desk, james)
    assert page._right.currentWidget() is page.form
    page.form.finish()
    commands.new_funder(desk)
    assert page.form.save.text() == "Add funder"
    page.form.finish()
    commands.new_agreement(desk)
    assert page.form.save.text() == "Add agreement"
