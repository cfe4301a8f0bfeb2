# `make run` sets everything up and starts Acore; `make help` lists the rest. The work is done in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run setup test check format bench soak fuzz dist demo

help: ## lists what make can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## sets up what is missing, builds once, starts Acore (ARGS="--port 9000")
	@scripts/run.sh $(ARGS)

setup: ## only sets up (ARGS="--yes", "--offline", "--for test")
	@scripts/setup.sh $(ARGS)

test: ## sets up what the tests need and runs every test (FILTER=StorageTests for some)
	@FILTER='$(FILTER)' scripts/test.sh

check: ## format, walls, warnings, then every test: run it before you hand in a change
	@scripts/check.sh

format: ## lays the Swift files out as `make check` wants them
	@swift format -i -r Sources Tests Package.swift

bench: ## measures speed and memory of the release build
	@scripts/bench.sh $(ARGS)

demo: ## a Discord of your own with Acore on it, in the browser (ARGS="--port 9000")
	@scripts/demo.sh $(ARGS)

fuzz: ## feeds random bytes to the parsers (ARGS="Markdown 300": which, seconds)
	@scripts/fuzz.sh $(ARGS)

soak: ## the long tests and long fuzzing: hours, by hand
	@scripts/soak.sh $(ARGS)

dist: ## packs a tarball that runs without Swift (ARGS=--test unpacks and starts it)
	@scripts/dist.sh $(ARGS)
