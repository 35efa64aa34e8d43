"""Everything that changes a member's record."""

from carecoop_desktop.people.members.actions.about import set_about_me
from carecoop_desktop.people.members.actions.around import (
    add_contact,
    answer_change,
    ask_for_change,
    bring_records,
    change_contact,
    end_contact,
    record_consent,
    record_information_need,
    remove_information_need,
    review_information_need,
    withdraw_consent,
)
from carecoop_desktop.people.members.actions.importing import import_members
from carecoop_desktop.people.members.actions.people import add_member, add_members, change_member
from carecoop_desktop.people.members.actions.standing import member_left, pause_member, resume_member, welcome_member
from carecoop_desktop.people.members.permissions import CHANGE_MEMBERS, SEE_ADDRESSES

__all__ = [
    "CHANGE_MEMBERS",
    "SEE_ADDRESSES",
    "add_contact",
    "add_member",
    "add_members",
    "answer_change",
    "ask_for_change",
    "bring_records",
    "change_contact",
    "change_member",
    "end_contact",
    "import_members",
    "member_left",
    "pause_member",
    "record_consent",
    "record_information_need",
    "remove_information_need",
    "resume_member",
    "review_information_need",
    "set_about_me",
    "welcome_member",
    "withdraw_consent",
]
