# Prints without end.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: printed without end
# limits: cell_seconds=20

# %% added below load-data
line = "x" * 1000
while True:
    print(line)
