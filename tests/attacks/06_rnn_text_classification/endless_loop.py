# Loops for ever in a test cell.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: was stopped
# limits: cell_seconds=3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    while True:
        pass
