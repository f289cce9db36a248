# Needs only make and Python 3.11 or newer. Each command below installs what it
# needs into $(VENV) the first time, and again when pyproject.toml changes.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# How hard Hypothesis tries: quick, dev, ci or long (tests/conftest.py).
HYPOTHESIS_PROFILE ?= dev
export HYPOTHESIS_PROFILE

# The version is part of what is installed, so a new one means a new install.
INSTALLED_FROM := pyproject.toml src/partygrid/__init__.py

.PHONY: help demo test docs site pages examples oldest notebooks notebooks-write lint imports types wheel \
	check long mutants clean

help:
	@echo "make demo     run the examples: pay, a docket, a case polled, points"
	@echo "make examples a web service asked three questions, a payroll of 20,000 workers"
	@echo "make test     all tests, with 100 % coverage"
	@echo "make docs     only the examples in the documents and docstrings"
	@echo "make site     the documentation as web pages, in build/site"
	@echo "make pages    write catalogue, glossary and mechanisms anew, from packs and lists"
	@echo "make notebooks  run the notebooks; fails if one shows what it no longer comes to"
	@echo "make notebooks-write  store what such notebooks come to"
	@echo "make lint     ruff: rules and format"
	@echo "make imports  the import contracts"
	@echo "make types    mypy strict, and the public types complete"
	@echo "make wheel    the tests against the built wheel, on each Python found"
	@echo "make oldest   some of the tests with the oldest dependencies that are allowed"
	@echo "make check    all of the above"
	@echo "make long     the tests with many more generated examples"
	@echo "make mutants  break rules and see whether tests notice (ROOM=money: of one room)"
	@echo "make clean    remove the environment and what tools left behind"

demo: $(VENV)/.installed
	@$(BIN)/python examples/one_month.py
	@$(BIN)/python examples/docket.py
	@$(BIN)/python examples/polling.py
	@$(BIN)/python examples/points_quarter.py
	@$(BIN)/python examples/points_host.py

test: $(VENV)/.installed-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

docs: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/test_documents.py

# A link or a name that leads nowhere is a warning, and warnings are errors.
site: $(VENV)/.installed-dev
	$(BIN)/sphinx-build --builder html --fail-on-warning --keep-going --quiet --jobs auto \
		--doctree-dir build/doctrees docs build/site
	@echo "open build/site/index.html"

pages: $(VENV)/.installed-dev
	$(BIN)/python docs/_ext/write_pages.py

examples: $(VENV)/.installed-examples
	@$(BIN)/python examples/web_service/ask.py
	@$(BIN)/python examples/payroll_batch.py

# What meets each dependency, with the oldest versions of all that pyproject.toml allows.
# All tests with them: make oldest OLDEST_TESTS=tests
OLDEST ?= $(VENV)/oldest
OLDEST_TESTS ?= tests/calendars tests/examples/test_one_month.py tests/examples/test_docket.py \
	tests/serial/test_convert.py tests/serial/test_shapes.py tests/serial/test_worktime.py \
	tests/strategies/test_style.py tests/test_packaging.py tests/worktime/test_cadence.py
oldest: $(OLDEST)/.installed
	HYPOTHESIS_PROFILE=quick $(OLDEST)/bin/python -m pytest -p no:cacheprovider $(OLDEST_TESTS)

$(OLDEST)/.installed: tests/oldest.txt $(VENV)/.created $(INSTALLED_FROM)
	$(PYTHON) -m venv --without-pip $(OLDEST)
	$(BIN)/python -m pip --python $(OLDEST)/bin/python install --quiet \
		--constraint tests/oldest.txt --group tests --editable ".[testing,cn]"
	@touch $@

notebooks: $(VENV)/.installed-notebooks
	$(BIN)/python examples/notebooks/run.py

notebooks-write: $(VENV)/.installed-notebooks
	$(BIN)/python examples/notebooks/run.py --write

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

# With --verifytypes pyright asks the first Python on the path where packages are.
types: $(VENV)/.installed-dev
	$(BIN)/mypy
	PATH="$(abspath $(BIN)):$$PATH" pyright --verifytypes partygrid --ignoreexternal

wheel:
	.ci/run wheel

check: lint imports types site test demo notebooks oldest wheel

long: export HYPOTHESIS_PROFILE = long
long: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

# Break the rules of a room, one at a time, and see whether a test fails: make mutants ROOM=money.
# What was seen before is not run again; mutmut results, show and browse tell more.
ROOM ?= *
mutants: export HYPOTHESIS_PROFILE = mutants
# The tests of pay come by everything below it and take long; only pay is held to them.
ifneq ($(filter dated money worktime,$(ROOM)),)
mutants: export PYTEST_ADDOPTS = --deselect=tests/pay
endif
mutants: $(VENV)/.installed-mutants
	$(BIN)/mutmut run 'partygrid.$(ROOM).*'

clean:
	rm -rf $(VENV) .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache build dist htmlcov mutants
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +

# Python's own pip may be older than dependency groups (pip 25.1).
$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "partygrid needs Python 3.11 or newer; name one with: make PYTHON=python3.11" >&2; \
		exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

# What a host gets: the library and its run-time dependencies.
$(VENV)/.installed: $(VENV)/.created $(INSTALLED_FROM)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# The same, and what the larger hosts in examples/ need.
$(VENV)/.installed-examples: $(VENV)/.created $(INSTALLED_FROM)
	$(BIN)/python -m pip install --quiet --group examples --editable .
	@touch $(VENV)/.installed $@

# The same, and what runs and draws notebooks.
$(VENV)/.installed-notebooks: $(VENV)/.created $(INSTALLED_FROM)
	$(BIN)/python -m pip install --quiet --group notebooks --editable .
	@touch $(VENV)/.installed $@

# The same, and what breaks rules on purpose.
$(VENV)/.installed-mutants: $(VENV)/.created $(INSTALLED_FROM)
	$(BIN)/python -m pip install --quiet --group mutants --editable ".[testing,cn]"
	@touch $(VENV)/.installed $@

# What a host gets, and every tool of the project.
$(VENV)/.installed-dev: $(VENV)/.created $(INSTALLED_FROM)
	$(BIN)/python -m pip install --quiet --group dev --editable ".[testing,cn]"
	@touch $(VENV)/.installed $@
