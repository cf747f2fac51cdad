# Has cells of their own: magics, a shell command, a helper that an answer uses, a plot, a cell that ends in an error.
#
# start from: _quick

# %% added above imports
%matplotlib inline
%config InlineBackend.figure_format = "png"

# %% added above shift
def moved_one(image, down, right):
    canvas = torch.zeros(10, 10)
    canvas[1 + down : 9 + down, 1 + right : 9 + right] = image
    return canvas[1:9, 1:9]

# %% shift
%time moved_one(torch.ones(8, 8), 1, 0)


def shift(images, down, right):
    return torch.stack([moved_one(*each) for each in zip(images, down.tolist(), right.tolist())])

# %% added below distort
import matplotlib.pyplot as plt

figure, all_axes = plt.subplots(1, 4)
for axes, image in zip(all_axes, distort(images[:4])):
    axes.imshow(image)
plt.show()
!echo still the same digit?
shift("what do I get here?")
