# Waits for somebody to type something.
#
# start from: blank
# expect: all 0
# limits: cell_seconds=5

# %% added below load-data
answer = input("Which points would you like to give? ")

# %% build_vocabulary
import sys

sys.stdin.read()
