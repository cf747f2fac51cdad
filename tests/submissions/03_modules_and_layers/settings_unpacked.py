# Is right: unpacks the settings of `torch.load`, and rounds with `math.floor`.

# %% output_size
import math


def output_size(n, layers):
    for kernel, stride, padding in layers:
        steps = (n + 2 * padding - kernel) / stride
        if steps < 0:
            raise ValueError("too long")
        n = math.floor(steps) + 1
    return n

# %% save_load
SETTINGS = {"weights_only": True, "map_location": "cpu"}


def save_model(model, path):
    with open(path, "wb") as file:
        torch.save(model.state_dict(), file)


def load_model(model, path):
    state = torch.load(path, **SETTINGS)
    model.load_state_dict(state, strict=True)
    model.eval()
    return model

# %% load_body
from functools import partial

load = partial(torch.load, weights_only=True)


def load_body(model, path):
    state = load(path)
    for name in [name for name in state if name.startswith("head.")]:
        del state[name]
    missing, unexpected = model.load_state_dict(state, strict=False)
    missing = [name for name in missing if not name.startswith("head.")]
    if missing or unexpected:
        raise RuntimeError(f"missing: {missing}, unexpected: {unexpected}")
    return model.train()
