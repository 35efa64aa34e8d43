"""What a new office does first: shown on Today while nobody is in it."""

from __future__ import annotations

from carecoop_desktop.people.assistants.permissions import CHANGE_ASSISTANTS
from carecoop_desktop.people.assistants.screens import commands as assistants
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS
from carecoop_desktop.people.members.screens import commands as members
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import Card, allow, button, column, label, row

MAY_NOT = "Your role may not add people; ask an owner of the office."


class FirstSteps(Card):
    """Three ways to begin, each with the sentence that says when it is the right one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("First steps")
        self.import_button = button("Import from a spreadsheet...", lambda: members.import_file(desk), role="primary")
        self.member_button = button("Add the first member...", lambda: members.new_member(desk))
        self.assistant_button = button("Add the first PA...", lambda: assistants.new_assistant(desk))
        steps = (
            (self.import_button, "Members first, then PAs: the columns you have are matched to ours, row by row."),
            (self.member_button, "Their name and what they want are enough to begin with."),
            (self.assistant_button, "Contract, pay and checks come one after the other."),
        )
        for deed, words in steps:
            self.add(column(row(deed, None), label(words, "note", wrap=True), space=0.25))
        self.end()
        for deed in (self.import_button, self.member_button):
            allow(deed, "" if desk.may(CHANGE_MEMBERS) else MAY_NOT)
        allow(self.assistant_button, "" if desk.may(CHANGE_ASSISTANTS) else MAY_NOT)
