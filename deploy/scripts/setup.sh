#!/usr/bin/env bash
# Makes .venv: every pinned dependency by its hash, then the members in place.
set -euo pipefail

python=${1:?the Python to build with}
[ -x .venv/bin/pip ] || "$python" -m venv --clear .venv  # a half-made one starts anew

export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "Installing the pinned dependencies into .venv ($(.venv/bin/python --version))"
.venv/bin/pip install --quiet --require-hashes -r requirements.txt

members=()
for folder in shared services/* gateway deploy; do
  if [ -f "$folder/pyproject.toml" ]; then members+=(-e "$folder"); fi
done
echo "Installing the members in place"
.venv/bin/pip install --quiet --no-deps --no-build-isolation "${members[@]}"
