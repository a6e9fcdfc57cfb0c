#!/usr/bin/env bash
# Prints the Python to build the virtual environment with: 3.11 or newer, with the venv module.
# On Debian or Ubuntu, as root, it installs the distribution's own when there is none, and says so.
set -euo pipefail

good() {
  command -v "$1" >/dev/null 2>&1 &&
    "$1" -c 'import ensurepip, sys, venv; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

first() {
  for candidate in python3.13 python3.12 python3.11 python3; do
    if good "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

if first; then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "No Python with the venv module: installing python3-venv from the distribution." >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >&2
  if first; then exit 0; fi
fi

echo "Python 3.11, 3.12 or 3.13 with the venv module is needed (Debian, Ubuntu: apt install python3-venv)." >&2
exit 1
