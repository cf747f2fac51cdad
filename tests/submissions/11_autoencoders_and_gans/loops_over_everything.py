# Works in loops.
#
# start from: _quick

# %% auc
def auc(scores, strange):
    won = []
    for a, is_strange in zip(scores.tolist(), strange.tolist()):
        if is_strange:
            for b, other in zip(scores.tolist(), strange.tolist()):
                if not other:
                    won.append(1.0 if a > b else 0.5 if a == b else 0.0)
    return sum(won) / len(won)

# %% modes_covered
def modes_covered(points, centres, radius, share):
    counts = [0] * len(centres)
    for point in points:
        distances = (centres - point).norm(dim=1)
        k = int(distances.argmin())
        if distances[k] < radius:
            counts[k] += 1
    return sum(count >= share * len(points) for count in counts), sum(counts) / len(points)

# %% interpolate
def interpolate(decoder, a, b, num):
    codes = [a + (b - a) * (i / max(num - 1, 1)) for i in range(num)]
    return decoder(torch.stack(codes))

# %% sample
def sample(generator, num, size, seed):
    random = torch.Generator()
    random.manual_seed(seed)
    z = torch.randn((num, size), generator=random)
    modes = {name: module.training for name, module in generator.named_modules()}
    generator.eval()
    with torch.no_grad():
        drawn = generator(z)
    for name, module in generator.named_modules():
        module.training = modes[name]
    return drawn
