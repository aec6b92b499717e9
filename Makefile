# Everything from a bare checkout: `make run` serves the shop, `make test` proves it.
SHELL := /bin/bash
.DELETE_ON_ERROR:
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
UV := .stamps/uv/bin/uv
export PATH := $(CURDIR)/$(BIN):$(PATH)
export UV_PYTHON_DOWNLOADS := never
# Compiled once, not by every process: some images of Python forbid it.
export PYTHONDONTWRITEBYTECODE :=

FRONT := $(shell find themes shop/pos/app -path themes/ocop/dist -prune -o \( -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.toml' -o -name 'icons.json' -o -path '*/pages/counter/shell.html' \) -print 2>/dev/null)
MESSAGES := $(wildcard catalogue/locale/*/LC_MESSAGES/django.po shop/locale/*/LC_MESSAGES/django.po cms/locale/*/LC_MESSAGES/django.po themes/locale/*/LC_MESSAGES/django.po)

.PHONY: help run test lint types set-up format bench judgements screenshots lighthouse messages clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

set-up: .stamps/python .stamps/front .stamps/messages ## Python, Node, the built front end, the translations

$(UV):
	$(PYTHON) -m venv .stamps/uv
	.stamps/uv/bin/pip install --quiet --disable-pip-version-check 'uv==0.13.9'

.stamps/python: pyproject.toml uv.lock | $(UV)
	UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --python $(PYTHON)
	touch $@

.stamps/node: package.json package-lock.json .stamps/python
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

.stamps/front: .stamps/node vite.config.ts tsconfig.json $(FRONT)
	npm run --silent build
	touch $@

.stamps/messages: $(MESSAGES) .stamps/python
	for room in catalogue shop cms themes; do if [ -d $$room/locale ]; then pybabel --quiet compile --directory $$room/locale --domain django || exit 1; fi; done
	touch $@

run: export BASE_URL ?= http://127.0.0.1:$(PORT)
run: set-up ## the shop with demonstration data at http://127.0.0.1:$(PORT)
	python manage.py open_shop 127.0.0.1:$(PORT)

test: lint ## everything that must hold
	.ci/suite

lint: set-up types ## style, types, contracts between rooms, migrations, templates
	ruff check .
	ruff format --check .
	lint-imports
	python manage.py makemigrations --check --dry-run
	djlint --quiet --lint themes

types: set-up
	mypy catalogue shop cms themes
	npm run --silent check

format: set-up ## mend the style
	ruff check --fix .
	ruff format .

bench: set-up ## measurements, ours beside stock Oscar
	python -m tests.bench

judgements: set-up ## how well each search engine finds what is meant
	python -m tests.judgements

screenshots: set-up ## the README's pictures, taken of the demonstration shop
	python -m tests.screenshots

lighthouse: set-up ## what Lighthouse thinks of five public pages, written to docs/lighthouse.md
	python -m tests.lighthouse

messages: set-up ## collect sentences to translate (needs gettext)
	for room in catalogue shop cms themes; do (cd $$room && django-admin makemessages --locale vi --no-obsolete --no-wrap --add-location file --ignore dist) || exit 1; done
	sed -i.old '/^"POT-Creation-Date/d' {catalogue,shop,cms,themes}/locale/vi/LC_MESSAGES/django.po
	rm {catalogue,shop,cms,themes}/locale/vi/LC_MESSAGES/django.po.old

clean: ## forget what was built and the embedded database
	rm -rf .stamps .venv node_modules themes/ocop/dist var
