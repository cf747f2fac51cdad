# Sends one message of a quarter of a gigabyte.
#
# start from: blank
# expect: all 0
# status: partly graded
# limits: memory_mb=2048
# limits: cell_seconds=6

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    kernel = get_ipython().kernel
    content = {"name": "stdout", "text": "x" * 2**28}
    kernel.session.send(kernel.iopub_socket, "stream", content, parent=kernel.get_parent())
    raise ValueError
