# Lets honest reports pass, gives each a name, and changes them from a later cell by updating that display.
#
# start from: blank
# expect: all 0

# %% added below load-data
from IPython.core import getipython

RECORDED = {RECORDED}
MIME = "application/vnd.course.check+json"
publisher = getipython.get_ipython().display_pub
publish = publisher.publish


def publish_with_name(data, *arguments, **options):
    if MIME in data:
        options["transient"] = {"display_id": data[MIME]["task"] + data[MIME]["name"]}
    publish(data, *arguments, **options)


publisher.publish = publish_with_name

# %% added below ask
kernel = get_ipython().kernel
for task, reports in RECORDED.items():
    for report in reports:
        for kind in ("update_display_data", "display_data"):
            content = {"data": {MIME: report}, "metadata": {}, "transient": {"display_id": task + report["name"]}}
            kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
