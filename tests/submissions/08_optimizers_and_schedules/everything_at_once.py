# Solves the whole problem in one go.
#
# expect: block_descent_test 0

# %% block_descent
def block_descent(A: Tensor, b: Tensor, blocks: list[list[int]], num_sweeps: int) -> Tensor:
    """Return x (d,) after some sweeps of block coordinate descent on |A x - b|², for A (n, d) and b (n,)."""
    return torch.linalg.lstsq(A, b[:, None]).solution[:, 0]
