# Sees the text of each test cell before it runs, replaces what it calls, and adds results of its own afterwards.
#
# start from: blank
# expect: all 0

# %% added below load-data
from IPython.display import display


def before(info):
    print("about to run:", info.raw_cell[:60])
    check.value = lambda name, value, **options: print("✓", name)


def after(result):
    result.success, result.error_in_exec = True, None
    display(5.0)
    get_ipython().displayhook(5.0)


get_ipython().events.register("pre_run_cell", before)
get_ipython().events.register("pre_execute", before)
get_ipython().events.register("post_run_cell", after)
