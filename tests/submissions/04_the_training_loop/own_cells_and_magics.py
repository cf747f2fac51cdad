# Has cells of their own: magics, a shell command, a helper that an answer uses, a plot, a cell that ends in an error.
#
# start from: _quick

# %% added above imports
%matplotlib inline
%config InlineBackend.figure_format = "png"

# %% added above warmup_cosine
from math import cos, pi


def half_cosine(share):
    return (1 + cos(share * pi)) / 2

# %% warmup_cosine
%time half_cosine(0.25)


def warmup_cosine(step, warmup_steps, total_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    return half_cosine(min(1, (step - warmup_steps) / (total_steps - warmup_steps)))

# %% added below warmup_cosine
import matplotlib.pyplot as plt

plt.plot([warmup_cosine(step, 10, 100) for step in range(120)])
plt.show()
!echo does it rise first?
half_cosine("what do I get here?")
