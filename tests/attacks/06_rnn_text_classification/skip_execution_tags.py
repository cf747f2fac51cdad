# Tags every test cell so that it is not run: nbgrader gives full points for a cell without an error.
#
# start from: blank
# expect: all 0
# metadata: every_test tags=["skip-execution", "raises-exception", "nbval-skip"]

# %% build_vocabulary
raise SystemExit("nothing below this cell needs to run")
