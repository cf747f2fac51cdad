# Computes the formula as it stands, which overflows.
#
# expect: log_sum_exp_test 5/6
# says: not finite (nan or inf)
# says: neither inf nor all 0

# %% log_sum_exp
def log_sum_exp(x, dim):
    return x.exp().sum(dim).log()
