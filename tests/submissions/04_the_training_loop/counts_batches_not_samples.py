# Asks whether there was a batch, not whether there was a sample.
#
# start from: _quick
# expect: averages_test 4/5

# %% averages
def averages(outputs):
    batches = list(outputs)
    if not batches:
        raise ValueError("no batch")
    logits = torch.cat([logits for logits, _ in batches])
    labels = torch.cat([labels for _, labels in batches])
    return F.cross_entropy(logits, labels).item(), (logits.argmax(1) == labels).float().mean().item()
