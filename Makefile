# One meaning per target; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo check format redraw test bench faults lock clean

# The tests start hundreds of processes; where the environment forbids to keep bytecode, each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(shell deploy/scripts/find-python.sh)
PORT ?= 8000
WORKERS ?= auto
MEMBERS := shared $(patsubst %/pyproject.toml,%,$(wildcard services/*/pyproject.toml)) gateway deploy
READY := .venv/.ready

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(READY) ## make .venv with every pinned dependency and the members in place (instant when nothing changed)
	@echo ".venv is ready"

$(READY): requirements.txt deploy/scripts/setup.sh $(wildcard $(addsuffix /pyproject.toml,$(MEMBERS)))
	@deploy/scripts/setup.sh $(PYTHON)
	@touch $@

demo: $(READY) ## serve the whole suite with demo data on http://127.0.0.1:8000 (PORT and HANOIWORK_DATA_DIR change it)
	@exec .venv/bin/hanoiwork up --demo --port $(PORT)

check: $(READY) ## format, lint, types, import contracts, and what must not drift: schemas, settings, READMEs
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest tests/contract

format: $(READY) ## format and mend what can be mended
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

redraw: $(READY) ## write what is drawn from the code and committed: the GraphQL schema, the event catalogue
	.venv/bin/pytest tests/contract --redraw

test: $(READY) ## every test but those of `make check`, several at a time; starts RabbitMQ and PostgreSQL where it may
	@deploy/scripts/ensure-services.sh
	.venv/bin/pytest tests --ignore=tests/contract -m "not bench" -n $(WORKERS) --dist loadfile --no-loadscope-reorder

bench: $(READY) ## measure and print a table; nothing is gated
	@deploy/scripts/ensure-services.sh
	.venv/bin/pytest tests/bench -m bench -s

faults: $(READY) ## the long runs of the fault tests (200 seeded kills; the short ones are part of `make test`)
	@deploy/scripts/ensure-services.sh
	HANOIWORK_FAULT_RUNS=200 .venv/bin/pytest tests/faults -s

lock: ## compile requirements.in into requirements.txt (UPGRADE=1 takes newer releases)
	deploy/scripts/lock.sh $(PYTHON)

clean: ## remove the virtual environment and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis reports
	find $(MEMBERS) tests -name __pycache__ -type d -prune -exec rm -rf {} +
