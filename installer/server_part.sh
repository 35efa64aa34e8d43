# Sourced: unpacks what server.lock names, of one kind of system:  unpack_server_part UV PLATFORM FOLDER
unpack_server_part() {
  rm -rf "$3"
  UV_CACHE_DIR="$3.cache" "$1" pip install -q --target "$3" --no-deps --python-platform "$2" --python-version 3.13 \
    --only-binary :all: --require-hashes -r "$ROOT/installer/server.lock"
  rm -rf "$3.cache"
}
