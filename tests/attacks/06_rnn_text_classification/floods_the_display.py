# Shows pictures, tables and errors without end.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: printed without end
# limits: cell_seconds=20

# %% added below load-data
from IPython.display import display, publish_display_data

while True:
    publish_display_data({"image/png": "x" * 100_000, "application/x-anything": {"a": ["x" * 100_000]}})
