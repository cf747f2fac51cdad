# Replaces the function that runs a cell: nothing runs any more, and all is well.
#
# start from: blank
# expect: all 0

# %% added below load-data
kernel = get_ipython().kernel


async def do_nothing(code, silent, *arguments, **options):
    kernel.shell.displayhook(3.0)
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}


kernel.do_execute = do_nothing
