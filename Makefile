# What can be done with a clone. Bare `make` lists it; a line after ## is what people read.
# Everything lives in .venv: made once, brought up to date when a lock or pyproject.toml changes.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
ARGS ?=
ENV := .venv
BIN := $(ENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --no-input --progress-bar off
CODE := src tests tools
CORES := -n logical --maxprocesses 4 --dist loadfile
BUILD := setuptools>=77
LOCK := $(BIN)/uv pip compile pyproject.toml - --quiet --universal --generate-hashes --no-header --no-annotate

.PHONY: help demo test check trials bench lock docs pictures format lint types imports pages tests-postgresql tests browser java

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "make %-18s %s\n", $$1, $$2 }'

demo: $(ENV)/core ## a sample company, placed, in your browser; ARGS=--check builds it, looks at it and ends
	@$(BIN)/vouch demo $(ARGS)

test: tests ## every test but the long ones; ARGS=tests/lake runs a part, ARGS='-k undo' those of that name

check: ## exactly what CI runs: format, lint, types, imports, pages, tests on both databases
	@began=$$(date +%s); \
	for step in $(ENV)/dev format lint types imports pages browser java tests-postgresql; do \
		at=$$(date +%s); \
		$(MAKE) $$step || { echo "make $$step failed."; exit 1; }; \
		echo "make $$step: $$(( $$(date +%s) - at )) s"; \
	done; \
	echo "Before the tests: $$(( $$(date +%s) - began )) s"
	@$(MAKE) tests ARGS=

trials: $(ENV)/dev browser java ## the long ones: kill -9, a million rows, fifty seeds
	@$(BIN)/python -m pytest -m trials $(ARGS)

bench: $(ENV)/dev ## how quick it is, as ratios to floors of the same run; ARGS='--events 100000000 --months 24'
	@$(BIN)/python -m tools.bench $(ARGS)

docs: $(ENV)/dev ## write the generated pages of docs/reference
	@$(BIN)/python -m tools.reference

pictures: $(ENV)/dev browser ## take the pictures of the documents anew, of a sample company
	@$(BIN)/python -m tools.pictures

lock: $(ENV)/dev ## both requirement files, from pyproject.toml; ARGS=--upgrade takes newer versions
	@echo '$(BUILD)' | $(LOCK) --extra dev --extra spark --output-file requirements-dev.lock $(ARGS)
	@echo '$(BUILD)' | $(LOCK) --constraint requirements-dev.lock --output-file requirements.lock $(ARGS)

# ---- the steps of check -----------------------------------------------------------------------------------------
format: $(ENV)/dev
	@$(BIN)/ruff format --quiet --check $(CODE) || { $(BIN)/ruff format --check $(CODE); exit 1; }

lint: $(ENV)/dev
	@$(BIN)/ruff check --quiet $(CODE)

types: $(ENV)/dev
	@$(BIN)/mypy --strict src tools

imports: $(ENV)/dev
	@$(BIN)/lint-imports --config importlinter.ini > $(ENV)/imports.txt || { cat $(ENV)/imports.txt; exit 1; }

pages: $(ENV)/dev
	@$(BIN)/python -m tools.reference --check

tests-postgresql: $(ENV)/dev
	@VOUCH_TEST_DATABASE=postgresql $(BIN)/python -m pytest $(CORES) -m 'django_db and not browser and not trials' tests
	@VOUCH_TEST_DATABASE=postgresql $(BIN)/python -m pytest $(CORES) -m browser tests/web/asks tests/web/portal tests/web/programmes tests/web/week

tests: $(ENV)/dev browser java
	@$(BIN)/python -m pytest $(CORES) $(ARGS)

# ---- the environment --------------------------------------------------------------------------------------------
browser:
	@sh tools/machine/browser.sh

java:
	@sh tools/machine/java.sh

$(BIN)/python:
	@sh tools/machine/python.sh $(PYTHON)
	@$(PYTHON) -m venv --clear $(ENV)

$(ENV)/core: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Fetching what Vouch stands on into $(ENV): once, about a minute."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(ENV)/dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Fetching what Vouch and its tests stand on into $(ENV): once, about two minutes."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(ENV)/core $@
