# Returns the numbers of the graphs as floats.
#
# start from: _quick
# expect: batches_test 12/5

# %% batches
def batch_graphs(graphs):
    sizes = torch.tensor([len(x) for x, _ in graphs])
    starts = sizes.cumsum(0) - sizes
    member = torch.arange(len(graphs)).repeat_interleave(sizes)
    return torch.cat([x for x, _ in graphs]), torch.cat([e + s for (_, e), s in zip(graphs, starts)], 1), member.float()
def readout(features, member, num_graphs, how):
    out = torch.zeros(num_graphs, features.shape[1])
    index = member[:, None].expand_as(features)
    return out.scatter_reduce(0, index, features, {"sum": "sum", "mean": "mean", "max": "amax"}[how], include_self=False)
