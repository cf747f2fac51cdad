# Is right, with regular expressions, `pad_sequence` and NumPy's own generators.

# %% parse_line
import re

NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)$")


def parse_line(line, class_ids):
    match line.rstrip("\n").split("\t"):
        case [species, *texts] if len(texts) == 3:
            pass
        case _:
            raise ValueError("not four fields")
    number = class_ids.get(species.strip().casefold())
    if number is None:
        raise ValueError("unknown species")
    values = []
    for text in map(str.strip, texts):
        if re.fullmatch(r"|\?|na", text, flags=re.IGNORECASE):
            values.append(None)
        elif NUMBER.match(text):
            values.append(float(text.replace(",", ".")))
        else:
            raise ValueError(f"no number: {text}")
    return number, values

# %% collate
from torch.nn.utils.rnn import pad_sequence


def collate(samples, padding_id=0):
    rows = [torch.tensor(ids, dtype=torch.long) for ids, _ in samples]
    padded = pad_sequence(rows, batch_first=True, padding_value=padding_id)
    return padded, torch.tensor(list(map(len, rows))), torch.tensor([label for _, label in samples])

# %% stratified_split
import numpy as np


def stratified_split(labels, k=5, seed=0):
    generator, labels = np.random.default_rng(seed), np.array(labels)
    train, held_out = [], []
    for label in np.unique(labels):
        members = generator.permutation(np.flatnonzero(labels == label))
        cut = len(members) // k
        held_out.extend(members[:cut].tolist())
        train.extend(members[cut:].tolist())
    return train, held_out
