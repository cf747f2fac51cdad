# Has larger kernels, strides and dropout, and keeps its sizes in the module.
#
# start from: _quick

# %% animal_network
class AnimalNetwork(nn.Module):
    def __init__(self, num_classes, width=24):
        super().__init__()
        self.num_classes, self.width = num_classes, width
        self.body = nn.Sequential(
            nn.Conv2d(1, width, 5, stride=2, padding=2),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(width, 2 * width, 3, padding=1),
            nn.BatchNorm2d(2 * width),
            nn.ReLU(),
            nn.Conv2d(2 * width, 2 * width, 3, padding=1),
            nn.BatchNorm2d(2 * width),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.1),
        )
        self.head = nn.Linear(8 * width, num_classes)

    def forward(self, images):
        return self.head(self.body(images))

# %% save_and_load
def save_network(model, path):
    training.save_checkpoint(path, model, sizes=[model.num_classes, model.width])


def load_network(path):
    state = torch.load(path, weights_only=True)
    loaded = AnimalNetwork(*state["sizes"])
    loaded.load_state_dict(state["model"])
    loaded.eval()
    return loaded
