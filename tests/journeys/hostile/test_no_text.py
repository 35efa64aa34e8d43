"""A zero byte or half a symbol, as broken copying leaves them: refused with a sentence, and no file is blamed."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.database.lists.search_index import find
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office, sign_in


@pytest.mark.parametrize("bad", ["It is \0 mine", "It is \ud83d mine"])
def test_a_note_that_is_no_text_is_refused_on_every_kind_of_office(office: Office, bad: str) -> None:
    with pytest.raises(Refusal, match="holds a sign that is no letter"):
        office.do(add_member, name="Ann Hay", born=date(1950, 1, 2), quote=bad)
    assert office.do(add_member, name="Ann Hay", born=date(1950, 1, 2), quote="It is mine").value


def test_nobody_is_found_or_let_in_by_it(office: Office) -> None:
    office.do(add_member, name="Ann Hay", born=date(1950, 1, 2))
    for typed in ("\0", "\0\0\0", "\ud83d"):
        assert office.read(lambda reader, typed=typed: find(reader.connection, typed)) == ()
    assert [entry.title for entry in office.read(lambda reader: find(reader.connection, "ann\0 ha\ud83dy"))] == [
        "Ann Hay"
    ]
    with pytest.raises((NotAllowed, Refusal)):
        sign_in(office.database, "Priya\0", "x")
