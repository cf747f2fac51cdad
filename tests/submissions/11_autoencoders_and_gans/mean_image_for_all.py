# Answers with the mean image.
#
# start from: _quick
# expect: denoiser_test 0

# %% denoiser
mean_image = train_images.mean(dim=0)


def denoise(noisy):
    return mean_image.expand(noisy.shape).clone()
