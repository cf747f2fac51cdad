# Subtracts the mean, which is -inf where one entry is.
#
# expect: log_sum_exp_test 5/6

# %% log_sum_exp
def log_sum_exp(x, dim):
    mean = x.mean(dim=dim, keepdim=True)
    return (x - mean).exp().sum(dim=dim).log() + mean.squeeze(dim)
