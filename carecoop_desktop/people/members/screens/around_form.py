"""The forms of what is kept around a member: contacts, information needs, consents, requests for change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from carecoop_desktop.people.members.actions import (
    add_contact,
    answer_change,
    ask_for_change,
    change_contact,
    end_contact,
    record_consent,
    record_information_need,
    withdraw_consent,
)
from carecoop_desktop.people.members.entries import NewConsent, NewContact, NewNeed, NewRequest
from carecoop_desktop.people.members.queries import AskedFor, Consent, Contact, MemberHead, MemberPage
from carecoop_desktop.people.members.rules import (
    ASKED_THROUGH,
    CONSENT_BASES,
    CONSENT_SUBJECTS,
    CONTACT_ROLES,
    NEEDS,
)
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, choice, date_, multiline, text
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import add_months

RESULTS = (("done", "Done"), ("declined", "Not possible"))


def adding_contact(head: MemberHead) -> Filling:
    """Somebody new around a member."""
    return Filling(f"New contact of {head.name}", "Add contact", _contact(None),
                   lambda values, _version: Deed(add_contact, (NewContact(head.id, **values),)),
                   note="Next of kin have no power in law by that alone; choose what somebody may decide.")  # fmt: skip


def changing_contact(head: MemberHead, contact: Contact, fresh: Callable[[], Contact]) -> Filling:
    """What is kept of a contact."""
    return changing_whole(
        f"Edit {contact.who}",
        "Save",
        contact,
        fresh,
        _contact,
        lambda values, version: Deed(change_contact, (contact.id, version, NewContact(head.id, **values))),
    )


def ending_contact(contact: Contact, fresh: Callable[[], Contact]) -> Filling:
    """A contact's role ends."""
    return changing_whole(
        f"{contact.who} is no longer {contact.role_word[0].lower()}{contact.role_word[1:]}",
        "End the role",
        contact,
        fresh,
        lambda now: (date_("until", "Until", now.until, hint="Empty means today"),),
        lambda values, version: Deed(end_contact, (contact.id, values["until"], version)),
        shows={"role": lambda role: CONTACT_ROLES.get(role, role)},
    )


def recording_need(head: MemberHead) -> Filling:
    """How information must reach a member."""
    fields = (
        choice("need", "What is needed", list(NEEDS.items()), required=True),
        text("detail", "More exactly", hint="Size of print, language, who interprets, what helps"),
        date_("review", "Look at it again", hint="Empty means in a year"),
    )
    return Filling(f"How information reaches {head.first_name}", "Record", fields,
                   lambda values, _version: Deed(record_information_need, (NewNeed(head.id, **values),)),
                   note="It stands on every page of this person and on the papers we send.")  # fmt: skip


def recording_consent(page: MemberPage, today: date, fresh: Callable[[], MemberPage]) -> Filling:
    """A consent or a refusal; ``fresh`` reads what stands after another desk has recorded one too."""
    fields = (
        choice("subject", "What it is about", list(CONSENT_SUBJECTS.items()), required=True),
        choice("given", "Their answer", [(True, "Yes"), (False, "No")], True),
        text("given_by", "Who answered", page.head.name, required=True),
        choice("basis", "On what basis", list(CONSENT_BASES.items()), "own", required=True),
        date_("recorded", "On", today),
        date_("review", "Ask again", add_months(today, 12)),
    )
    opening = {each.key: each.value for each in fields}

    def submit(typed: dict[str, Any], seen: int | None) -> Deed:
        now = page if seen == page.mark else fresh()
        theirs = next((each for each in now.consents if each.subject == typed.get("subject")), None)
        base = opening if now is page or theirs is None else {key: getattr(theirs, key) for key in opening}
        return Deed(record_consent, (NewConsent(page.head.id, **{**base, **typed}), seen))

    return Filling(f"Consent of {page.head.name}", "Record consent", fields, submit, page.mark, True,
                   lambda: fresh().mark, "An earlier answer on the same subject ends with this one.")  # fmt: skip


def withdrawing(consent: Consent, today: date) -> Filling:
    """A consent no longer holds."""
    fields = (date_("withdrawn", "From", today), text("reason", "Why"))

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(withdraw_consent, (consent.id, values["withdrawn"], values["reason"], version))

    return Filling(f"Withdraw: {consent.subject_word}", "Withdraw consent", fields, submit, consent.version)


def asking(head: MemberHead, today: date) -> Filling:
    """What a member wants to be different."""
    fields = (
        multiline("what", "What should be different", lines=3, required=True),
        choice("asked_through", "How they said so", [(way, way) for way in ASKED_THROUGH], ASKED_THROUGH[0]),
        date_("asked", "On", today),
    )
    return Filling(f"What {head.first_name} asks for", "Ask for a change", fields,
                   lambda values, _version: Deed(ask_for_change, (NewRequest(head.id, **values),)),
                   note="Write it as they say it. It is answered within a week.")  # fmt: skip


def answering(request: AskedFor, today: date, fresh: Callable[[], AskedFor]) -> Filling:
    """What came of a request."""

    def fields(now: AskedFor) -> tuple[Field, ...]:
        result = now.result if now.result in dict(RESULTS) else "done"
        return (
            choice("result", "What came of it", RESULTS, result, required=True),
            multiline("answer", "Answer", now.answer, lines=3, hint="A no needs its reason"),
            date_("answered", "On", now.answered or today),
        )

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        return Deed(answer_change, (request.id,), {**values, "version": version})

    return changing_whole(f"Answer: {request.what}", "Save answer", request, fresh, fields, submit)


def _contact(contact: Contact | None) -> tuple[Field, ...]:
    held = contact or Contact(0, 0, "", "", "", "", "", None, None, "", True)
    return (
        text("name", "Full name", held.name),
        text("relation", "Who they are to the member", held.relation, hint="Mother, friend, solicitor"),
        choice("role", "Role", list(CONTACT_ROLES.items()), held.role or None, required=True),
        text("phone", "Telephone", held.phone, width=18),
        text("email", "E-mail", held.email),
        date_("since", "Since", held.since),
        multiline("note", "Note", held.note, lines=2, hint="Number of the order or power, copy seen"),
    )
