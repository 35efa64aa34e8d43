#!/usr/bin/env bash
# Packs WORK/server, the trimmed server part, into WORK/CareCoop-server-VERSION-setup.exe:
#   installer/make_server_setup.sh WORK      (signs as make_setup.sh does)
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(realpath "$1")
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$ROOT/carecoop_desktop/__init__.py")
numbers=$(python3 -c 'import sys; sys.path.insert(0, sys.argv[1]); from version_resource import four_numbers
print(".".join(map(str, four_numbers(sys.argv[2]))))' "$ROOT/installer" "$version")
setup="$WORK/CareCoop-server-$version-setup.exe"
extra=()
[ -z "${CARECOOP_SIGN_PFX:-}" ] || extra+=("-DSIGN=$ROOT/installer/sign.sh")
makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DVERSION4=$numbers" "-DPAYLOAD=$WORK/server" "-DOUTFILE=$setup" \
  "-DSIZE_KB=$(du -sk --apparent-size "$WORK/server" | cut -f1)" "${extra[@]}" "$ROOT/installer/server_part.nsi"
printf '   %s: %s MB, installed %s MB\n' "$(basename "$setup")" \
  "$(du -m --apparent-size "$setup" | cut -f1)" "$(du -sm --apparent-size "$WORK/server" | cut -f1)"
