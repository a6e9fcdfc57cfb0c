"""Suites to measure: the same as in the journeys."""

from tests.journeys.conftest import service_databases, suite

__all__ = ["service_databases", "suite"]
