# Leaves the batch norm of the denoiser in training mode.
#
# start from: _quick
# expect: denoiser_test 3/2

# %% denoiser
training.set_seed(11)
net = nn.Sequential(nn.Linear(64, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 64), nn.Sigmoid())
opt = torch.optim.Adam(net.parameters(), lr=2e-3)
for _ in range(40):
    for rows in torch.randperm(len(train_images)).split(64):
        if len(rows) > 1:
            loss = denoising_loss(net, train_images[rows], 0.5)
            opt.zero_grad(); loss.backward(); opt.step()
def denoise(noisy):
    return net(noisy)
