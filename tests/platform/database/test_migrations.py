"""The migrated schema is the one that the rooms declare."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.office.office import Office

OURS = ("office_schema", "search_entry_fts")


def test_the_migrations_make_exactly_the_tables_of_the_rooms(office: Office) -> None:
    def wanted(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and name is not None and (name in OURS or name.startswith("search_entry_")))

    with office.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": wanted})
        found = [d for d in compare_metadata(context, Base.metadata) if "search" not in str(d)]
    assert found == []
