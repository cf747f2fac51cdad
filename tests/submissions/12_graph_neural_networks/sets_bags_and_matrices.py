# Works with sets, bags, dense matrices and dictionaries; all answers are right.
#
# start from: _quick

# %% normalised
def normalised(edges, num_nodes):
    pairs = sorted({(s, t) for s, t in edges.T.tolist() if s != t} | {(i, i) for i in range(num_nodes)})
    clean = torch.tensor(pairs).T
    degree = [0] * num_nodes
    for _, t in pairs:
        degree[t] += 1
    return clean, torch.tensor([1 / math.sqrt(degree[s] * degree[t]) for s, t in pairs])

# %% messages
def propagate(features, edges, weights):
    order = edges[1].argsort(stable=True)
    source, target = edges[:, order]
    starts = torch.searchsorted(target, torch.arange(len(features)))
    return F.embedding_bag(source, features, starts, mode="sum", per_sample_weights=weights[order])
def neighbour_mean(features, edges):
    order = edges[1].argsort(stable=True)
    source, target = edges[:, order]
    starts = torch.searchsorted(target, torch.arange(len(features)))
    return F.embedding_bag(source, features, starts, mode="mean")

# %% convolution
class GraphConvolution(nn.Module):
    def __init__(self, num_in, num_out):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(torch.nn.init.kaiming_uniform_(torch.empty(num_in, num_out))))
        self.register_parameter("bias", nn.Parameter(torch.zeros(num_out)))
    def forward(self, features, edges):
        n = features.shape[0]
        a = torch.eye(n)
        a[edges[1], edges[0]] = 1.0
        d = a.sum(1).rsqrt().diag()
        return torch.linalg.multi_dot([d, a, d, features, self.weight]) + self.bias

# %% renumbering
def renumber(features, edges, order):
    where = {old: new for new, old in enumerate(order.tolist())}
    return torch.stack([features[i] for i in order]), torch.tensor([[where[i] for i in row] for row in edges.tolist()], dtype=torch.long).reshape(2, -1)
def numbering_gap(layer, features, edges, order):
    with torch.no_grad():
        return torch.dist(layer(*renumber(features, edges, order)), layer(features, edges)[order], p=float("inf")).item()

# %% batches
def batch_graphs(graphs):
    xs, es, member, start = [], [], [], 0
    for number, (x, e) in enumerate(graphs):
        xs.append(x)
        es.append(e + start)
        member += [number] * len(x)
        start += len(x)
    return torch.vstack(xs), torch.hstack(es), torch.tensor(member)
def readout(features, member, num_graphs, how):
    inside = member == torch.arange(num_graphs)[:, None]
    if how == "max":
        masked = features.masked_fill(~inside[:, :, None], -math.inf)
        top = masked.amax(1)
        return torch.where(inside.any(1, keepdim=True), top, 0.0)
    total = inside.float() @ features
    return total if how == "sum" else total / inside.sum(1, keepdim=True).clamp(min=1)

# %% smoothness
def smoothness(features, edges):
    keep = edges[0].ne(edges[1])
    ends = features[edges[:, keep]]
    everyone = 2 * features.var(0, unbiased=True).sum()
    if not keep.any() or everyone < 1e-12:
        return 0.0
    return float((ends[0] - ends[1]).pow(2).sum(-1).mean() / everyone)
