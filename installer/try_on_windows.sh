#!/usr/bin/env bash
# After build_on_debian.sh: the smoke test of the installed program and the tests of windows_tests.txt under the
# Windows Python, both in wine:  installer/try_on_windows.sh [WORK]
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(realpath -m "${1:-$ROOT/build/windows}")
source "$ROOT/installer/wine/windows.sh"
trap 'wineserver -k 2>/dev/null || true' EXIT
step() { printf -- '-- %s (%ss)\n' "$1" "$SECONDS"; }

start_windows
own=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$ROOT/carecoop_desktop/__init__.py")
step "installed, worked with, upgraded, removed"
bash "$ROOT/installer/make_setup.sh" "$WORK" 0.0.1 quick >/dev/null
python3 "$ROOT/installer/smoke.py" "$WORK/CareCoop-$own-setup.exe" "$WORK/CareCoop-0.0.1-setup.exe"
rm "$WORK/CareCoop-0.0.1-setup.exe"
step "the server part: installed, found by the program, removed"
wine_run "$WORK/CareCoop-server-$own-setup.exe" /S
said=$(wine_run "$WORK/dist/CareCoop/carecoop.exe" diagnose | tr -d '\r')
grep 'office server' <<<"$said"
grep -q 'PostgreSQL [0-9]* with TLS, certificates can be made' <<<"$said"
part="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local/Programs/CareCoop server part"
wine_run "$(windows_path "$part/uninstall.exe")" /S
for _ in $(seq 30); do [ -e "$part/cryptography" ] || break; sleep 1; done
[ ! -e "$part/cryptography" ]
step "tests under the Windows Python"
cd "$ROOT"
mapfile -t tests < <(grep -v '^#' installer/windows_tests.txt)
wine_python -m pytest -q -p no:cacheprovider -p no:xdist "${tests[@]}" ||
  { tail -n 40 "$WORK/wine.log" >&2; exit 1; }
step "done"
