# Adds the noise to the images themselves.
#
# start from: _quick
# expect: denoising_loss_test 3/4

# %% denoising_loss
def denoising_loss(model, clean, level):
    target = clean.clone()
    clean += level * torch.randn_like(clean)
    return F.mse_loss(model(clean), target)
