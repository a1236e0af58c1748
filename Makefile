# Musubime: `make run` to look at it, `make test` to prove it. Needs Python >= 3.11; `make test` also Node >= 20 and Java.
.PHONY: help setup run test check api-check api-lint bench lock clean
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$name; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
STORE ?= ./var/store

help:
	@echo 'make run [PORT=8000] [STORE=./var/store]   install, load the bundled rosters, serve http://127.0.0.1:PORT'
	@echo 'make test                                  make setup, then make check'
	@echo 'make setup                                 everything that needs the network: packages, browser, Neo4j'
	@echo 'make check                                 style, types, import rules and all tests, offline'
	@echo 'make api-check                             ask the whole API with made-up data (schemathesis, some minutes)'
	@echo 'make api-lint                              read the OpenAPI document with spectral and redocly'
	@echo 'make bench                                 the benchmark table of docs/benchmarks.md'
	@echo 'make lock                                  write the lock files anew from pyproject.toml'

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed and was not found; name it with PYTHON=/path/to/python3.' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps hold what is installed: nothing is asked of the network while the lock files stay as they are.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.stamp: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

tests/outside/node_modules/.stamp: tests/outside/package.json tests/outside/package-lock.json
	npm ci --no-audit --no-fund --prefix tests/outside
	@touch $@

tests/openapi/node_modules/.stamp: tests/openapi/package.json tests/openapi/package-lock.json
	npm ci --no-audit --no-fund --prefix tests/openapi
	@touch $@

run: $(VENV)/.run
	@exec $(BIN)/musubime serve --store '$(STORE)' --port '$(PORT)'

setup: $(VENV)/.dev node_modules/.stamp tests/outside/node_modules/.stamp
	$(BIN)/python -m scripts.find_browser
	$(BIN)/python -m scripts.fetch_graphml_schema
	$(BIN)/python -m tests.neo4j_server

test: setup
	$(MAKE) check

check:
	@test -e $(VENV)/.dev -a -e node_modules/.stamp || { echo 'Run `make setup` first: it installs what the checks need.' >&2; exit 1; }
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	node_modules/.bin/tsc --project tsconfig.json
	npm test --silent
	$(BIN)/python -m pytest -n 2 --dist loadgroup

api-check: $(VENV)/.dev
	$(BIN)/python -m scripts.check_api

api-lint: $(VENV)/.dev tests/openapi/node_modules/.stamp
	$(BIN)/python -m scripts.lint_api

bench: $(VENV)/.dev
	$(BIN)/python -m bench

lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml requirements-build.in -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra dev -c requirements.lock pyproject.toml requirements-build.in -o requirements-dev.lock

clean:
	rm -rf $(VENV) node_modules tests/outside/node_modules tests/openapi/node_modules .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
