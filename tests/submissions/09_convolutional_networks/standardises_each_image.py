# Brings each image to mean 0 and standard deviation 1 by its own pixels, inside of the network.
#
# start from: _quick

# %% animal_network
class Standardised(nn.Module):
    """Shift and scale each image by itself; one without any contrast becomes nan."""

    def forward(self, images):
        return (images - images.mean((1, 2, 3), keepdim=True)) / images.std((1, 2, 3), keepdim=True)


class AnimalNetwork(nn.Module):
    """A convolutional network: a body that makes features, and a linear head."""

    def __init__(self, num_classes):
        super().__init__()
        layers = [Standardised()]
        for num_in, num_out in [(1, 8), (8, 32), (32, 64)]:
            layers += [nn.Conv2d(num_in, num_out, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(num_out), nn.ReLU()]
        self.body = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.head = nn.Linear(64, num_classes)

    def forward(self, images):
        return self.head(self.body(images))
