# Seeds the random numbers of everybody.
#
# start from: _quick
# expect: sample_test 2/3

# %% sample
def sample(generator, num, size, seed):
    torch.manual_seed(seed)
    with training.evaluation_mode(generator):
        return generator(torch.randn(num, size))
