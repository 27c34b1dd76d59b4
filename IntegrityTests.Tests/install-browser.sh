#!/usr/bin/env bash
# Installs Chromium from the system's packages, in which the tests open the report. Prints its program.
set -euo pipefail

if ! command -v chromium >/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo "sudo -n")
    wait="-o DPkg::Lock::Timeout=300"
    command -v apt-get >/dev/null || { echo "Chromium is missing. Install it, or name its program in CHROMIUM." >&2; exit 1; }
    # What another installation has fetched a moment ago need not be asked for again.
    $sudo apt-get install -qy --no-install-recommends $wait chromium >/dev/null 2>&1 ||
        { $sudo apt-get update -q && $sudo apt-get install -qy --no-install-recommends $wait chromium; } >&2
fi

command -v chromium
