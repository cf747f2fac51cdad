# Sends messages that lack what the protocol promises, or hold something else in its place.
#
# start from: blank
# expect: all 0

# %% added below load-data
kernel = get_ipython().kernel
deep = [[]]
for _ in range(400):
    deep = [deep]
CONTENTS = [
    {}, {"data": []}, {"data": {"text/plain": 5}}, {"data": {"text/plain": {"a": deep}}}, {"data": 7, "metadata": 7},
    {"text": 5}, {"text": None, "name": 9}, {"name": "stdout"}, {"text": "\ud800", "name": "stdout"},
    {"name": ["x"], "text": ["y"]}, {"ename": 1, "evalue": {}, "traceback": 3}, {"traceback": [[1]], "ename": "E"},
    {"execution_state": 5}, {"wait": []}, {"execution_count": {"a": []}}, {"transient": 5}, {"transient": ["x"]},
    {"data": {"text/plain": "x"}, "metadata": {}, "transient": {"display_id": {}}},
    {"data": {"text/plain": "x"}, "metadata": {}, "transient": {"display_id": ["x"]}},
    {"data": {"text/plain": "x"}, "execution_count": True}, {"data": {"text/plain": "x"}, "execution_count": 1.0},
    {"comm_id": [], "target_name": "jupyter.widget", "data": {"state": 5}}, {"comm_id": "x", "data": {"method": "update"}},
    {"comm_id": "y", "target_name": "jupyter.widget", "data": {"state": {"_model_module": "@jupyter-widgets/output",
     "_model_name": "OutputModel", "outputs": 5, "msg_id": {}}}},
]
KINDS = ["stream", "display_data", "execute_result", "error", "status", "clear_output", "update_display_data",
         "comm_open", "comm_msg", "comm_close", "execute_input", "no_such_message", "", "debug_event"]


def send_everything():
    for kind in KINDS:
        for content in CONTENTS:
            kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    send_everything()
    for content in (5, [], None, "text"):
        message = kernel.session.msg("stream", {}, parent=kernel.get_parent()) | {"content": content}
        kernel.session.send(kernel.iopub_socket, message)
    for header in (5, [], {}, {"msg_id": []}, {"msg_id": "x", "msg_type": 5, "date": "never"}):
        message = kernel.session.msg("stream", {"text": "x", "name": "stdout"}, parent=kernel.get_parent())
        kernel.session.send(kernel.iopub_socket, message | {"header": header})
    raise ValueError
