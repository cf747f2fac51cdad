# Builds the shape of the largest numbers itself and forgets that `dim` may be negative.
#
# expect: log_sum_exp_test 0.5

# %% log_sum_exp
def log_sum_exp(x, dim):
    shape = [1 if i == dim else n for i, n in enumerate(x.shape)]
    largest = x.amax(dim=dim)
    return (x - largest.reshape(shape)).exp().sum(dim=dim).log() + largest
