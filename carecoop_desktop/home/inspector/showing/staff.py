"""Staff files and the training matrix."""

from __future__ import annotations

from carecoop_desktop.home.inspector.showing.sheets import Cell, Mark, Section, Sheet
from carecoop_desktop.people.assistants.queries import file_owners, staff_file, training_of, vetting_matrix
from carecoop_desktop.people.assistants.rules.courses_due import CourseState, in_date, overall
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.reader import Reader


def staff_list(reader: Reader) -> Sheet:
    """Every active PA, and whether the file is complete."""
    matrix = vetting_matrix(reader)
    rows: list[tuple[Cell, ...]] = []
    for one in matrix:
        missing = ", ".join(cell.name for cell in one.cells if not cell.complete)
        state = Mark("complete", "met") if one.complete else Mark("not complete", "bad")
        since = format_date(one.owner.started) if one.owner.started else ""
        rows.append((one.owner.name, one.owner.number, since, state, missing))
    opens = tuple(("staff", one.owner.id) for one in matrix)
    columns = ("PA", "Number", "Since", "Schedule 3", "Missing")
    sections = (Section("Choose a file", columns, tuple(rows), opens),)
    return Sheet("staff-list", None, "Staff files", f"{len(rows)} personal assistants", sections)


def staff_sheet(reader: Reader, assistant_id: int) -> Sheet:
    """One PA's file: Schedule 3 item by item, and training."""
    file = staff_file(reader, assistant_id)
    items = tuple(
        (cell.name, cell.held, format_date(cell.checked) if cell.checked else "", cell.checked_by)
        for cell in file.items
    )
    training = tuple(_course(course) for course in file.training)
    since = f"Personal assistant since {format_date(file.started)}" if file.started else "Not started yet"
    supports = f"supports {file.supports} member{'' if file.supports == 1 else 's'}"
    state = "complete" if file.complete else "not complete"
    return Sheet(
        "staff", file.assistant_id, f"Staff file · {file.name}", f"{since} · {supports}",
        (Section(f"Schedule 3 file: {state}", ("Item", "Held", "Checked", "By"), items),
         Section("Training", ("Course", "Done", "Renew by", ""), training)),
    )  # fmt: skip


def _course(course: CourseState) -> tuple[Cell, ...]:
    done, renew = (format_date(day) if day else "" for day in (course.done, course.renew_by))
    return course.name, done, renew, Mark(course.state.words, course.state.tone.value)


def training_matrix(reader: Reader) -> Sheet:
    """Every active PA against the courses that everybody needs."""
    rows: list[tuple[Cell, ...]] = []
    owners = file_owners(reader)
    for owner in owners:
        needed = [one for one in training_of(reader, owner.id) if one.needed]
        state = overall(tuple(needed))
        due = ", ".join(f"{one.name} {one.state.words}" for one in needed if one.state.tone.value != "met")
        figure = f"{sum(in_date(one) for one in needed)} of {len(needed)}"
        rows.append((owner.name, figure, Mark(state.words, state.tone.value), due))
    opens = tuple(("staff", owner.id) for owner in owners)
    columns = ("PA", "Courses in date", "State", "What is due or missing")
    return Sheet(
        "training", None, "Training matrix", f"{len(rows)} personal assistants",
        (Section("Courses that everybody needs", columns, tuple(rows), opens),),
    )  # fmt: skip
