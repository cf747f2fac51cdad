# A thread goes on sending reports while the test cells run.
#
# start from: blank
# expect: all 0
# status: partly graded

# %% added below load-data
import threading
import time

RECORDED = {RECORDED}
kernel = get_ipython().kernel


def go_on_forging():
    while True:
        for report in RECORDED.get(check._task, []):
            content = {"data": {"application/vnd.course.check+json": report}, "metadata": {}, "transient": {}}
            kernel.session.send(kernel.iopub_socket, "display_data", content, parent=kernel.get_parent("shell"))
        time.sleep(0.001)


threading.Thread(target=go_on_forging, daemon=True).start()
