# Keeps the summed dimension in the result.
#
# expect: log_sum_exp_test 0
# says: expected shape (4,), found shape (4, 1)

# %% log_sum_exp
def log_sum_exp(x, dim):
    m = x.amax(dim, keepdim=True)
    return (x - m).exp().sum(dim, keepdim=True).log() + m
