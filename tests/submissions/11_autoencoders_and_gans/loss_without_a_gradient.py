# Returns the loss as a number that is connected with no parameter.
#
# start from: _quick
# expect: denoising_loss_test 3/4

# %% denoising_loss
def denoising_loss(model, clean, level):
    with torch.no_grad():
        return F.mse_loss(model(clean + level * torch.randn_like(clean)), clean)
