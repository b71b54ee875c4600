PYTHON ?= python3

.PHONY: run test check bench mutants faults server fuzz sbom audit words guide build setup
run test check bench mutants faults server fuzz sbom audit words guide build setup:
	@$(PYTHON) make.py $@
