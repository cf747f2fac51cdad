# Solves each block by its normal equations, and the schedules by NumPy.

# %% block_descent
def block_descent(A: Tensor, b: Tensor, blocks: list[list[int]], num_sweeps: int) -> Tensor:
    """Return x (d,) after some sweeps of block coordinate descent on |A x - b|², for A (n, d) and b (n,)."""
    x = torch.zeros(A.shape[1], dtype=A.dtype)
    for _ in range(num_sweeps):
        for block in blocks:
            rest = b - A @ x + A[:, block] @ x[block]
            part = A[:, block]
            x[block] = torch.linalg.solve(part.T @ part, part.T @ rest)
    return x

# %% added above warmup_cosine
import numpy as np


def half_cosine(share):
    return float(0.5 + 0.5 * np.cos(np.pi * np.clip(share, 0, 1)))

# %% warmup_cosine
def warmup_cosine(step: int, warmup: int, total: int) -> float:
    """Return the factor of the learning rate in a step: a linear warm-up, then half a cosine down to 0."""
    return (step + 1) / warmup if step < warmup else half_cosine((step - warmup) / (total - warmup))

# %% one_cycle
def one_cycle(
    step: int, total: int, max_lr: float, warm_share: float = 0.3, div: float = 25.0, final_div: float = 1e4
) -> float:
    """Return the learning rate in a step from 0 to total - 1: up to max_lr, then down to nearly nothing."""
    corners = [0, warm_share * total - 1, total - 1]
    rates = [max_lr / div, max_lr, max_lr / div / final_div]
    i = 0 if step <= corners[1] else 1
    share = (step - corners[i]) / (corners[i + 1] - corners[i])
    return rates[i + 1] + (rates[i] - rates[i + 1]) * half_cosine(share)
