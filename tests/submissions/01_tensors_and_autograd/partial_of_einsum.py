# Writes its answers as partial functions, lambdas and callable objects.

# %% pair_scores
from functools import partial

pair_scores = partial(torch.einsum, "bik,kl,bjl->bij")

# %% to_one_hot
to_one_hot = lambda labels, num_classes: torch.eye(num_classes)[labels]

# %% moving_average
class MovingAverage:
    def __call__(self, x, width):
        return x.unfold(0, width, 1).mean(-1)


moving_average = MovingAverage()

# %% log_sum_exp
def make_log_sum_exp():
    def log_sum_exp(x, dim):
        m = x.amax(dim, keepdim=True)
        return ((x - m).exp().sum(dim, keepdim=True).log() + m).squeeze(dim)

    return log_sum_exp


log_sum_exp = make_log_sum_exp()
