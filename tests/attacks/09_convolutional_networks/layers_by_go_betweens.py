# PyTorch's own layers, called by others on the student's behalf: by TorchScript, by a choice of PyTorch's, by a thread.
#
# start from: blank
# expect: all 0

# %% added below imports
from threading import Thread

SCRIPT = """
def convolved(x, weight, bias: Optional[Tensor], stride: int, padding: int, dilation: int, groups: int):
    return torch.{}2d(x, weight, bias, [stride, stride], [padding, padding], [dilation, dilation], groups)
"""

# %% convolve
convolved = torch.jit.CompilationUnit(SCRIPT.format("conv")).convolved


def convolve(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    return convolved(x, weight, bias, stride, padding, dilation, groups)

# %% pooling
def max_pool(x, k):
    return getattr(F, "_".join(["max", "pool2d"]))(x, k, return_indices=True)


def unpool(values, places, height, width):
    found = []
    own = getattr(torch._C._nn, "_".join(["max", "unpool2d"]))
    thread = Thread(target=lambda: found.append(own(values, places, (height, width))))
    thread.start()
    thread.join()
    return found[0]

# %% transposed
def transposed(x, weight, stride):
    out = nn.Parameter(
        torch.zeros(len(x), weight.shape[1], *((n - 1) * stride + weight.shape[2] for n in x.shape[2:]))
    )
    seen = F.conv2d(out, weight, stride=stride)
    settings = {"allow_unreachable": True, "accumulate_" + "gr" + "ad": False}
    return torch._C._ImperativeEngine().run_backward((seen,), (x,), False, False, (out,), **settings)[0]
