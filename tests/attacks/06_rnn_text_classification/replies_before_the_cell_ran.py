# Answers every request at once with "done", before the cell has run, and then goes on.
#
# start from: blank
# expect: all 0

# %% added below load-data
kernel = get_ipython().kernel


def answer(info):
    parent = kernel.get_parent()
    content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=parent)
    kernel.session.send(kernel.shell_stream, "execute_reply", content, parent=parent, ident=kernel._parent_ident["shell"])


get_ipython().events.register("pre_run_cell", answer)
