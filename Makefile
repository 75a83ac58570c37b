# Everything from a bare checkout needs only Python 3.11 or newer, and make.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check setup environment frontend texts bench types lint unit browser stop clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## Start the demo office at http://localhost:8000
	@$(BIN)/kanim setup --demo
	@$(BIN)/kanim serve --sim --fill

test: setup ## Prove everything: lint, types, architecture, unit, integration, browser
	@bash tests/needs.sh browser
	@$(MAKE) --no-print-directory check browser

check: lint types unit ## The quick part of the tests

setup: environment frontend texts ## Make the environment, the front end and the compiled texts

environment: .venv/.made

.venv/.made: pyproject.toml uv.lock
	@echo "environment"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --frozen --quiet --system-certs
	@touch $@

frontend: environment
	@echo "front end"
	@$(BIN)/kanim frontend

texts: environment
	@$(BIN)/kanim texts

lint: environment
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache | tail -n 3

types: environment
	@$(BIN)/mypy

unit: setup
	@bash tests/needs.sh texts
	@$(BIN)/pytest -m "not browser" -n 2 -q

browser: environment
	@$(BIN)/pytest -m browser -q tests/e2e

bench: setup ## Measure speed; a table of figures beside their limits
	@$(BIN)/kanim bench

stop: ## Stop the private database
	@$(BIN)/kanim database stop

clean: stop ## Remove everything that can be made again (the office's data under var/ too)
	rm -rf .venv frontend/node_modules src/kanim/ui/static/dist var
