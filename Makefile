# Every developer command. `make demo` and `make test` are the README's two.
PY := .venv/bin/python

.PHONY: setup demo run test check fix docs bench requirements

setup: .venv/ready

.venv/ready: requirements-dev.txt pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch .venv/ready

demo: setup
	.venv/bin/houselights demo

run: setup
	.venv/bin/houselights serve

test: setup
	$(PY) -m pytest

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy

fix: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: setup
	$(PY) -m bench

# Names, versions and hashes, never an address: uv.lock would carry them.
requirements: setup
	.venv/bin/uv pip compile pyproject.toml --group dev --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements-dev.txt
