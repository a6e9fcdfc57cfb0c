#!/usr/bin/env bash
# Compiles requirements.in into requirements.txt: hashes of the ordinary registry, no index address.
# Newer releases are taken only with `make lock UPGRADE=1`; otherwise the present pins stay.
set -euo pipefail

python=${1:?the Python to compile with}
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

# The machine's own pip settings (mirrors, folders of wheels) must not leak into the file.
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock"

"$python" -m venv "$tools"
"$tools/bin/pip" install --quiet "pip-tools==7.6.2"
"$tools/bin/pip-compile" --quiet ${UPGRADE:+--upgrade} --generate-hashes --no-emit-index-url --no-emit-trusted-host \
  --no-emit-find-links --allow-unsafe --strip-extras --output-file requirements.txt requirements.in
