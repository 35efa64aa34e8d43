#!/usr/bin/env bash
# Writes installer/windows.lock anew: every distribution of the Windows build with its version and hashes; and
# installer/server.lock: what the server part is made of, for Windows and Linux.
# Run it after a dependency in pyproject.toml has changed, and commit the result.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-uv}
"$uv" pip compile -q pyproject.toml installer/windows.in --extra test --python-version 3.13 \
  --python-platform x86_64-pc-windows-msvc --only-binary :all: --generate-hashes --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links --output-file installer/windows.lock "$@"
"$uv" pip compile -q installer/server.in --universal --no-deps --python-version 3.11 --only-binary :all: \
  --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
  --output-file installer/server.lock "$@"
