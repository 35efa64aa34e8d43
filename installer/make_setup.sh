#!/usr/bin/env bash
# Packs WORK/dist/CareCoop into WORK/CareCoop-VERSION-setup.exe:  installer/make_setup.sh WORK [VERSION [quick]]
# VERSION other than the program's own, and "quick" packing, are for trying an upgrade.
# Signs with osslsigncode where CARECOOP_SIGN_PFX names a certificate (password in CARECOOP_SIGN_PASSWORD).
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(realpath "$1")
own=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$ROOT/carecoop_desktop/__init__.py")
version=${2:-$own}
payload="$WORK/dist/CareCoop"
setup="$WORK/CareCoop-$version-setup.exe"
numbers=$(python3 -c 'import sys; sys.path.insert(0, sys.argv[1]); from version_resource import four_numbers
print(".".join(map(str, four_numbers(sys.argv[2]))))' "$ROOT/installer" "$version")
extra=()
[ "${3:-}" = quick ] && extra+=(-DQUICK)
if [ -n "${CARECOOP_SIGN_PFX:-}" ]; then
  for program in "$payload"/*.exe; do "$ROOT/installer/sign.sh" "$program"; done
  extra+=("-DSIGN=$ROOT/installer/sign.sh")
else
  echo "   NOT SIGNED: CARECOOP_SIGN_PFX names no certificate; Windows will warn of an unknown publisher."
fi
makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DVERSION4=$numbers" "-DPAYLOAD=$payload" "-DOUTFILE=$setup" \
  "-DSIZE_KB=$(du -sk --apparent-size "$payload" | cut -f1)" "-DICON=$WORK/work/carecoop/carecoop.ico" "${extra[@]}" \
  "$ROOT/installer/carecoop.nsi"
printf '   %s: %s MB, installed %s MB\n' "$(basename "$setup")" \
  "$(du -m --apparent-size "$setup" | cut -f1)" "$(du -sm --apparent-size "$payload" | cut -f1)"
