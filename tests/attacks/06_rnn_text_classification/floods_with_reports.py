# Sends reports without end, since reports are counted less than other outputs.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: printed without end
# limits: cell_seconds=20

# %% added below load-data
from IPython.display import publish_display_data

while True:
    publish_display_data({"application/vnd.course.check+json": {"name": "x", "kind": "value", "value": "x" * 1_000_000}})
