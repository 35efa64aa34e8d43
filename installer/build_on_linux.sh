#!/usr/bin/env bash
# Builds the Linux program (one folder) from the same specification:  installer/build_on_linux.sh [WORK]
# Leaves WORK/dist/CareCoop and WORK/CareCoop-VERSION-linux-x86_64.tar.gz, and has tried the program without a screen.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(realpath -m "${1:-$ROOT/build/linux}")
mkdir -p "$WORK"
source "$ROOT/installer/server_part.sh"
cd "$ROOT"
if [ ! -x "$WORK/venv/bin/pyinstaller" ]; then
  python3 -m venv "$WORK/venv"
  "$WORK/venv/bin/pip" install -q --disable-pip-version-check uv 2>/dev/null
  "$WORK/venv/bin/uv" pip install -q --python "$WORK/venv/bin/python" -r pyproject.toml -r installer/windows.in
fi
"$WORK/venv/bin/pyinstaller" --noconfirm --log-level WARN --distpath "$WORK/dist" --workpath "$WORK/work" \
  installer/carecoop.spec >"$WORK/pyinstaller.log" 2>&1 || { tail -n 40 "$WORK/pyinstaller.log" >&2; exit 1; }

unpack_server_part "$WORK/venv/bin/uv" x86_64-manylinux_2_34 "$WORK/server"
python3 installer/server_part.py "$WORK/server"

trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
export CARECOOP_CONFIG="$trial/config" CARECOOP_DATA="$trial/data"
"$WORK/dist/CareCoop/carecoop" demo --to "$trial/demo" --size small >"$trial/said" || { cat "$trial/said"; exit 1; }
"$WORK/dist/CareCoop/carecoop" --office "$trial/demo/office.carecoop" check >>"$trial/said" || { cat "$trial/said"; exit 1; }
"$WORK/dist/CareCoop/carecoop-desktop" --prove "$trial/window.json" "$trial/demo/office.carecoop"
grep -q '"page": "today"' "$trial/window.json"

# The server part, where the program can read it as well as who runs the server.
chmod 755 "$trial"
cp -r "$WORK/server" "$trial/server"
CARECOOP_SERVER_PART="$trial/server" "$WORK/dist/CareCoop/carecoop" diagnose |
  grep 'PostgreSQL [0-9]* with TLS, certificates can be made'

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' carecoop_desktop/__init__.py)
tar czf "$WORK/CareCoop-$version-linux-x86_64.tar.gz" -C "$WORK/dist" CareCoop
tar czf "$WORK/CareCoop-server-$version-linux-x86_64.tar.gz" -C "$WORK" server
printf '   %s: %s MB, installed %s MB\n' "CareCoop-$version-linux-x86_64.tar.gz" \
  "$(du -m --apparent-size "$WORK/CareCoop-$version-linux-x86_64.tar.gz" | cut -f1)" \
  "$(du -sm --apparent-size "$WORK/dist/CareCoop" | cut -f1)"
