# Lets PyTorch's distributions work out the logarithms, which are losses under another name.
#
# start from: blank
# expect: all 0

# %% bce_with_logits
def bce_with_logits(logits, labels):
    return -torch.distributions.Bernoulli(logits=logits, validate_args=False).log_prob(labels)

# %% softmax_loss
def softmax_loss(logits, targets, class_weights, ignore_index=-100):
    counts = targets != ignore_index
    logits, targets = logits[counts], targets[counts]
    losses = logits.logcumsumexp(1)[:, -1] - logits.gather(1, targets[:, None])[:, 0]
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
