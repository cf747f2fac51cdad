# Imports PyTorch's attention under the answer's name from a module beside the notebook.
#
# start from: blank
# expect: all 0

# %% attention
from own.tools import attention

# %% file own/tools.py
import torch
from torch.nn import functional as F


def attention(q, k, v, blocked=None):
    look = torch.eye(k.shape[-2]).expand(*k.shape[:-2], -1, -1)
    may = None if blocked is None else ~blocked
    return tuple(F.scaled_dot_product_attention(q, k, values, attn_mask=may) for values in (v, look))
