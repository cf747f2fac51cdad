# Cuts the numbers off where float32 ends.
#
# expect: log_sum_exp_test 5/6

# %% log_sum_exp
def log_sum_exp(x, dim):
    return x.clamp(-80, 80).exp().sum(dim=dim).log()
