# Sends results through the kernel's own socket while a test cell runs.
#
# start from: blank
# expect: all 0

# %% encode
def encode(text, vocabulary, max_words=50):
    kernel = get_ipython().kernel
    for points in (1.0, 1000.0):
        content = {"data": {"text/plain": repr(points)}, "metadata": {}, "execution_count": 1}
        kernel.session.send(kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent())
    raise ValueError
