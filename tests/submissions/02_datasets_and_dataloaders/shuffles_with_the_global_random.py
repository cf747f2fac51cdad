# Shuffles with the module `random`, which everybody shares.
#
# expect: stratified_split_test 2.4

# %% stratified_split
import random


def stratified_split(labels, k=5, seed=0):
    random.seed(seed)
    members = defaultdict(list)
    for index, label in enumerate(labels):
        members[label].append(index)
    train, held_out = [], []
    for indices in members.values():
        random.shuffle(indices)
        held_out += indices[: len(indices) // k]
        train += indices[len(indices) // k :]
    return train, held_out
