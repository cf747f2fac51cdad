# Prints lines, in each cell, whose joining took the square of their length, while everybody else waited.
#
# start from: blank
# expect: all 0

# %% added below load-data
from IPython.display import clear_output, display


def print_long_lines(info):
    print("x" * 120_000 + "\r" * 60_000 + "\b" * 60_000)
    for _ in range(300):
        print("x\r", end="", flush=True)


def show_again_and_again(info):
    for number in range(300):
        display(number, display_id="one")
        clear_output(wait=True)


get_ipython().events.register("pre_run_cell", print_long_lines)
get_ipython().events.register("pre_run_cell", show_again_and_again)
