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
step "tests under the Windows Python"
cd "$ROOT"
mapfile -t tests < <(grep -v '^#' installer/windows_tests.txt)
wine_python -m pytest -q -p no:cacheprovider -p no:xdist "${tests[@]}" ||
  { tail -n 40 "$WORK/wine.log" >&2; exit 1; }
step "done"
