PYTHON ?= python3

.PHONY: run test check bench mutants faults guide build setup
run test check bench mutants faults guide build setup:
	@$(PYTHON) make.py $@
