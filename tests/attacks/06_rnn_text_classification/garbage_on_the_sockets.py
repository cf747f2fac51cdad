# Sends bytes that are no messages, messages with a wrong signature, and one message twice.
#
# start from: blank
# expect: all 0
# status: partly graded

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    kernel = get_ipython().kernel
    socket = kernel.iopub_socket
    delimiter = b"<IDS|MSG>"
    for parts in ([b""], [b"x"] * 9, [delimiter], [delimiter, b"", b"{", b"[", b"5", b"{}"], [b"topic", delimiter, b"0" * 64, b"{}", b"{}", b"{}", b"{}"]):
        socket.send_multipart(parts)
    message = kernel.session.msg("stream", {"name": "stdout", "text": "twice"}, parent=kernel.get_parent())
    parts = kernel.session.serialize(message)
    for _ in range(2):
        socket.send_multipart([b"topic", *parts])
    nested = b"[" * 100_000 + b"]" * 100_000
    body = [b"{}", b"{}", b"{}", nested]
    socket.send_multipart([b"topic", delimiter, kernel.session.sign(body), *body])
    raise ValueError
