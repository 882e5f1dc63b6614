# forestcarbon: see README.md. Two rules do everything: `make demo` and `make test`.

PREFIX ?= /usr/local
BUILD := .build/release
TOOL := $(BUILD)/forestcarbon
# Without line tables for debuggers the build takes less time.
SWIFT_BUILD := swift build -c release -debug-info-format none

.PHONY: demo test notebooks build tests packages format lint bench bench-scale fuzz mutate install clean

## Installs what is missing, builds, runs the main job on SampleData, says where to look.
demo: build
	@echo "==> estimate on SampleData/sonla"
	@$(TOOL) estimate SampleData/sonla --quiet
	@python3 Tests/Scripts/demo_summary.py SampleData/sonla/results/estimate

## Installs what is missing, builds once in release mode, runs all tests and notebooks.
test: tests
	@echo "==> swift test (the tests run the release build)"
	@swift test -c release --skip-build
	@$(MAKE) --no-print-directory notebooks

## Executes every notebook in a virtual environment of its own; a cell that fails ends it.
notebooks: build
	@echo "==> notebooks"
	@bash Tests/Scripts/notebooks.sh

build: packages
	@echo "==> swift build -c release (the first time about three minutes)"
	@$(SWIFT_BUILD) --product forestcarbon

tests: packages
	@sh Tests/Scripts/packages.sh tests || echo "==> without PostgreSQL the tests of PostGIS are skipped"
	@echo "==> swift build -c release --build-tests (the first time about five minutes)"
	@# First what the largest of our modules waits for: the build system would leave it to the end, and one
	@# processor idle beside it.
	@$(SWIFT_BUILD) --target Crypto
	@$(SWIFT_BUILD) --build-tests

packages:
	@sh Tests/Scripts/packages.sh

## Formats all Swift files in place.
format:
	@swift format --in-place --parallel --recursive Package.swift Sources Tests

## Fails when a Swift file is not formatted or breaks a rule.
lint:
	@echo "==> swift format lint --strict"
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests

## Times the verbs as whole processes; figures go into docs/benchmarks.md by hand.
bench: build
	@sh Tests/Scripts/bench.sh

## Random bytes in files of every format, twenty minutes of them: no crash, no hang, nothing half-written.
fuzz: build
	@nice -n 19 python3 Tests/Scripts/fuzz.py --runs 1000000 --minutes 20

## 20,000 random damages to rows, cells, fields and geometries: no total changes without a finding.
mutate: build
	@nice -n 19 python3 Tests/Scripts/mutate.py --runs 20000

## Times tables of 1 and 10 million trees and layers of 100,000 and 1,000,000 parcels: ten minutes, 6 GB of room.
bench-scale: build
	@sh Tests/Scripts/bench-scale.sh

## Installs the tool, its shell completions and its man page.
install: build
	@echo "==> install to $(DESTDIR)$(PREFIX)"
	@install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	@install -m 755 $(TOOL) $(DESTDIR)$(PREFIX)/bin/forestcarbon
	@$(TOOL) --generate-completion-script bash \
	  > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/forestcarbon
	@$(TOOL) --generate-completion-script zsh \
	  > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_forestcarbon
	@$(TOOL) --generate-completion-script fish \
	  > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/forestcarbon.fish
	@LC_ALL=C.UTF-8 swift package plugin generate-manual --configuration release >/dev/null
	@install -m 644 .build/plugins/GenerateManual/outputs/forestcarbon/forestcarbon.1 \
	  $(DESTDIR)$(PREFIX)/share/man/man1/

clean:
	@swift package clean
