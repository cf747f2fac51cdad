# Forks without end, in every process that it makes.
#
# start from: blank
# expect: all 0
# status: partly graded
# limits: cell_seconds=4

# %% added below load-data
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
