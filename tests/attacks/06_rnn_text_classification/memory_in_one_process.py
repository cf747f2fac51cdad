# Takes all the memory there is, in one process.
#
# start from: blank
# expect: all 0
# limits: memory_mb=1024

# %% added below load-data
held = []
while True:
    held.append(torch.ones(2**24))
