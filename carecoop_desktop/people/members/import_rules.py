"""What an office's spreadsheet of members holds, and how its rows are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from carecoop_desktop.platform.office.importing import values as read
from carecoop_desktop.platform.office.importing.plan import Field, ImportSpec, Problem, Row
from carecoop_desktop.platform.office.importing.register import Key

SCHEMES = {
    "DP": ("Direct Payment", "Direct payments"),
    "PHB": ("Personal health budget", "NHS direct payment"),
    "s117": ("Section 117", "117", "S.117 aftercare"),
    "self": ("Self-funded", "Self funder", "Self-funding", "Private"),
    "other": ("ISF", "Individual service fund", "Commissioned", "Council commissioned", "Managed"),
}
_NO_FUNDER = (
    "no council or ICB is named for this funding, so it makes no new agreement (one that stands already takes it over)."
)


def member_spec(today: date) -> ImportSpec:
    """The import of members: names by one column or two, numbers proved, money in pence, one row a member."""
    return ImportSpec(
        name="members",
        fields=(*_person(today), *_address(), *_funding(), *_office()),
        keys=member_keys,
        weak_keys=member_weak_keys,
        twice="the same member twice",
        twice_field="name",
        derive=_whole_name,
        checks=(_has_name,),
        warn=lambda row: _looks_odd(row, today),
    )


def member_keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    """The office's number (``001`` is 1) and the NHS number."""
    number = str(values.get("number") or "").casefold().replace(" ", "")
    nhs = values.get("nhs_number")
    sure: list[Key] = [("number", number.lstrip("0") or "0")] if number else []
    return (*sure, ("nhs", nhs)) if nhs else tuple(sure)


def member_weak_keys(values: Mapping[str, object]) -> tuple[Key, ...]:
    """Name and birth date together."""
    name, born = values.get("name"), values.get("born")
    return (("person", read.match_key(str(name)), born),) if name and born else ()


def _person(today: date) -> tuple[Field, ...]:
    return (
        Field(
            "number", "Member No", read.reference, ("Member number", "Membership no", "No", "Ref", "Reference", "ID")
        ),
        Field(
            "name",
            "Name",
            read.person_name,
            ("Member", "Member name", "Full name", "Client", "Service user"),
            required=True,
            unless=("first_name", "last_name"),
            accepted="first name and surname",
        ),
        Field("first_name", "First name", read.person_name, ("Forename", "Forenames", "Given name", "First names")),
        Field("last_name", "Surname", read.person_name, ("Last name", "Family name")),
        Field(
            "born",
            "Date of birth",
            read.birth_date(today),
            ("DOB", "D.O.B.", "Birth date", "Born", "Birthday"),
            required=True,
            accepted="a date such as 16/05/1949",
        ),
        Field("nhs_number", "NHS number", read.nhs_number, ("NHS no", "NHS")),
        Field(
            "phone", "Phone", read.phone, ("Telephone", "Tel", "Tel no", "Mobile", "Phone number", "Telephone number")
        ),
        Field("email", "E-mail", read.email, ("Email", "Email address", "E-mail address")),
    )


def _address() -> tuple[Field, ...]:
    return (
        Field("address", "Address", read.text, ("Home address", "Full address")),
        Field("postcode", "Post code", read.postcode, ("Postcode", "Postal code")),
    )


def _funding() -> tuple[Field, ...]:
    scheme = read.choice(SCHEMES, "not a type of funding", "DP, PHB, s117, Self-funded or Other")
    return (
        Field("funder", "Council / ICB", read.text, ("Funder", "Council", "ICB", "Local authority", "Funded by", "LA")),
        Field("scheme", "Type of funding", scheme, ("Funding type", "Funding", "Kind of funding", "Payment type")),
        Field(
            "weekly_budget",
            "Weekly budget",
            read.money_not_negative,
            ("Budget", "Budget per week", "Weekly amount", "Budget (pw)", "Weekly budget (£)"),
        ),
        Field(
            "weekly_contribution",
            "Client contribution (pw)",
            read.money_not_negative,
            ("Client contribution", "Contribution", "Weekly contribution", "Contribution per week"),
        ),
    )


def _office() -> tuple[Field, ...]:
    return (
        Field("joined", "Joined", read.day, ("Date joined", "Member since", "Start date", "Joining date")),
        Field("circle", "Circle", read.text, ("Support circle", "Team", "Area")),
        Field("suitable_person", "Suitable person", read.text, ("Representative", "Nominee", "Authorised person")),
        Field(
            "contact_by",
            "Likes to be contacted by",
            read.text,
            ("Contact preference", "Preferred contact", "Preferred format", "Accessible format", "Contact by"),
        ),
    )


def _whole_name(row: Row) -> None:
    first, last = row.pop("first_name", ""), row.pop("last_name", "")
    if "name" not in row and first and last:
        row["name"] = f"{first} {last}"


def _has_name(row: Row) -> Iterable[Problem]:
    """Half a name, a surname alone say, is not a name."""
    if "name" not in row:
        yield Problem("name", "nothing is filled in", "first name and surname")


def _looks_odd(row: Row, today: date) -> Iterable[str]:
    if row.get("joined") and row["joined"] > today:
        yield "the joining date is still to come."
    if row.get("weekly_contribution", 0) > row.get("weekly_budget", row.get("weekly_contribution", 0)):
        yield "the contribution is more than the budget."
    funding = row.get("weekly_budget") is not None or row.get("scheme")
    if funding and not row.get("funder") and row.get("scheme") != "self":
        yield _NO_FUNDER
