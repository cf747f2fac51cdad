# Hands the noisy images back.
#
# start from: _quick
# expect: denoiser_test 0

# %% denoiser
def denoise(noisy):
    return noisy
