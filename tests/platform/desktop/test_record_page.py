"""List, detail and form together, for any kind of record."""

from __future__ import annotations

from typing import Any

import pytest

from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.people.members.screens.page import MembersPage
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.forms import FileDrafts
from carecoop_desktop.platform.desktop.record_page import RecordPage
from carecoop_desktop.platform.desktop.theme import current


@pytest.fixture
def page(desk: Desk, qtbot: Any, tmp_path: Any) -> MembersPage:
    desk.drafts = FileDrafts(tmp_path / "drafts")
    desk.ids = [desk.office.do(add_member, name=name).value for name in ("Ann Hay", "Bo Hay")]  # type: ignore[attr-defined]
    made = MembersPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def test_it_opens_on_the_first_record_and_says_how_many_there_are(page: MembersPage, desk: Any) -> None:
    assert page._opened_at == desk.ids[0]
    assert page.context_label.text().startswith("2 people")
    assert page.detail.page.head.name == "Ann Hay"


def test_what_is_typed_about_one_is_not_offered_about_another(page: MembersPage, desk: Any) -> None:
    page.detail.ask_for_change()
    page.form.form.input("what").set_raw("Saturday football")
    page.form.form.keep_draft()
    page.form.form._confirm = lambda: True
    page.form.finish()
    page.show_record(desk.ids[1])
    page.detail.ask_for_change()
    assert page.form.kept is None
    page.form.leave()
    page.show_record(desk.ids[0])
    page.detail.ask_for_change()
    assert page.form.kept is not None


def test_narrow_it_stacks_and_a_form_is_scrolled_to(page: MembersPage) -> None:
    page.resize(current().sizes.chars(70), 700)
    assert page.split.stacked
    page.begin_new()
    assert page._right.currentWidget() is page.form


def test_a_room_says_what_its_records_are(desk: Desk) -> None:
    bare = RecordPage.__new__(RecordPage)
    for hook in (bare.make_detail, bare.make_import, bare.adding, bare.there, bare.read_counts):
        with pytest.raises(NotImplementedError):
            hook()


def test_the_first_record_of_an_office_is_read_while_its_form_is_open_without_a_question(
    desk: Desk, qtbot: Any
) -> None:
    page = MembersPage(desk)
    qtbot.addWidget(page)
    page.show()
    asked: list[str] = []
    page.begin_new()
    form = page.form.form
    assert form is not None
    form._confirm = lambda: bool(asked.append("may this be lost?"))
    form.input("name").set_raw("Bo Hay")
    desk.office.do(add_member, name="Ann Hay")
    page.reload()
    assert asked == [] and page._right.currentWidget() is page.form and form.input("name").raw() == "Bo Hay"
    page.form._save()
    assert asked == [] and page.detail.page is not None and page.detail.page.head.name == "Bo Hay"
