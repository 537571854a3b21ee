# Every developer command. `make demo` and `make test` are the README's two; `make` alone lists them all.
# 3.11 first: the pinned requirements were resolved for it.
PYTHON ?= $(shell for each in python3.11 python3 python3.12 python3.13; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: help setup demo run test browser libreoffice pango postgresql check fix docs attack bench bench-large soak requirements

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install into .venv, with nothing but Python 3.11 and its venv there before
	@mkdir -p .venv
	@# Two makes at once take turns; the second finds everything done.
	@if command -v flock >/dev/null; then flock .venv/lock $(MAKE) --silent --no-print-directory .venv/ready; \
	else $(MAKE) --silent --no-print-directory .venv/ready; fi

.venv/ready: requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Houselights needs Python 3.11 or newer; $$(python3 --version 2>&1 || true) is what is here." \
		"On Debian 12 or Ubuntu: apt-get install python3.11 python3.11-venv" >&2; exit 1; }
	@echo "Installing into .venv: a minute or two, the first time." >&2
	@$(PYTHON) -m venv .venv || { echo "On Debian or Ubuntu: apt-get install python3-venv (or python3.11-venv)" >&2; exit 1; }
	@$(PIP) --require-hashes --requirement requirements-dev.txt
	@$(PIP) --no-deps --editable .
	@touch .venv/ready

demo: setup ## two made-up theatres, from box office to figures, served on 127.0.0.1
	@.venv/bin/houselights demo

run: setup ## serve your own home, made when missing
	@.venv/bin/houselights setup
	@.venv/bin/houselights serve

test: setup browser libreoffice pango postgresql ## every test, a real browser included, on two cores
	$(PY) -m pytest -n 2 --dist loadscope --no-loadscope-reorder

browser: setup
	@.ci/browser

libreoffice:
	@.ci/libreoffice

pango:
	@.ci/pango

postgresql:
	@.ci/postgresql

check: setup ## style, import contracts, types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	@# Its Django plugin reads the settings, and those need a home and a key.
	@mkdir -p .mypy_cache/home
	HOUSELIGHTS_HOME=.mypy_cache/home HOUSELIGHTS_SECRET_KEY=for-types-alone .venv/bin/mypy

fix: setup ## what ruff can mend by itself
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

docs: setup browser ## write the generated pages and the screenshots again
	$(PY) docs/generate.py
	HOUSELIGHTS_SCREENSHOTS=docs/screenshots $(PY) -m pytest tests/journeys

attack: setup ## a thousand made-up portfolios and ten thousand pairs of questions: can anyone be seen
	$(PY) -m bench.attack

bench: setup ## ratios against what a user would pick instead, into bench/RESULTS.md
	$(PY) -m bench

bench-large: setup ## two million tickets read, ten million built and shown: about an hour, and 8 GB of disk
	$(PY) -m bench all-large

soak: setup ## kills, crashes and a long random history, at full length: about half an hour
	HOUSELIGHTS_SOAK=full $(PY) -m pytest tests/soak -n 2 --dist loadscope --no-loadscope-reorder

# Names, versions and hashes, never an address: uv.lock would carry them.
requirements: setup ## pin the dependencies of pyproject.toml again
	.venv/bin/uv pip compile pyproject.toml --group dev --generate-hashes --no-header --no-annotate --no-emit-index-url --no-strip-extras --quiet --output-file requirements-dev.txt
