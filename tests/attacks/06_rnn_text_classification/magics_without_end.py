# Hands in 40 KB of magics, which take minutes to read for whoever reads them one after the other.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: was stopped
# limits: cell_seconds=4

# %% build_vocabulary
{MAGICS}


def build_vocabulary(texts, min_count=2):
    return None
