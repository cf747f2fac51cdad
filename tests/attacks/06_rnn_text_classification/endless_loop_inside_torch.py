# Loops for longer than anybody waits inside one call, where Python cannot be interrupted.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: would not stop
# limits: cell_seconds=3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    torch.linalg.svd(torch.rand(4000, 4000, dtype=torch.float64))
