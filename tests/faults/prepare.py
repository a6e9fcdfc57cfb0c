"""Migrates and declares the named services only, whatever else is installed."""

import sys

from hanoiwork_ops.composition import compose, environment
from hanoiwork_ops.preparing import declare_patiently

if __name__ == "__main__":
    suite = compose(environment(), names=tuple(sys.argv[1:]))
    suite.migrate()
    declare_patiently(suite)
