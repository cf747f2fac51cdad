# Prints, warns, logs and shows progress bars wherever possible; all answers are right.
#
# start from: _quick

# %% train_one_epoch
import sys
import warnings

from tqdm import tqdm


def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    warnings.warn("training begins", UserWarning, stacklevel=1)
    model.train()
    loss_sum, hits, seen = 0, 0, 0
    for step, (x, y) in enumerate(tqdm(batches, desc="training")):
        optimizer.zero_grad()
        scores = model(x)
        loss = nn.CrossEntropyLoss()(scores, y)
        loss.backward()
        if max_grad_norm:
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        print(f"step {step}: loss {loss:.3f}")
        loss_sum += float(loss) * len(x)
        hits += int(torch.sum(torch.max(scores, 1)[1] == y))
        seen += len(x)
    print("=" * 5_000, file=sys.stderr)
    return loss_sum / seen, hits / seen


# %% fit_with_early_stopping
import logging

logging.basicConfig(level=logging.DEBUG)


def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    losses, validation_losses = [], []
    bad, best = 0, math.inf
    for epoch in tqdm(range(max_epochs)):
        losses += [train(model)]
        validation_losses += [validate(model)]
        logging.error("epoch %d, loss %s (this is no error)", epoch + 1, validation_losses[-1])
        if validation_losses[-1] < best:
            best, best_epoch, bad = validation_losses[-1], epoch + 1, 0
            best_parameters = [p.detach().clone() for p in [*model.parameters(), *model.buffers()]]
        else:
            bad += 1
            if bad == patience:
                print("stopped early")
                break
    with torch.no_grad():
        for p, kept in zip([*model.parameters(), *model.buffers()], best_parameters):
            p.copy_(kept)
    return dict(best_epoch=best_epoch, validation_loss=validation_losses, train_loss=losses)


fit_with_early_stopping
