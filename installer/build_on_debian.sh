#!/usr/bin/env bash
# Builds the Windows program and its setup on Debian, under wine:  installer/build_on_debian.sh [WORK]
# Needs nothing beforehand: Debian packages, the Windows Python and the libraries (hashes in windows.lock) are fetched.
# Leaves WORK/dist/CareCoop (the program), WORK/CareCoop-VERSION-setup.exe and WORK/CareCoop-server-VERSION-setup.exe. WORK is build/windows unless named.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(realpath -m "${1:-$ROOT/build/windows}")
mkdir -p "$WORK"
source "$ROOT/installer/wine/windows.sh"
source "$ROOT/installer/server_part.sh"

step() { printf -- '-- %s (%ss)\n' "$1" "$SECONDS"; }
trap 'wineserver -k 2>/dev/null || true' EXIT

step "Debian packages"
need_packages wine64 wine nsis gcc-mingw-w64-x86-64-posix python3-venv
step "a Windows"
make_prefix
step "the Windows Python"
make_uv
make_python
step "libraries, versions and hashes from windows.lock"
make_wheels
step "the program"
cd "$ROOT"
wine_python -m PyInstaller --noconfirm --log-level WARN --distpath "$(windows_path "$WORK/dist")" \
  --workpath "$(windows_path "$WORK/work")" "$(windows_path "$ROOT/installer/carecoop.spec")" >"$WORK/pyinstaller.log" ||
  { tail -n 40 "$WORK/pyinstaller.log" "$WORK/wine.log" >&2; exit 1; }
wine_run "$WORK/dist/CareCoop/carecoop.exe" --version || { tail -n 40 "$WORK/pyinstaller.log" "$WORK/wine.log" >&2; exit 1; }
step "the setup"
bash "$ROOT/installer/make_setup.sh" "$WORK"
step "the server part and its setup"
unpack_server_part "$WORK/uv/bin/uv" x86_64-pc-windows-msvc "$WORK/server"
python3 "$ROOT/installer/server_part.py" "$WORK/server" "$WORK/dist/CareCoop"
bash "$ROOT/installer/make_server_setup.sh" "$WORK"
step "done"
