#!/usr/bin/env bash
# Signs one file in place with the certificate that CARECOOP_SIGN_PFX names (Debian; on Windows build_on_windows.ps1 does).
set -euo pipefail
osslsigncode sign -pkcs12 "$CARECOOP_SIGN_PFX" -pass "${CARECOOP_SIGN_PASSWORD:-}" -n CareCoop -h sha256 \
  ${CARECOOP_SIGN_TIMESTAMP:+-ts "$CARECOOP_SIGN_TIMESTAMP"} -in "$1" -out "$1.signed" >/dev/null
mv "$1.signed" "$1"
