"""Who is paid by whom, as payroll reads it: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carecoop_desktop.people.assistants.queries import PayTerms, TaxLine


@dataclass(frozen=True, slots=True)
class Scheme:
    """A PAYE scheme in few words; ``member_id`` None is the co-op's own or another that is not a member's."""

    id: int
    name: str
    member_id: int | None
    reference: str
    allowance: str
    allowance_shared: bool
    closed: date | None
    version: int = 0
    answers: tuple[str, ...] = ()

    def open_on(self, day: date) -> bool:
        """Whether it still employs anybody on a day."""
        return self.closed is None or day <= self.closed


@dataclass(frozen=True, slots=True)
class Employment:
    """A PA's job with one employer."""

    id: int
    version: int
    assistant_id: int
    assistant: str
    employer_id: int
    employer: str
    number: str
    started: date | None
    left_on: date | None
    p45_issued: date | None
    director_since: date | None = None
    director_until: date | None = None
    director_method: str = ""
    workplace_postcode: str = ""


@dataclass(frozen=True, slots=True)
class JobTax:
    """The tax details of a job of its own, the newest first; ``mark`` is the last change made before they were read."""

    mark: int
    lines: tuple[TaxLine, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """An employment with the terms that its pay is worked out from. ``employment_id`` is None while none is recorded:
    the co-op's own then counts. ``member_id`` is the member who is the employer. ``main`` has the PA's own tax details.
    """

    employment_id: int | None
    employer_id: int | None
    employer: str
    member_id: int | None
    number: str
    left: date | None
    p45_issued: date | None
    terms: PayTerms
    main: bool = True
    allowance_shared: bool = False
    unknown: str = ""
    director_since: date | None = None
    director_until: date | None = None
    director_method: str = ""

    @property
    def key(self) -> int:
        """What pay to date is kept under: the employment, or the PA (negative) while none is recorded."""
        return self.employment_id if self.employment_id is not None else -self.terms.assistant_id
