# make report   the sample report, from nothing      make test    checks and tests, as CI runs them
# make setup    the environment alone                make check   lint, format, types, floors
# make browser   Chromium for the tests that look at pages as a reader sees them
# make wheel · make bench · make lock · make clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NAME ?= kazakhstan
FORMATS ?= html,pdf,json
FACTCHECK_DATA ?= ../shared
LACK = $(BIN)/python -c 'import sys; from factcheck.report.paper.libraries import lack; sys.exit(lack())'
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)

export FACTCHECK_DATA PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup report test check format wheel bench lock pango browser clean
.DEFAULT_GOAL := report

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "factcheck needs Python 3.11 or later: install it, or say make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) >/dev/null || { rm -rf $(VENV); \
		echo "this Python cannot make a virtual environment; on Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@$(MAKE) --no-print-directory pango
	@touch $@

# The PDF needs libraries of the system; `lack` names the one that is missing and the line that installs it. Without them
# HTML and JSON are still written, so nothing here may fail. A package that this system does not have stops no other one.
pango:
	@$(LACK) >/dev/null 2>&1 && exit 0; \
	packages=$$($(BIN)/python -c 'from factcheck.report.paper.libraries import PACKAGES; print(PACKAGES)'); \
	if command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root='sudo -n'; else as_root=false; fi; \
		install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"; \
		{ $$install $$packages || { $$as_root apt-get update -q; $$install $$packages; } \
			|| for each in $$packages; do $$install $$each; done; } </dev/null >/dev/null 2>&1; \
	fi; \
	$(LACK) || true

# The tests in tests/browser need a Chromium. Without it they are skipped and say so, so nothing here may fail.
browser:
	@for each in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
		test -n "$$each" && command -v "$$each" >/dev/null && exit 0; done; \
	if command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root='sudo -n'; else as_root=false; fi; \
		{ $$as_root apt-get install -y -q --no-install-recommends chromium \
			|| { $$as_root apt-get update -q && $$as_root apt-get install -y -q --no-install-recommends chromium; }; } >/dev/null 2>&1; \
	fi; \
	command -v chromium >/dev/null || echo "no Chromium, so the tests in a browser are skipped; on Debian: sudo apt-get install chromium"

report: $(READY)
	$(BIN)/factcheck report seeds/ -o reports --name $(NAME) --format $(FORMATS)

check: $(READY)
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/python -m pytest -q -n auto --dist loadgroup

format: $(READY)
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

wheel: $(READY)
	$(BIN)/python -m build --no-isolation --wheel

# Every bench/*.py takes the data folder as its one argument and prints one table.
bench: $(READY)
	@for script in $(wildcard bench/[a-z]*.py); do echo "$$script"; $(BIN)/python "$$script" "$(FACTCHECK_DATA)" || exit 1; done

lock: $(READY)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra formats --universal --python-version 3.11 --upgrade --quiet \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
