"""Writes a migration step from the difference between the migrated schema and the tables that the rooms declare.

    python .ci/write_migration.py m0003_what_changes     a new step (add its name to STEPS afterwards)
    python .ci/write_migration.py m0002_second --again   a step again, while nothing has been released that has taken it
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from carecoop_desktop.app import features
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.database.migrating import take_step
from carecoop_desktop.platform.database.migrations import STEPS, versions
from carecoop_desktop.platform.database.types import JsonText, UtcMoment
from carecoop_desktop.platform.office import tables as _office_tables  # noqa: F401 - fills the register


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a room declares this table; the search index and the schema's number have their own makers."""
    words = name or ""
    return kind != "table" or words == "search_entry" or not (words == "office_schema" or words.startswith("search_"))


def render_item(kind: str, item: object, _context: object) -> str | bool:
    if kind == "type" and isinstance(item, UtcMoment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JsonText):
        return "sa.Text()"
    return False


def main(name: str, again: bool) -> None:
    for feature in features():
        if feature.tables:
            feature.tables.load()
    before = STEPS[: STEPS.index(name)] if again else STEPS
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/x.db")
        with engine.begin() as connection:
            for number, step in enumerate(before, start=1):
                take_step(connection, number, step)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": is_ours, "render_as_batch": True})
            script = produce_migrations(context, Base.metadata)
            body = render_python_code(script.upgrade_ops, render_item=render_item, render_as_batch=True)
    # A table that SQLite must copy to alter keeps numbers that are never used twice.
    body = body.replace("schema=None)", "schema=None, table_kwargs={'sqlite_autoincrement': True})")
    body = "\n".join(line.rstrip() for line in body.splitlines() if not line.strip().startswith("#"))
    text = (f'"""Migration step {name}: plain operations, no import of today\'s tables."""\n\n'
            "from __future__ import annotations\n\nimport sqlalchemy as sa\nfrom alembic.operations import Operations\n\n\n"
            f"def upgrade(op: Operations) -> None:\n    \"\"\"Take the step.\"\"\"\n    {body.strip()}\n")
    target = Path(versions.__file__).with_name(f"{name}.py")
    target.write_text(text, encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main(sys.argv[1], "--again" in sys.argv)
