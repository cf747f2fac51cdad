# Wrong answers to the exercises of lesson 09.

# %% your-dilation
def dilated(x, weight, dilation):
    k = weight.shape[2]
    rows, columns = x.shape[2] - dilation * (k - 1), x.shape[3] - dilation * (k - 1)
    total = 0
    for i in range(k):
        for j in range(k):
            shifted = x[:, :, i : i + rows, j : j + columns]  # not spread out
            total = total + torch.einsum("bchw,oc->bohw", shifted, weight[:, :, i, j])
    return total


# %% your-dilation
def dilated(x, weight, dilation):
    k = weight.shape[2]
    rows, columns = x.shape[2] - dilation * (k - 1), x.shape[3] - dilation * (k - 1)
    total = 0
    for i in range(k):
        for j in range(k):
            top, left = j * dilation, i * dilation  # rows and columns exchanged
            shifted = x[:, :, top : top + rows, left : left + columns]
            total = total + torch.einsum("bchw,oc->bohw", shifted, weight[:, :, i, j])
    return total


# %% your-field
def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride, dilation in layers:
        jump = jump * stride
        size = size + (kernel - 1) * dilation * jump  # with the jump after its own stride
    return size


# %% your-field
def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride, dilation in layers:
        size = size + (kernel - 1) * jump  # the dilation is left out
        jump = jump * stride
    return size


# %% your-pool
def max_pool(x, k, stride):
    return cells(x, k, k).amax(dim=4)  # the stride is ignored


# %% your-pool
def max_pool(x, k, stride):
    return cells(x, k, stride).mean(dim=4)


# %% your-rotation
def rotation(degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return torch.tensor([[c, s, 0.0], [-s, c, 0.0]])  # clockwise


# %% your-rotation
def rotation(degrees):
    c, s = math.cos(degrees), math.sin(degrees)  # not in radians
    return torch.tensor([[c, -s, 0.0], [s, c, 0.0]])


# %% your-flip
def flip_some(x, coins):
    return torch.where(coins.view(-1, 1, 1, 1), x.flip(2), x)  # upside down


# %% your-flip
def flip_some(x, coins):
    return torch.where(coins.view(-1, 1, 1, 1), x, x.flip(3))  # the other ones


# %% your-confusion
def confusion(truth, predicted, num_classes=10):
    pairs = num_classes * predicted + truth  # rows and columns exchanged
    return torch.bincount(pairs, minlength=num_classes**2).view(num_classes, num_classes)


# %% your-head
def with_frozen_body(model, num_classes):
    model = copy.deepcopy(model)
    model[1] = nn.Linear(64, num_classes)
    return model  # nothing is frozen


# %% your-head
def with_frozen_body(model, num_classes):
    model = copy.deepcopy(model)
    model[1] = nn.Linear(64, num_classes)
    model.requires_grad_(False)  # the head too
    return model


# %% bug-flip
def mirror_half(x, generator):
    coins = torch.rand(len(x), 1, 1, 1, generator=generator) < 0.5
    return torch.where(coins, x.flip(1), x)


# %% bug-pool
def padded_max_pool(x):
    x = F.pad(x, (1, 1, 1, 1))
    return x.unfold(2, 3, 2).unfold(3, 3, 2).flatten(4).amax(dim=4)


# %% bug-frozen
def train_head(model, x, y):
    model.train()
    model.requires_grad_(True)  # not what is wrong
    optimizer = torch.optim.SGD(model[1].parameters(), lr=0.1)
    F.cross_entropy(model(x), y).backward()
    optimizer.step()


# %% your-residual
class Residual(PlainBlock):
    def forward(self, x):
        return x + F.relu(self.branch(x))  # the last ReLU before the sum


# %% your-stochastic
def expected_pool(x, k=2):
    return cells(x, k, k).mean(dim=4)


# %% your-stochastic
def expected_pool(x, k=2):
    values = cells(x, k, k)
    return (values * values).sum(dim=4) / values.sum(dim=4)  # nan in an empty block
