# Calls its own variables, functions and attributes what PyTorch calls its.

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    mean, square = torch.lerp(mean, gradient, 0.1), torch.lerp(square, gradient * gradient, 0.001)

    def Adam(first, second):
        return first / (1 - 0.9**t) / (torch.sqrt(second / (1 - 0.999**t)) + 1e-8)

    adam = Adam(mean, square)
    adamw = adam + weight_decay * weight
    optim = weight - lr * adamw
    return optim, mean, square

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p < 0.0 or p >= 1.0:
            raise ValueError("p lies from 0 up to but not including 1")
        self.dropout = p

    def forward(self, x):
        dropout = x.new_empty(x.shape).uniform_()
        return torch.where(dropout < self.dropout, 0.0, x / (1 - self.dropout)) if self.training else x

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    label_smoothing = torch.full_like(logits, smoothing / logits.shape[1])
    label_smoothing[torch.arange(len(labels)), labels] += 1 - smoothing
    return F.cross_entropy(logits, label_smoothing)
