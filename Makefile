# `make help` lists the targets.
PREFIX ?= /usr/local
DESTDIR ?=
SYSCONFDIR ?= $(PREFIX)/etc
# With STATIC=1 the program has Swift's libraries inside and runs where there is no toolchain.
STATIC ?=
SWIFT ?= swift
UNITS ?= $(PREFIX)/lib/systemd/system
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)

.DEFAULT_GOAL := help
.PHONY: help demo build test lint format screenshots bench fuzz sanitize install uninstall deb deb-test clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## Build, tell the story of the replaced server from both ends, and serve the console with it
	.build/release/spf demo

build: ## Build the program: .build/release/spf
	@Scripts/prerequisites build
	$(SWIFT) build -c release --product spf --jobs $(JOBS) $(if $(STATIC),--static-swift-stdlib)

test: ## Run every test, those with real mail servers, name servers and caches included
	@Scripts/prerequisites build test
	$(SWIFT) build --build-tests --jobs $(JOBS)
	$(SWIFT) test --skip-build

lint: ## Check format and what may not be in the repository
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz
	@Scripts/check-tree

format: ## Format the sources
	$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz

screenshots: ## Take pictures of the pages on a phone and on a screen: .build/screenshots, three in Documentation/images
	@Scripts/prerequisites build test
	$(SWIFT) build --build-tests --jobs $(JOBS)
	SPF_SCREENSHOTS=$(CURDIR)/.build/screenshots $(SWIFT) test --skip-build --filter ScreenshotTests
	install -D -m 0644 .build/screenshots/readme-desktop.png Documentation/images/why-desktop.png
	install -D -m 0644 .build/screenshots/readme-phone.png Documentation/images/why-phone.png
	install -D -m 0644 .build/screenshots/readme-console.png Documentation/images/console-desktop.png

bench: ## Measure beside libspf2, go-spf, pyspf and policyd-spf
	@Scripts/prerequisites build bench
	Benchmarks/run

fuzz: ## Run every fuzzer for five minutes (SECONDS_EACH=300)
	@Scripts/prerequisites build
	Fuzz/run

sanitize: ## Run every test under the address and the thread sanitizer
	@Scripts/prerequisites build test
	Scripts/sanitize

install: build ## Install the program, manual pages, completions and systemd units below PREFIX, staged below DESTDIR
	install -D -m 0755 .build/release/spf $(DESTDIR)$(PREFIX)/bin/spf
	Scripts/manual .build/release/spf .build/manual
	for page in .build/manual/man*/*; do \
	  install -D -m 0644 $$page $(DESTDIR)$(PREFIX)/share/man/$$(basename $$(dirname $$page))/$$(basename $$page); done
	install -D -m 0644 .build/manual/bash/spf $(DESTDIR)$(PREFIX)/share/bash-completion/completions/spf
	install -D -m 0644 .build/manual/zsh/_spf $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_spf
	install -D -m 0644 .build/manual/fish/spf.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/spf.fish
	install -d $(DESTDIR)$(UNITS)
	for unit in spf.service spf.socket spf-console.service; do \
	  sed -e 's|@bindir@|$(PREFIX)/bin|g' -e 's|@sysconfdir@|$(SYSCONFDIR)|g' Packaging/systemd/$$unit \
	    >$(DESTDIR)$(UNITS)/$$unit; done
	test -e $(DESTDIR)$(SYSCONFDIR)/spf/spf.yaml || \
	  install -D -m 0644 Packaging/spf.yaml $(DESTDIR)$(SYSCONFDIR)/spf/spf.yaml

uninstall: ## Remove what was installed; the configuration stays
	rm -f $(DESTDIR)$(PREFIX)/bin/spf $(DESTDIR)$(PREFIX)/share/man/man1/spf.1 $(DESTDIR)$(PREFIX)/share/man/man1/spf-*.1
	rm -f $(DESTDIR)$(PREFIX)/share/man/man5/spf.yaml.5 $(DESTDIR)$(PREFIX)/share/bash-completion/completions/spf
	rm -f $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_spf $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/spf.fish
	rm -f $(DESTDIR)$(UNITS)/spf.service $(DESTDIR)$(UNITS)/spf.socket $(DESTDIR)$(UNITS)/spf-console.service

deb: ## Make a Debian package: .build/deb/swift-spf_VERSION_ARCHITECTURE.deb
	@Scripts/prerequisites build package
	Scripts/make-deb

# Not part of `make test`: the package has Swift's libraries inside, for which everything is compiled once more with
# optimisation (many minutes on two cores), and a bare Debian is fetched from the network. What is in the package that does
# not depend on it, the units and the completions, `make test` has verified by systemd and by the shells themselves.
deb-test: deb ## Install, run and purge the package in a bare Debian; verify the systemd units
	@Scripts/prerequisites package-test
	Scripts/check-units
	Scripts/test-deb .build/deb/swift-spf_*.deb

clean: ## Remove what was built
	rm -rf .build .build-*
