"""Where records are kept: one engine over SQLite and PostgreSQL, typed columns, migrations, lists."""
