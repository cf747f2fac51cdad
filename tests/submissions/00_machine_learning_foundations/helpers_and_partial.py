# Builds its answers from helpers, partial and lambda.

# %% added above bayes
from functools import partial


def log_sum_exp(table):
    top = table.max(1, keepdims=True)
    return top + np.log(np.exp(table - top).sum(1, keepdims=True))


def log_density(x, mean, var):
    return -((x - mean) ** 2) / var / 2 - np.log(var) / 2 - np.log(2 * np.pi) / 2

# %% bayes
def bayes_log_proba(rows, labels, new_rows):
    groups = [rows[labels == c] for c in np.unique(labels)]
    densities = [partial(log_density, mean=g.mean(0), var=g.var(0) + 1e-9) for g in groups]
    joint = np.array([np.log(len(g)) + d(new_rows).sum(1) for g, d in zip(groups, densities)]).T
    return joint - log_sum_exp(joint)

# %% softmax
softmax = lambda scores: np.exp(scores - log_sum_exp(scores))

# %% softmax_regression
def softmax_regression(rows, labels, num_classes, lr, num_steps):
    table = np.hstack([rows, np.ones((len(rows), 1))])  # the constants as a last row of the weights
    both = np.zeros((table.shape[1], num_classes))
    truth = (labels[:, None] == range(num_classes)) * 1.0
    for _ in range(num_steps):
        both -= lr / len(rows) * table.T @ (softmax(table @ both) - truth)
    return both[:-1], both[-1]
