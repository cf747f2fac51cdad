# Imports what it needs under names of its own, and draws with one legend and shared labels for the whole figure.
#
# start from: _quick

# %% collate
from torch.nn.utils.rnn import pad_sequence as fill_up


def collate(batch):
    texts, labels = zip(*batch)
    sequences = list(map(torch.LongTensor, texts))
    return fill_up(sequences, True), torch.LongTensor(list(map(len, texts))), torch.LongTensor(labels)

# %% curves
from matplotlib import pyplot as drawing


def plot_curves(history):
    figure = drawing.figure()
    upper = figure.add_subplot(211)
    lower = figure.add_subplot(212, sharex=upper)
    upper.plot(history["train_loss"], "k", label="loss in training")
    for name, style in (("train", "-"), ("validation", ":")):
        lower.plot(history[f"{name}_accuracy"], style, label=f"accuracy, {name}")
    upper.set_ylabel("cross-entropy")
    lower.set_ylabel("accuracy")
    figure.supxlabel("epoch")
    figure.legend()
    return figure
