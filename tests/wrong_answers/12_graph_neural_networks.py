# Wrong answers for the exercises of lesson 12: each must be told from the right one.

# %% your-degrees
def degrees(edges, num_nodes):
    return torch.bincount(edges[1])  # too short where the last node has no edge


# %% your-mean
def neighbour_mean(features, edges):
    total = neighbour_sum(features, edges)
    return total / torch.bincount(edges[1], minlength=len(features)).unsqueeze(1)  # 0/0


# %% your-mean
def neighbour_mean(features, edges):
    total = neighbour_sum(features, edges)
    return total / (torch.bincount(edges[1], minlength=len(features)) + 1).unsqueeze(1)


# %% your-weights
def gcn_weights(edges, num_nodes):
    degree = torch.bincount(edges[1], minlength=num_nodes).float()
    return 1 / degree[edges[1]]  # the mean


# %% your-weights
def gcn_weights(edges, num_nodes):
    degree = torch.bincount(edges[1], minlength=num_nodes).float()
    return 1 / (degree[edges[0]] * degree[edges[1]])


# %% your-renumber
def renumber(features, edges, order):
    return features[order], order[edges]


# %% your-spread
def one_round(scores, graph, known, truth):
    return propagate(scores, graph)


# %% your-spread
def one_round(scores, graph, known, truth):
    scores = scores.clone()
    scores[known] = truth[known]
    return propagate(scores, graph)


# %% your-roughness
def roughness(features, edges):
    return (features[edges[0]] - features[edges[1]]).square().mean()


# %% bug-direction
def sum_over_cited(features, edges):
    source, target = edges
    return torch.zeros_like(features).index_add_(0, source, features[source])


# %% bug-loops
def gcn_graph_again(edges, num_nodes):
    degree = torch.bincount(edges[1], minlength=num_nodes).float().clamp_min(1)  # not what is wrong
    edges = torch.cat([edges, torch.arange(num_nodes).expand(2, -1)], dim=1)
    return edges, (degree[edges[0]] * degree[edges[1]]).rsqrt()


# %% bug-leak
def measured(scores, labels, known):
    predicted = propagate(scores, digit_graph).argmax(dim=1)
    return (predicted == labels)[known].float().mean().item()  # the known ones only


# %% your-attention
def edge_softmax(scores, target, num_nodes):
    return scores.softmax(dim=0)  # over all edges of the graph


# %% your-batch
def batch_graphs(sizes, edge_lists):
    member = torch.arange(len(sizes)).repeat_interleave(torch.tensor(sizes))
    return torch.cat(edge_lists, dim=1), member  # not shifted
