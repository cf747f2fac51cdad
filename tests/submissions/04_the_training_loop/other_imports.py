# Imports what it needs under names of its own, and measures a deep copy of the model.

# %% averages
from torch.nn.functional import cross_entropy as ce, nll_loss


def averages(outputs):
    rows = [(ce(logits, labels, reduction="none"), logits.argmax(1) == labels) for logits, labels in outputs]
    if sum(len(losses) for losses, _ in rows) == 0:
        raise ValueError("no sample")
    losses, right = (torch.cat(column) for column in zip(*rows))
    return losses.mean().item(), right.float().mean().item()

# %% evaluate
@torch.inference_mode()
def evaluate(model, batches):
    frozen = copy.deepcopy(model)
    frozen.eval()
    total, right, seen = 0.0, 0, 0
    for images, labels in batches:
        scores = frozen(images).log_softmax(1)
        total += nll_loss(scores, labels, reduction="sum").item()
        right += (scores.argmax(1) == labels).sum().item()
        seen += len(labels)
    return total / seen, right / seen

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step >= total_steps:
        return 0.0
    if warmup_steps and step < warmup_steps:
        return (step + 1) / warmup_steps
    return float(torch.cos(torch.tensor((step - warmup_steps) / (total_steps - warmup_steps) * math.pi / 2)) ** 2)
