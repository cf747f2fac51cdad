# Everyday commands: `make` alone lists them. Each one sets up what it needs; a second call goes straight to work.
# Other commands, and the lines for Windows and conda: README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_FOR_TESTS := $(VENV)/.installed-for-tests
FOR_TESTS := .[dev,cluster]

export PYTHONUTF8 := 1

.PHONY: help demo lab test data clean

help:
	@echo "make demo    grade a simulated class and write the report about it"
	@echo "make lab     open the course in JupyterLab"
	@echo "make test    run every check: style, types, tests"
	@echo "make clean   remove the virtual environment and build leftovers (grades in classroom/ stay)"

demo: data
	@$(BIN)/course demo

lab: data
	@$(BIN)/course lab

# Cheap checks first. One thread per process, because the tests run in two processes.
test: data $(INSTALLED_FOR_TESTS)
	@echo "Style and types (about a minute), then the tests (about 45 minutes on 2 cores; pytest shows the progress)."
	@$(BIN)/ruff check . || { echo "make test: ruff found the problems above; 'ruff check --fix .' fixes most."; exit 1; }
	@$(BIN)/ruff format --check . || { echo "make test: run 'ruff format .' to lay out the files above."; exit 1; }
	@$(BIN)/mypy || { echo "make test: mypy found the type errors above."; exit 1; }
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadscope

# Checks the data by their hash and fetches what is missing, so a cache that was emptied is filled again.
data: $(INSTALLED)
	@$(BIN)/course data

# The stamp comes last: an interrupted set-up is taken up again. A working environment is kept, a broken one made anew.
$(INSTALLED): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { \
		echo "make: '$(PYTHON)' was not found. Install Python 3.11 or later, or name yours: make PYTHON=/path/to/python"; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: the course needs Python 3.11 or later, and '$(PYTHON)' is `$(PYTHON) --version 2>&1`."; \
		echo "      Install a newer one, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: '$(PYTHON)' cannot make virtual environments."; \
		echo "      On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Setting up the course in $(VENV), once: 2 to 10 minutes and at least 1.6 GB, most of it PyTorch."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@test -t 1 || echo "pip is quiet from here on; the next line comes when it is done."
	@$(call install,.)
	@touch $@
	@echo "Set-up done."

$(INSTALLED_FOR_TESTS): $(INSTALLED)
	@echo "Adding what only the tests need (a minute or two): type checker, browser driver, Dask."
	@$(call install,$(FOR_TESTS))
	@touch $@

define install
	test -t 1 || quiet=-qq; $(BIN)/python -m pip install $$quiet -e "$(1)" -c constraints.txt || { \
		echo "make: the installation did not finish (pip says why, above). Run the same command again to go on."; \
		exit 1; }
endef

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache course_utils.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
