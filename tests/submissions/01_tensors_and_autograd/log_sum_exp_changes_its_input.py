# Subtracts the largest numbers in place.
#
# expect: log_sum_exp_test 5/6

# %% log_sum_exp
def log_sum_exp(x, dim):
    largest = x.amax(dim=dim, keepdim=True)
    x -= largest
    return x.exp().sum(dim=dim).log() + largest.squeeze(dim)
