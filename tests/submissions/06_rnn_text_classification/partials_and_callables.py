# Makes its answers from partials, closures and objects that can be called.
#
# start from: _quick

# %% build_vocabulary
from functools import partial


def number_words(specials, texts, min_count=2):
    counts = Counter()
    for text in texts:
        counts.update(words(text))
    kept = [word for word in sorted(counts) if counts[word] >= min_count]
    kept.sort(key=counts.get, reverse=True)
    return dict(zip([*specials, *kept], range(len(kept) + 2)))


build_vocabulary = partial(number_words, ("[PAD]", "[UNK]"))

# %% collate
class Collate:
    def __init__(self, padding):
        self.padding = padding

    def __call__(self, batch):
        lengths = torch.tensor([len(ids) for ids, _ in batch])
        ids = torch.full((len(batch), int(lengths.max())), self.padding)
        for row, (text, _) in zip(ids, batch):
            row[: len(text)] = torch.tensor(text)
        return ids, lengths, torch.tensor([label for _, label in batch])


collate = Collate(0)

# %% evaluate
def make_evaluation():
    def measure(model, batches):
        model.train(False)
        losses, right = [], []
        with torch.inference_mode():
            for ids, lengths, labels in batches:
                logits = model(ids, lengths)
                losses.append(nn.functional.cross_entropy(logits, labels, reduction="none"))
                right.append(logits.argmax(1) == labels)
        return torch.cat(losses).mean().item(), torch.cat(right).float().mean().item()

    return measure


evaluate = make_evaluation()
