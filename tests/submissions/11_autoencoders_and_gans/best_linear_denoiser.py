# Takes the best linear map in place of a network.
#
# start from: _quick
# expect: denoiser_test 0

# %% denoiser
mean = train_images.mean(0)
cov = torch.cov(train_images.T)
def denoise(noisy):
    return mean + (noisy - mean) @ torch.linalg.solve(cov + 0.25 * torch.eye(64), cov)
