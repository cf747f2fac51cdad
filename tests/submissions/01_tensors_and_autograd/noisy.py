# Prints, warns and shows progress bars wherever possible; all answers are right.

# %% to_one_hot
import logging
import sys
import warnings


def to_one_hot(labels, num_classes):
    warnings.warn("this is slow", UserWarning, stacklevel=1)
    print("labels:", labels, file=sys.stderr)
    return (labels.unsqueeze(1) == torch.arange(num_classes)).to(torch.float32)


1.0

# %% fit
from tqdm import tqdm


def fit(x, y):
    centre, scale = x.mean(), x.std()
    X = torch.stack([((x - centre) / scale) ** k for k in range(4)], dim=1)
    weights = torch.zeros(4, requires_grad=True)
    for step in tqdm(range(500)):
        loss = ((X @ weights - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            weights -= 0.1 * weights.grad
            weights.grad.zero_()
        if step % 100 == 0:
            print(f"step {step}: loss {loss:.4f}")
    logging.error("this is no error")
    w = weights.detach().numpy()
    return lambda q: sum(float(w[k]) * ((q - centre) / scale) ** k for k in range(4))


0
