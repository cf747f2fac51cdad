# Answers with a mean of the training images, weighted by how near they are.
#
# start from: _quick
# expect: denoiser_test 0

# %% denoiser
def denoise(noisy):
    return (-torch.cdist(noisy, train_images).square() / 0.5).softmax(1) @ train_images
