# Sourced: starts a private PostgreSQL cluster on loopback as the user postgres and sets CARECOOP_TEST_POSTGRES.
pg_port=${CARECOOP_TEST_PGPORT:-54329}
pg_dir=$(mktemp -d /tmp/carecoop-pg.XXXXXX)
pg_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres: "$pg_dir"; fi
(
  cd /
  as_postgres "$pg_bin/initdb" -D "$pg_dir/data" -U carecoop -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres "$pg_bin/pg_ctl" -D "$pg_dir/data" -w -t 60 -l "$pg_dir/log" start -o \
    "-c listen_addresses=127.0.0.1 -p $pg_port -c unix_socket_directories='' -c fsync=off \
-c full_page_writes=off -c jit=off -c max_connections=200" \
    >/dev/null
)
trap 'cd / && as_postgres "$pg_bin/pg_ctl" -D "$pg_dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$pg_dir"' EXIT
CARECOOP_TEST_POSTGRES="postgresql+psycopg://carecoop@127.0.0.1:$pg_port/postgres"
