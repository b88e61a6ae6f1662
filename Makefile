# `make help` lists the targets.
PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)

.DEFAULT_GOAL := help
.PHONY: help demo build test lint format bench fuzz sanitize install uninstall clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## Build, then tell the story of the replaced server, as the receiver and as the sender has it
	.build/release/spf demo
	.build/release/spf demo --sender

build: ## Build the program: .build/release/spf
	@Scripts/prerequisites build
	$(SWIFT) build -c release --product spf --jobs $(JOBS)

test: ## Run every test, those with real mail servers, name servers and caches included
	@Scripts/prerequisites build test
	$(SWIFT) build --build-tests --jobs $(JOBS)
	$(SWIFT) test --skip-build

lint: ## Check format and what may not be in the repository
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz
	@Scripts/check-tree

format: ## Format the sources
	$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz

bench: ## Measure beside libspf2, go-spf, pyspf and policyd-spf
	@Scripts/prerequisites build bench
	Benchmarks/run

fuzz: ## Run every fuzzer for five minutes (SECONDS_EACH=300)
	@Scripts/prerequisites build
	Fuzz/run

sanitize: ## Run every test under the address and the thread sanitizer
	@Scripts/prerequisites build test
	Scripts/sanitize

install: build ## Install the program below PREFIX (/usr/local), staged below DESTDIR
	install -D -m 0755 .build/release/spf $(DESTDIR)$(PREFIX)/bin/spf

uninstall: ## Remove the program
	rm -f $(DESTDIR)$(PREFIX)/bin/spf

clean: ## Remove what was built
	rm -rf .build .build-*
