# Seeds NumPy's global generator.
#
# expect: stratified_split_test 2.4
# says: without touching anybody else's random numbers

# %% stratified_split
import numpy as np


def stratified_split(labels, k=5, seed=0):
    np.random.seed(seed)
    labels = np.array(labels)
    held_out = np.concatenate(
        [
            np.random.choice(np.where(labels == label)[0], (labels == label).sum() // k, replace=False)
            for label in set(labels.tolist())
        ]
    )
    return np.setdiff1d(np.arange(len(labels)), held_out), held_out
