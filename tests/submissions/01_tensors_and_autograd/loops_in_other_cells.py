# Has functions with loops in cells of its own, named like methods that the answers call.

# %% added above pairwise_distances
def mean(numbers):
    total = 0
    for number in numbers:
        total += number
    return total / len(numbers)


def square(numbers):
    return [number * number for number in numbers]


print(mean([1, 2, 3]), square([1, 2]))

# %% pairwise_distances
def pairwise_distances(a, b):
    return (a[:, None] - b).square().sum(-1).sqrt()

# %% moving_average
def moving_average(x, width):
    return x.unfold(0, width, 1).mean(1)
