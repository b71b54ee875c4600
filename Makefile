PYTHON ?= python3

.PHONY: run test check bench mutants setup
run test check bench mutants setup:
	@$(PYTHON) make.py $@
