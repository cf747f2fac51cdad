# Computes in float32 whatever A is.
#
# expect: block_descent_test 8/5

# %% block_descent
def block_descent(A: Tensor, b: Tensor, blocks: list[list[int]], num_sweeps: int) -> Tensor:
    """Return x (d,) after some sweeps of block coordinate descent on |A x - b|², for A (n, d) and b (n,)."""
    A, b = A.float(), b.float()
    x = torch.zeros(A.shape[1])
    for _ in range(num_sweeps):
        for block in blocks:
            rest = b - A @ x + A[:, block] @ x[block]
            x[block] = torch.linalg.lstsq(A[:, block], rest[:, None]).solution[:, 0]
    return x
