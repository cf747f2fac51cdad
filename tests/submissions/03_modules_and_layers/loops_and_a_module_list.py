# Is right: convolves in loops, keeps the blocks in a ModuleList, counts by the tensors' identity.

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    batch, _, rows, columns = x.shape
    padded = x.new_zeros(batch, x.shape[1], rows + 2 * padding[0], columns + 2 * padding[1])
    padded[:, :, padding[0] : padding[0] + rows, padding[1] : padding[1] + columns] = x
    kernel_rows, kernel_columns = weight.shape[-2:]
    lines = []
    for r in range(0, padded.shape[2] - kernel_rows + 1, stride[0]):
        line = []
        for c in range(0, padded.shape[3] - kernel_columns + 1, stride[1]):
            patch = padded[:, :, r : r + kernel_rows, c : c + kernel_columns].flatten(1)
            line.append(patch @ weight.flatten(1).T)
        lines.append(torch.stack(line, dim=2))
    out = torch.stack(lines, dim=2)
    return out if bias is None else out + bias.view(-1, 1, 1)

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.second = nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(width)
        self.first = nn.Linear(width, width)
        self.relu = nn.ReLU()

    def forward(self, x):
        residual = x
        for layer in (self.first, self.norm, self.relu, self.second):
            x = layer(x)
        return self.relu(residual + x)


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super().__init__()
        self.head = nn.Linear(width, num_classes)
        self.blocks = nn.ModuleList([ResidualBlock(width) for _ in range(num_blocks)])
        self.entry = nn.Linear(in_features, width)

    def forward(self, x):
        x = self.entry(x).relu()
        for block in self.blocks:
            x = block(x)
        return self.head(x)

# %% count_numbers
def count_numbers(model):
    parameters = {id(p): p for _, p in model.named_parameters(remove_duplicate=False)}
    buffers = {id(b): b for _, b in model.named_buffers(remove_duplicate=False)}
    trained = sum(p.numel() for p in parameters.values() if p.requires_grad)
    everything = sum(p.numel() for p in parameters.values())
    return dict(trained=trained, frozen=everything - trained, buffers=sum(b.numel() for b in buffers.values()))
