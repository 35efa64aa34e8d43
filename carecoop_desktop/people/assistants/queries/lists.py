"""The list of PAs: status, members, hours, DBS and training, sorted and filtered in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select

from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.tables import AssistantRow, DbsCheckRow, SupportLinkRow, TrainingRow
from carecoop_desktop.platform.database.lists.definition import ListColumn, ListFilter, RecordList
from carecoop_desktop.platform.database.lists.reader import ListReader
from carecoop_desktop.platform.database.lists.shape import Kind, ListRequest, Sort, StateWord, Tone
from carecoop_desktop.platform.office.office import Office

STATES = {
    "applicant": StateWord("Applicant", Tone.INFO),
    "active": StateWord("Active", Tone.MET),
    "paused": StateWord("Paused", Tone.QUIET),
    "left": StateWord("Left", Tone.QUIET),
}
_TRAINING = {
    "missing": StateWord("Missing", Tone.BAD),
    "overdue": StateWord("Overdue", Tone.BAD),
    "due": StateWord("Due soon", Tone.WARN),
    "met": StateWord("In date", Tone.MET),
}
_FOREVER = date(9999, 12, 31)


def assistant_list(extra_columns: Sequence[ListColumn] = (), today: date | None = None) -> RecordList:
    """PAs by name as they stand on a day (the computer's own where none is given).

    An extra column is an expression over ``AssistantRow.id``, a scalar subquery mostly.
    """
    day = today or date.today()  # noqa: DTZ011 - a civil day; offices pass their own
    links, dbs, training = _support(day), _dbs(), _training()
    state = _training_state(training, day)
    due = _dbs_due(dbs, day)
    return RecordList(
        name="assistants.assistants",
        label="Personal assistants",
        base=lambda: (
            select(AssistantRow.id)
            .outerjoin(links, links.c.assistant_id == AssistantRow.id)
            .outerjoin(dbs, dbs.c.assistant_id == AssistantRow.id)
            .outerjoin(training, training.c.assistant_id == AssistantRow.id)
        ),
        id=AssistantRow.id,
        columns=(
            ListColumn("name", "Name", AssistantRow.name, sort_expr=AssistantRow.name_key, width=15),
            ListColumn("status", "Status", AssistantRow.status, Kind.STATE, states=STATES, width=7),
            ListColumn("dbs_due", "DBS due", dbs.c.renew_by, Kind.DATE, nullable=True, width=11),
            ListColumn("training", "Training", state, Kind.STATE, states=_TRAINING, width=9, nullable=False),
            ListColumn("members", "Supports", func.coalesce(links.c.members, 0), Kind.NUMBER, width=7, nullable=False,
                       description="Members supported now"),
            ListColumn("hours", "Hours/wk", func.coalesce(links.c.minutes, 0), Kind.HOURS, width=7, nullable=False,
                       description="Agreed hours a week with all members"),
            *extra_columns,
            ListColumn("number", "Number", AssistantRow.number, hidden=True, width=8),
            ListColumn("started", "Started", AssistantRow.started, Kind.DATE, hidden=True),
            ListColumn("left", "Left", AssistantRow.left, Kind.DATE, hidden=True),
            ListColumn("languages", "Languages", AssistantRow.languages, hidden=True),
        ),
        default_sort=(Sort("name"),),
        filters=(
            *(_of_status(status) for status in STATES),
            ListFilter("dbs", "DBS to renew", lambda: due, group="need"),
            ListFilter("training", "Training to do", lambda: state != "met", group="need"),
        ),
        search=(AssistantRow.name_key, AssistantRow.number),
    )  # fmt: skip


def assistant_reader(
    office: Office, extra_columns: Iterable[ListColumn] = (), standing: ListRequest | None = None
) -> ListReader:
    """The list bound to an office, as a table asks for it."""

    def reading(job: Callable[[Any], Any]) -> Any:
        return office.read(lambda reader: job(reader.connection))

    return ListReader(assistant_list(tuple(extra_columns), office.today), reading, standing)


def _of_status(status: str) -> ListFilter:
    return ListFilter(status, STATES[status].word, lambda: AssistantRow.status == status, group="status")


def _support(day: date) -> Any:
    running = and_(SupportLinkRow.since <= day, or_(SupportLinkRow.until.is_(None), SupportLinkRow.until >= day))
    return (
        select(
            SupportLinkRow.assistant_id,
            func.count(SupportLinkRow.member_id.distinct()).label("members"),
            func.sum(SupportLinkRow.weekly_minutes).label("minutes"),
        )
        .where(running)
        .group_by(SupportLinkRow.assistant_id)
        .subquery("links")
    )


def _dbs() -> Any:
    ranked = select(DbsCheckRow.assistant_id, DbsCheckRow.renew_by, _newest_first(DbsCheckRow)).subquery()
    return select(ranked).where(ranked.c.place == 1).subquery("dbs")


def _newest_first(table: Any) -> Any:
    return (
        func.row_number()
        .over(partition_by=table.assistant_id, order_by=(table.issued_on.desc(), table.id.desc()))
        .label("place")
    )


def _dbs_due(dbs: Any, day: date) -> Any:
    soon = day + timedelta(days=staff_file_rules().policy.dbs_soon_days)
    return and_(AssistantRow.status == "active", or_(dbs.c.renew_by.is_(None), dbs.c.renew_by <= soon))


def _training() -> Any:
    """Of the courses that everybody needs: how many there are, and the first that must be renewed."""
    ranked = (
        select(
            TrainingRow.assistant_id,
            func.coalesce(TrainingRow.renew_by, literal(_FOREVER)).label("renew_by"),
            func.row_number()
            .over(
                partition_by=(TrainingRow.assistant_id, TrainingRow.course),
                order_by=(TrainingRow.done.desc(), TrainingRow.id.desc()),
            )
            .label("place"),
        )
        .where(TrainingRow.course.in_([course.code for course in courses().for_everybody]))
        .subquery()
    )
    counted: Select[Any] = (
        select(ranked.c.assistant_id, func.count().label("held"), func.min(ranked.c.renew_by).label("next"))
        .where(ranked.c.place == 1)
        .group_by(ranked.c.assistant_id)
    )
    return counted.subquery("training")


def _training_state(training: Any, day: date) -> Any:
    everybody = courses().for_everybody
    later = [course for course in everybody if course.within_weeks]
    grace = day - timedelta(weeks=max((course.within_weeks for course in later), default=0))
    needed = case((AssistantRow.started >= grace, len(everybody) - len(later)), else_=len(everybody))
    return case(
        (training.c.next < day, "overdue"),
        (func.coalesce(training.c.held, 0) < needed, "missing"),
        (training.c.next <= day + timedelta(days=courses().soon_days), "due"),
        else_="met",
    )
