PYTHON ?= python3

.PHONY: run test check bench mutants faults guide setup
run test check bench mutants faults guide setup:
	@$(PYTHON) make.py $@
