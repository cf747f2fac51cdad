# Mixes the pictures of the two ends.
#
# start from: _quick
# expect: interpolate_test 1/3

# %% interpolate
def interpolate(decoder, a, b, num):
    first, last = decoder(torch.stack([a, b]))
    share = torch.linspace(0, 1, num).view(-1, 1, 1)
    return (1 - share) * first + share * last
