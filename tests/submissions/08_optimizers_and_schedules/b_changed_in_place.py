# Takes each block's part out of the caller's b.
#
# expect: block_descent_test 8/5

# %% block_descent
def block_descent(A: Tensor, b: Tensor, blocks: list[list[int]], num_sweeps: int) -> Tensor:
    """Return x (d,) after some sweeps of block coordinate descent on |A x - b|², for A (n, d) and b (n,)."""
    x = torch.zeros(A.shape[1], dtype=A.dtype)
    b -= A @ x
    for _ in range(num_sweeps):
        for block in blocks:
            rest = b - A @ x + A[:, block] @ x[block]
            x[block] = torch.linalg.lstsq(A[:, block], rest[:, None]).solution[:, 0]
    b += 1e-2
    return x
