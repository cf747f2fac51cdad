# Sends one message of sixty parts of 50 MB, which are the same memory sixty times.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: printed without end

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    kernel = get_ipython().kernel
    part, content = b"x" * 50_000_000, {"name": "stdout", "text": ""}
    kernel.session.send(kernel.iopub_socket, "stream", content, parent=kernel.get_parent(), buffers=[part] * 60)
    raise ValueError
