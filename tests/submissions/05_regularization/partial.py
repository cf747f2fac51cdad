# Has solved tasks 1, 2 and 6 and left the rest as it was released.
#
# start from: blank
# expect: all 0
# expect: l1_step_test 1
# expect: adamw_step_test 2
# expect: dropout_test 3
# expect: ensemble_test 2

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    return weight - lr * gradient - lr * strength * torch.sign(weight)

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = (1 - lr * weight_decay) * weight
    m = 0.9 * mean + 0.1 * gradient
    v = 0.999 * square + 0.001 * gradient * gradient
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return weight - lr * m_hat / (torch.sqrt(v_hat) + 1e-8), m, v

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p < 0 or p >= 1:
            raise ValueError("p must be in [0, 1)")
        self.p = p

    def forward(self, x):
        if self.training:
            mask = torch.bernoulli(torch.full(x.shape, 1 - self.p))
            return mask * x / (1 - self.p)
        return x

# %% ensemble
def ensemble_probabilities(models, images):
    total = 0
    with torch.no_grad():
        for model in models:
            model.eval()
            total = total + torch.softmax(model(images), dim=1)
    return total / len(models)
