# make run · make test: each sets up what it needs on a fresh machine (git, make, Python 3.11 or newer).
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin

.PHONY: help run test check format docs bench gallery wheel lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

run: .venv/run.ready ## open the window, already listening
	@$(BIN)/python tools/qt_libraries.py --window
	@$(BIN)/track-debugger $(ARGUMENTS)

test: .venv/test.ready ## run every test
	@$(BIN)/python tools/qt_libraries.py
	@$(BIN)/python -m pytest $(or $(ARGUMENTS),--numprocesses=auto --dist=loadgroup)

check: .venv/test.ready ## lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/test.ready ## lay out the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/test.ready ## write docs/rules.md from the rules and their pages, filters.md from the fields, keyboard.md from the actions
	@$(BIN)/python tools/rule_reference.py
	@$(BIN)/python tools/filter_reference.py
	@$(BIN)/python tools/keyboard_reference.py

bench: .venv/test.ready ## measure, as ratios against a baseline of the same run
	@for bench in tests/benchmarks/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

gallery: .venv/test.ready ## screenshots of every state, in build/screenshots
	@$(BIN)/python tools/qt_libraries.py
	@$(BIN)/python -m pytest -q tests/window -k "gallery or picture"

wheel: .venv/test.ready ## build the wheel into dist
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: ## write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--upgrade --extra dev pyproject.toml --output-file requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build --constraint requirements-dev.lock pyproject.toml --output-file requirements.lock

clean: ## remove what make made
	rm -rf .venv build dist

.venv/run.ready: requirements.lock pyproject.toml tools/make_venv
	@PYTHON="$(PYTHON)" tools/make_venv requirements.lock
	@touch $@

.venv/test.ready: requirements-dev.lock pyproject.toml tools/make_venv
	@PYTHON="$(PYTHON)" tools/make_venv requirements-dev.lock
	@touch $@ .venv/run.ready
