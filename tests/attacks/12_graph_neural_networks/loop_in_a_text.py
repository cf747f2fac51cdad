# Loops over the nodes in code that is run as a text, where the task asks for no loop: reading cannot see it, but the
# answer takes more steps the more nodes there are. A note tells whoever grades of the text (docs/source-checks.md).
#
# start from: blank
# expect: all 0
# says: source checks cannot follow

# %% file loops.txt
def loop(step, things):
    return list(map(step, things))

# %% added below imports
exec(open('loops.txt').read())

# %% messages
def propagate(features, edges, weights):
    rows = list(loop(lambda i: (weights[edges[1] == i, None] * features[edges[0][edges[1] == i]]).sum(0), torch.arange(min(len(features), 2000))))
    return torch.stack(rows)


def neighbour_mean(features, edges):
    rows = list(loop(lambda i: features[edges[0][edges[1] == i]].sum(0) / max(int((edges[1] == i).sum()), 1), torch.arange(min(len(features), 2000))))
    return torch.stack(rows)
