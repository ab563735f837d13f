# make demo: set up and lint the examples.  make test: set up and run every check.  Needs Python 3.11 or newer, and make.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin

.PHONY: demo test check docs bench clean

demo: .venv/installed
	@cd examples && ../$(BIN)/copydesk lint; status=$$?; \
	if [ $$status -ne 1 ]; then echo "expected findings, got exit status $$status"; exit 1; fi; \
	echo; echo "That was 'copydesk lint' in examples/: two of its four posts carry every family of defects, so"; \
	echo "these findings are meant, and status 1 is right. Now try your own: $(BIN)/copydesk lint PATH"

test: .venv/developing check
	$(BIN)/python -m pytest

check: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/developing
	$(BIN)/python docs/build.py

.venv/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "copydesk needs Python 3.11 or newer on the PATH"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist
