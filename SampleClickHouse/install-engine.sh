#!/usr/bin/env bash
# Installs ClickHouse's engine (libchdb.so, from npm's package @chdb/lib-linux-x64-gnu) for the tests and the sample deployment.
# It goes to a cache folder outside the checkout, 566 MB, and is used again from there. Prints the file.
set -euo pipefail
cd "$(dirname "$0")"

version=$(cat Engine/engine-version.txt)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/integrity-tests/chdb/$version
library=$folder/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so

fail() {
    echo "ClickHouse's engine cannot be installed: $1" >&2
    exit 1
}

if [ -n "${SAMPLE_CLICKHOUSE_ENGINE:-}" ]; then
    [ -f "$SAMPLE_CLICKHOUSE_ENGINE" ] || fail "SAMPLE_CLICKHOUSE_ENGINE is '$SAMPLE_CLICKHOUSE_ENGINE', but there is no such file."
    echo "$SAMPLE_CLICKHOUSE_ENGINE"
    exit 0
fi

if [ ! -f "$library" ]; then
    [ "$(uname -sm)" = "Linux x86_64" ] || fail "it is used on Linux x86_64 only, and this is $(uname -sm)."
    if ! command -v npm >/dev/null; then
        sudo=$([ "$(id -u)" = 0 ] || echo "sudo -n")
        command -v apt-get >/dev/null || fail "npm is missing. Install it, then run again."
        { $sudo apt-get update -q && $sudo apt-get install -qy --no-install-recommends npm; } >&2 ||
            fail "npm is missing, and apt-get could not install it. Install it, then run again."
    fi

    # It is put together beside its place and moved there whole, so that an interrupted installation leaves nothing that looks complete.
    mkdir -p "$(dirname "$folder")"
    new=$(mktemp -d "$folder.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    (cd "$new" && npm install --no-audit --no-fund --no-save --ignore-scripts --loglevel=error "@chdb/lib-linux-x64-gnu@$version") >&2 ||
        fail "npm could not get @chdb/lib-linux-x64-gnu@$version. Its message is above."
    mv -T "$new" "$folder" 2>/dev/null || [ -f "$library" ] || fail "it could not be moved to $folder."
fi

echo "$library"
