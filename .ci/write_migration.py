"""Writes a migration step from the difference between the migrated schema and the tables that the rooms declare.

    python .ci/write_migration.py m0002_what_changes     a new step (add its name to STEPS afterwards)
    python .ci/write_migration.py m0001_initial --anew   the first step again, while nothing has been released
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
from carecoop_desktop.platform.database.migrating import create_schema
from carecoop_desktop.platform.database.migrations import versions
from carecoop_desktop.platform.database.types import JsonText, UtcMoment
from carecoop_desktop.platform.office import tables as _office_tables  # noqa: F401 - fills the register

OURS = {"office_schema", "search_entry_fts"}


def render_item(kind: str, item: object, _context: object) -> str | bool:
    if kind == "type" and isinstance(item, UtcMoment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JsonText):
        return "sa.Text()"
    return False


def main(name: str, anew: bool) -> None:
    for feature in features():
        if feature.tables:
            feature.tables.load()
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/x.db")
        if not anew:
            from carecoop_desktop.platform.database.address import parse_address
            from carecoop_desktop.platform.database.engine import Database

            create_schema(Database(parse_address(f"{folder}/x.db")))
        with engine.connect() as connection:
            options = {"include_name": lambda n, t, _p: t != "table" or not (n in OURS or n.startswith("search_"))}
            context = MigrationContext.configure(connection, opts=options)
            script = produce_migrations(context, Base.metadata)
            body = render_python_code(script.upgrade_ops, render_item=render_item)
    body = "\n".join(line.rstrip() for line in body.splitlines() if not line.strip().startswith("#"))
    text = (f'"""Migration step {name}: plain operations, no import of today\'s tables."""\n\n'
            "from __future__ import annotations\n\nimport sqlalchemy as sa\nfrom alembic.operations import Operations\n\n\n"
            f"def upgrade(op: Operations) -> None:\n    \"\"\"Take the step.\"\"\"\n    {body.strip()}\n")
    target = Path(versions.__file__).with_name(f"{name}.py")
    target.write_text(text, encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main(sys.argv[1], "--anew" in sys.argv)
