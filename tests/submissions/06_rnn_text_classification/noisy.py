# Prints, warns, logs and shows progress bars wherever possible, 4 MB in one cell; all answers are right.
#
# start from: _quick

# %% encode
import logging
import sys
import warnings

logging.basicConfig(level=logging.DEBUG)
print("encoding", file=sys.stderr)


def encode(text, vocabulary, max_words=40):
    warnings.warn(f"only {max_words} words are kept", UserWarning, stacklevel=1)
    logging.error("this is no error")
    ids = [vocabulary.get(word, 1) for word in words(text)[:max_words]] or [1]
    if len(ids) < 3:
        print("short:", text)
    return ids


20.0

# %% evaluate
from tqdm import tqdm


def evaluate(model, batches):
    model.eval()
    total_loss, correct, count = 0, 0, 0
    with torch.no_grad():
        for ids, lengths, labels in tqdm(batches, desc="evaluating"):
            logits = model(ids, lengths)
            print(logits)
            total_loss += nn.functional.cross_entropy(logits, labels).item() * len(ids)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(ids)
    print(f"accuracy {correct / count:.3f}")
    return total_loss / count, correct / count

# %% curves
for _ in range(40):
    print("=" * 100_000)


def plot_curves(history):
    sys.stderr.write("drawing\n")
    figure, axes = plt.subplots(1, 2)
    for name, where in (("train_loss", 0), ("train_accuracy", 1), ("validation_accuracy", 1)):
        axes[where].plot(history[name], label=name)
        axes[where].set(xlabel="epoch", ylabel=name)
        axes[where].legend()
    plt.show()
    return figure


10
