PYTHON ?= python3

.PHONY: run test check bench mutants guide setup
run test check bench mutants guide setup:
	@$(PYTHON) make.py $@
