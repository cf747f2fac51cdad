# Compares only the images that stand at the same place.
#
# start from: _quick
# expect: denoiser_test 0
# expect: auc_test 0..1/3

# %% auc
def auc(scores, strange):
    a, b = scores[strange], scores[~strange]
    n = min(len(a), len(b))
    return ((a[:n] > b[:n]).float() + (a[:n] == b[:n]).float() / 2).mean().item()
