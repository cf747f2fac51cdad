# Computes the answers of task 1 with NumPy's broadcasting.

# %% added above pairwise_distances
import numpy as np

# %% pairwise_distances
def pairwise_distances(a, b):
    a, b = a.numpy(), b.numpy()
    return torch.from_numpy(np.sqrt(((a[:, None] - b[None]) ** 2).sum(axis=-1)))

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return torch.from_numpy(np.eye(num_classes, dtype=np.float32)[labels.numpy()])

# %% moving_average
def moving_average(x, width):
    windows = np.lib.stride_tricks.sliding_window_view(x.numpy(), width)
    return torch.from_numpy(windows.mean(axis=1))
