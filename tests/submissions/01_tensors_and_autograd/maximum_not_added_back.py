# Subtracts the maximum and never adds it back.
#
# expect: log_sum_exp_test 0
# says: what was taken out must be put back

# %% log_sum_exp
def log_sum_exp(x, dim):
    return (x - x.amax(dim, keepdim=True)).exp().sum(dim).log()
