# Has five logits, whatever the number of classes.
#
# start from: _quick
# expect: transfer_test 0..4/3

# %% animal_network
class AnimalNetwork(nn.Module):
    """A convolutional network: a body that makes features, and a linear head."""

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        blocks = [*self._block(1, 8), *self._block(8, 32), *self._block(32, 64)]
        self.body = nn.Sequential(*blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.head = nn.Linear(64, 5)

    def _block(self, num_in: int, num_out: int) -> list[nn.Module]:
        return [nn.Conv2d(num_in, num_out, 3, padding=1), nn.MaxPool2d(2), nn.BatchNorm2d(num_out), nn.ReLU()]

    def forward(self, images: Tensor) -> Tensor:
        """Return the logits, shape (B, num_classes)."""
        return self.head(self.body(images))
