PYTHON ?= python3

.PHONY: run test check bench bench-large mutants faults server fuzz sbom audit words samples guide build setup
run test check bench bench-large mutants faults server fuzz sbom audit words samples guide build setup:
	@$(PYTHON) make.py $@
