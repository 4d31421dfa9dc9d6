# Each target sets up what it needs first; a second run finds it done.
PYTHON ?= python3
PORT ?= 8000
ROUNDS ?= 5
VENV := .venv
# `app` holds the package `assessment`. Bytecode is written also where the machine's settings forbid it: else each of
# pytest's processes compiles every module for itself, on every run.
RUN := PYTHONPATH=app PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python
PACKAGES := $(VENV)/packages.done
NPM_PACKAGES := $(VENV)/npm-packages.done
JOURNEY := tests/tools/engines
JOURNEY_PACKAGES := $(VENV)/journey-packages.done
NODE := $(RUN) -m publishing.machine node
NPM := $(RUN) -m publishing.machine npm
NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error

# One more than there are cores: a test often waits for its browser.
WORKERS = $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

CORE_TESTS = $(shell find tests/core tests/page -name '*.test.mjs' 2>/dev/null)

.PHONY: serve test test-browsers build lint question-set question-check bench pictures accessibility audit sbom browser lock clean
.DELETE_ON_ERROR:

serve: build
	@$(RUN) -m publishing.serve $(PORT)

build: $(PACKAGES) $(NPM_PACKAGES)
	@$(RUN) build_site.py

test: lint build browser
	@echo "Test"
	@$(if $(CORE_TESTS),$(NODE) --test --test-reporter=dot $(CORE_TESTS))
	@$(RUN) -m pytest --numprocesses $(WORKERS) --dist worksteal -q --durations=10

lint: $(PACKAGES) $(NPM_PACKAGES)
	@echo "Lint and types"
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .
	@$(RUN) -m mypy --no-error-summary
	@$(NODE) node_modules/typescript/bin/tsc --project app/jsconfig.json
	@$(NODE) node_modules/@biomejs/biome/bin/biome check --error-on-warnings --reporter=github

# NAME=name of the new set: a folder of texts below questions/, which builds at once.
question-set: $(PACKAGES)
	@$(RUN) -m publishing.new_question_set "$(NAME)"

# The questions of a set beside their checks, as a file for its author.
question-check: $(PACKAGES)
	@$(RUN) -m publishing.question_check "$(NAME)"

# BASELINE=folder measures a second built site in the same run.
bench: build browser
	@$(RUN) -m tests.tools.bench --rounds $(ROUNDS) $(if $(BASELINE),--baseline $(BASELINE))

# The main journey in Chromium, Firefox and WebKit; says which of them this machine cannot have.
test-browsers: build browser $(JOURNEY_PACKAGES)
	@$(NODE) node_modules/typescript/bin/tsc --project $(JOURNEY)/jsconfig.json
	@echo "The main journey in three engines"
	@$(RUN) -m tests.tools.engines

# The screenshots of the help pages, in build/pictures; the next build adds them to the site.
pictures: build browser
	@echo "Take screenshots"
	@$(RUN) -m tests.tools.pictures

# The results of the accessibility tests, in build/accessibility; the next build adds them to the site.
accessibility: build browser
	@echo "Test the accessibility of every page and state"
	@$(RUN) -m tests.tools.accessibility

# Known vulnerabilities of the pinned packages.
audit: $(PACKAGES)
	@$(RUN) -m pip_audit --disable-pip --require-hashes -r requirements.txt -r requirements-node.txt
	@$(NPM) audit
	@$(NPM) audit --prefix $(JOURNEY)

# Every package that is shipped or used, in the CycloneDX format, in build/sbom. npm wants a version.
sbom: $(PACKAGES) $(NPM_PACKAGES)
	@mkdir -p build/sbom && cp package.json package-lock.json build/sbom
	@$(RUN) -m pip install --quiet cyclonedx-bom
	@$(RUN) -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml -o build/sbom/python.cdx.json
	@$(NPM) --prefix build/sbom pkg set version=$$($(RUN) -c "from publishing import machine; print(machine.version())")
	@$(NPM) --prefix build/sbom sbom --package-lock-only --sbom-format cyclonedx > build/sbom/npm.cdx.json

browser: $(PACKAGES)
	@$(RUN) -m tests.browser.chromium

$(PACKAGES): requirements.txt
	@echo "Set up Python packages in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This project needs Python 3.11 or newer. Name one with: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(NPM_PACKAGES): package-lock.json $(PACKAGES)
	@echo "Set up npm packages in node_modules"
	@$(NPM) $(NPM_CI)
	@touch $@

$(JOURNEY_PACKAGES): $(JOURNEY)/package-lock.json $(PACKAGES)
	@echo "Set up the libraries that drive the browsers"
	@$(NPM) $(NPM_CI) --prefix $(JOURNEY)
	@touch $@

# Pins every package again, with hashes and without download addresses.
lock: $(PACKAGES)
	@$(RUN) -m pip install --quiet uv
	@for list in "pyproject.toml --group build --group test -o requirements.txt" "requirements-node.in -o requirements-node.txt"; do \
	  $(RUN) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header $$list; done
	@for folder in . $(JOURNEY); do \
	  $(NPM) install --prefix $$folder --package-lock-only --omit-lockfile-registry-resolved --loglevel=error; done

clean:
	rm -rf build
