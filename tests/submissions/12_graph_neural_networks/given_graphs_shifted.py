# Shifts the edges that it was given.
#
# start from: _quick
# expect: batches_test 12/5

# %% batches
def batch_graphs(graphs):
    start = 0
    for x, e in graphs:
        e += start
        start += len(x)
    return torch.cat([x for x, _ in graphs]), torch.cat([e for _, e in graphs], 1), torch.repeat_interleave(torch.tensor([len(x) for x, _ in graphs]))
def readout(features, member, num_graphs, how):
    out = torch.zeros(num_graphs, features.shape[1])
    index = member[:, None].expand_as(features)
    return out.scatter_reduce(0, index, features, {"sum": "sum", "mean": "mean", "max": "amax"}[how], include_self=False)
