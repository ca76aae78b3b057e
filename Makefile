# Works with GNU Make 3.81, the one of macOS.

# The first of these that is new enough makes the virtual environment.
PYTHONS := python3 python3.13 python3.12 python3.11
VENV := .venv
BIN := $(VENV)/bin
WHEELHOUSE := wheelhouse
UV_VERSION := 0.13.9

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Installs our own project without asking the network for anything.
OWN := --no-deps --no-build-isolation --no-index

.PHONY: help run test lint unit bench soak screenshots translations wheelhouse lock
.DEFAULT_GOAL := help

help:
	@echo "make run          start the server (ARGS=\"--port 9000\" passes options on)"
	@echo "make test         lint and run all tests (ARGS=\"-k name\" passes options on)"
	@echo "make lint         ruff, mypy and the layers"
	@echo "make bench        measure with thousands of phones, into docs/benchmarks.md"
	@echo "make soak         half an hour of 500 phones through 60 rounds (ARGS passes options on)"
	@echo "make screenshots  take the pictures of the README"
	@echo "make translations bring the catalogues in step with the texts in the code"
	@echo "make wheelhouse   a folder that installs with no network"
	@echo "make lock         renew requirements/ (UPGRADE=--upgrade takes newer versions)"

run: $(VENV)/.base
	@exec $(BIN)/quizapp run $(ARGS)

test: lint unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Three at a time, for most of the time goes by waiting for servers and browsers; what has a bound on
# time runs alone. (5 is pytest's word for: ARGS leave nothing to run here.)
# Rules and use cases have no untested branch; the rest is shown.
unit: $(VENV)/.dev
	$(BIN)/pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder -m "not alone" --cov --cov-report= $(ARGS) || [ $$? -eq 5 ]
	$(BIN)/pytest -m alone --cov --cov-append --cov-report= $(ARGS) || [ $$? -eq 5 ]
	$(BIN)/coverage report
	@if [ -z "$(ARGS)" ]; then \
	  $(BIN)/coverage report --fail-under=100 --include='quizapp/domain/*,quizapp/services/*'; \
	fi

# Ten minutes on a machine that does nothing else; on Linux, for it pins server and phones to cores.
# The last row also needs redis-server, nginx and PostgreSQL (ARGS="--without-workers" leaves it out).
bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmark $(ARGS)

soak: $(VENV)/.dev
	$(BIN)/python -m tests.soak $(ARGS)

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.e2e.screenshots $(ARGS)

# Lists what is to be translated; edit the messages.po of the language, then run it again.
translations: $(VENV)/.dev
	$(BIN)/python -m quizapp.translations

wheelhouse: $(VENV)/.base
	rm -rf "$(WHEELHOUSE)"
	mkdir -p "$(WHEELHOUSE)"
	$(PIP) wheel --require-hashes --requirement requirements/base.txt --wheel-dir "$(WHEELHOUSE)"
	$(PIP) wheel $(OWN) --wheel-dir "$(WHEELHOUSE)" .
	cp requirements/wheelhouse.md "$(WHEELHOUSE)/README.md"

# The stamps: what is installed stays until the lock or the project's data change.
$(VENV)/.base: $(BIN)/python requirements/base.txt requirements/build.txt pyproject.toml
	$(PIP) install --require-hashes --requirement requirements/base.txt --requirement requirements/build.txt
	$(PIP) install $(OWN) --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.txt pyproject.toml
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	$(PIP) install $(OWN) --editable .
	@touch $(VENV)/.base $@

$(BIN)/python:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "quizapp needs Python 3.11 or newer, and none of these is: $(PYTHONS)" >&2; exit 1

# Locks name versions and hashes, for every system and Python at once, and no address.
COMPILE = $(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

lock: $(VENV)-lock/bin/uv
	$(COMPILE) --output-file requirements/base.txt pyproject.toml >/dev/null
	$(COMPILE) --output-file requirements/build.txt requirements/build.in >/dev/null
	$(COMPILE) --output-file requirements/server.txt --extra postgres --extra redis \
	  --constraint requirements/base.txt pyproject.toml >/dev/null
	$(COMPILE) --output-file requirements/dev.txt --all-extras \
	  --constraint requirements/base.txt --constraint requirements/build.txt pyproject.toml >/dev/null
	@if grep -n '://' requirements/*.txt; then echo "a lock holds an address" >&2; exit 1; fi

$(VENV)-lock/bin/uv: $(BIN)/python
	$(BIN)/python -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip --disable-pip-version-check --quiet install uv==$(UV_VERSION)
