# Asks for the noisy image.
#
# start from: _quick
# expect: denoising_loss_test 1/4

# %% denoising_loss
def denoising_loss(model, clean, level):
    noisy = clean + level * torch.randn_like(clean)
    return F.mse_loss(model(noisy), noisy)
