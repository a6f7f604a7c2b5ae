# make run: install and open the app.   make test: install and test.   PORT=8600 make run: another port.
PORT ?= 8501
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: run serve install install-dev test check quick lint bench audit recordings stills screenshots clean

run: install
	$(BIN)/python -m streamlit run streamlit_app.py --server.port $(PORT)

# For many: a process a core behind nginx, hosting/README.md
serve: $(VENV)/.installed-serve
	$(BIN)/python -m hosting.serve --port $(PORT)

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'GAN Explorer needs Python 3.11 or newer: PYTHON=python3.12 make run')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -q -r requirements.txt
	@touch $@

$(VENV)/.installed-serve: hosting/requirements-serve.txt $(VENV)/.installed
	$(BIN)/python -m pip install --disable-pip-version-check -q -r hosting/requirements-serve.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt hosting/requirements-serve.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -q -r requirements-dev.txt
	@touch $@ $(VENV)/.installed $(VENV)/.installed-serve

# A test process a core; what is quick comes first (tests/conftest.py).
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist load

test: install-dev
	$(PYTEST)

# What one waits for between two edits: nothing that trains or opens pages. Lint runs beside it.
check: install-dev
	$(MAKE) -j 2 lint quick

quick: install-dev
	$(PYTEST) -m "not browser and not slow"

lint: install-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	PATH="$(BIN):$$PATH" biome lint

bench: install-dev
	$(BIN)/python -m benchmarks

# Known holes in what is installed; asks the network. In an environment of its own, so that it changes nothing here.
audit: install
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/$(notdir $(BIN))/python -m pip install --disable-pip-version-check -q pip-audit
	$(VENV)/audit/$(notdir $(BIN))/python -m pip_audit --path "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

# An hour or two, on MNIST; one of them alone: python -m recording.digits NAME
recordings: install
	$(BIN)/python -m recording.trained
	$(BIN)/python -m recording.digits
	OMP_NUM_THREADS=1 $(BIN)/python -m recording.cures
	$(BIN)/python -m recording.autoencoder
	OMP_NUM_THREADS=1 $(BIN)/python -m recording.variational
	$(BIN)/python -m recording.three_ways
	OMP_NUM_THREADS=1 $(BIN)/python -m recording.ring

# The pictures of live runs in the handouts: a quarter of an hour.
stills: install-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m docs.take_stills

screenshots: install-dev
	$(BIN)/python -m docs.take_screenshots

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
