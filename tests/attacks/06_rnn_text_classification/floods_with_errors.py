# Sends tracebacks, widgets, metadata and unknown messages without end.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: printed without end
# limits: cell_seconds=20

# %% added below load-data
kernel = get_ipython().kernel
long = "x" * 1_000_000
while True:
    for kind, content in (
        ("error", {"ename": "E", "evalue": long, "traceback": [long]}),
        ("comm_open", {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": {"value": long}}}),
        ("display_data", {"data": {}, "metadata": {"x": long}}),
        ("anything", {"x": long}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
