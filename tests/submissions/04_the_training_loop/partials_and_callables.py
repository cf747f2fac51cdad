# Makes its answers from partials, closures and objects that can be called.

# %% averages
class Averages:
    def __call__(self, outputs):
        loss, correct, seen = 0.0, 0, 0
        for logits, labels in outputs:
            loss += float(F.cross_entropy(logits, labels, reduction="sum"))
            correct += int(logits.argmax(dim=1).eq(labels).sum())
            seen += len(labels)
        if seen == 0:
            raise ValueError("no sample")
        return loss / seen, correct / seen


averages = Averages()

# %% train_one_epoch
from functools import partial


def one_epoch(step, model, batches, optimizer, max_grad_norm=None):
    model.train()
    loss_sum, correct, seen = 0.0, 0, 0
    for images, labels in batches:
        loss, right = step(model, images, labels, optimizer, max_grad_norm)
        loss_sum, correct, seen = loss_sum + loss * len(labels), correct + right, seen + len(labels)
    return loss_sum / seen, correct / seen


def one_step(model, images, labels, optimizer, max_grad_norm):
    optimizer.zero_grad(set_to_none=False)
    logits = model(images)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    if max_grad_norm:
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
    optimizer.step()
    return loss.item(), int((logits.argmax(1) == labels).sum())


train_one_epoch = partial(one_epoch, one_step)

# %% clip_gradients
def make_clipping():
    def clip(parameters, max_norm):
        gradients = [p.grad for p in parameters if p.grad is not None]
        norm = torch.stack([g.norm() for g in gradients]).norm()
        factor = torch.clamp(max_norm / norm, max=1.0)
        for g in gradients:
            g.mul_(factor)
        return norm

    return clip


clip_gradients = make_clipping()
