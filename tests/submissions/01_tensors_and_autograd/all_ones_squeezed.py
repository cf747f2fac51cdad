# Squeezes every dimension of size 1 away, not only the summed one.
#
# expect: log_sum_exp_test 5/6
# says: expected shape (3, 1), found shape (3,)

# %% log_sum_exp
def log_sum_exp(x, dim):
    m = x.amax(dim, keepdim=True)
    return ((x - m).exp().sum(dim, keepdim=True).log() + m).squeeze()
