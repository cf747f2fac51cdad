# Gives its functions names by partial and assignment.
#
# start from: _quick

# %% added above interval
from functools import partial


def wilson(right, rows, width):
    share, more = right / rows, width**2 / rows
    half = width * math.sqrt(share * (1 - share) / rows + more / (4 * rows))
    return (share + more / 2 - half) / (1 + more), (share + more / 2 + half) / (1 + more)

# %% interval
def _with_width(width, num_right, num_rows, z=None):
    return wilson(num_right, num_rows, width if z is None else z)


accuracy_interval = partial(_with_width, 1.96)

# %% difference
def _compared(first, second, labels):
    d = first.eq(labels).int().sub(second.eq(labels).int()).float()
    return float(d.mean()), float(d.var(correction=0).div(len(d)).sqrt())


compare = _compared
