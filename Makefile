# Every target works from a bare checkout on a machine with python3 (3.10 or newer), git and make.
# ARGS is handed on: make test ARGS="-k graph", make demo ARGS="--keep /tmp/demo"
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
WORKERS ?= 4
.DEFAULT_GOAL := help
.PHONY: help demo dev test check format lock bench clean runtime devtools python

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: runtime ## the whole story on a small estate: apply, change, affected, drift, audit (under a minute)
	@$(BIN)/oci-assets demo $(ARGS)

dev: runtime ## the demo estate in the Dagster UI, sensor and schedule running
	@$(BIN)/python tools/dev.py $(ARGS)

test: devtools ## all tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: devtools ## linters and types, what CI runs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: devtools ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: devtools ## both lock files anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(BIN)/python tools/lock.py $(ARGS)

bench: devtools ## the figures of benchmarks/, with the commands that repeat them
	@set -e; for name in affected drift_sweep executor init_once repeated_plan sensor_tick; do echo "$$name"; $(BIN)/python benchmarks/$$name.py $(ARGS); done

clean: ## remove what the targets above made
	rm -rf $(VENV) $(VENV).old $(VENV).lock .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime: python
	@$(PYTHON) tools/bootstrap.py --venv $(VENV)

devtools: python
	@$(PYTHON) tools/bootstrap.py --venv $(VENV) --dev

# tools/bootstrap.py itself cannot be read by Pythons older than 3.7
python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 10) or sys.exit("Python 3.10 or newer is needed, this is %s: make PYTHON=python3.11" % sys.version.split()[0])'
