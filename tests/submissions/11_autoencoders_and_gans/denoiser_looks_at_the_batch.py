# Uses the statistics of the batch.
#
# start from: _quick
# expect: denoiser_test 0

# %% denoiser
def denoise(noisy):
    shift = noisy.mean(dim=0)
    return shift + 0.35 * (noisy - shift)
