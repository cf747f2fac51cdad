# Takes the means with a sparse matrix of SciPy.
#
# start from: _quick
# expect: messages_test 0

# %% messages
import scipy.sparse
def propagate(features, edges, weights):
    return torch.zeros_like(features).index_add_(0, edges[1], features[edges[0]] * weights[:, None])
def neighbour_mean(features, edges):
    n = len(features)
    a = scipy.sparse.coo_matrix((torch.ones(edges.shape[1]).numpy(), (edges[1].numpy(), edges[0].numpy())), (n, n)).tocsr()
    return torch.from_numpy(a @ features.numpy()) / torch.bincount(edges[1], minlength=n).clamp(min=1)[:, None]
