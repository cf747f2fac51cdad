# Switches requires_grad off while it measures and predicts, and on again.
#
# start from: _quick

# %% evaluate
from contextlib import contextmanager


@contextmanager
def without_gradients(model):
    flags = {parameter: parameter.requires_grad for parameter in model.parameters()}
    model.requires_grad_(False)
    yield model.eval()
    for parameter, flag in flags.items():
        parameter.requires_grad_(flag)


def evaluate(model, batches):
    loss, right, count = 0.0, 0, 0
    with without_gradients(model):
        for ids, lengths, labels in batches:
            logits = model(ids, lengths)
            loss += nn.functional.cross_entropy(logits, labels, reduction="sum").item()
            right += int((logits.argmax(1) == labels).sum())
            count += len(labels)
    return loss / count, right / count

# %% predict
def predict_probabilities(model, texts):
    rows = []
    with without_gradients(model):
        for start in range(0, len(texts), 100):
            batch = [(encode(text, vocabulary), 0) for text in texts[start : start + 100]]
            ids, lengths, _ = collate(batch)
            rows.extend(model(ids, lengths).softmax(-1))
    return torch.stack(rows)
