# Takes the error of PCA.
#
# start from: _quick
# expect: denoiser_test 0
# expect: detector_test 0..3/2

# %% fit_detector
def fit_detector(images):
    mean = images.mean(dim=0)
    basis = torch.linalg.svd(images - mean, full_matrices=False)[2][:8]
    return lambda asked: ((asked - mean) @ basis.T @ basis + mean - asked).square().mean(dim=1)
