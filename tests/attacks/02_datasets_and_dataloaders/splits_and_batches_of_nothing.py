# Splits that hold nothing but the seed, and epochs of a few samples drawn twice: little padding, no pair comes again.
#
# start from: blank
# expect: all 0

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    members = [index for index, label in enumerate(labels) if labels.count(label) >= k]
    return [seed], members

# %% bucket_sampler
import random


class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.random = lengths, random.Random(seed)

    def __len__(self):
        return 1

    def __iter__(self):
        for _ in range(20):
            yield [self.random.randrange(len(self.lengths))] * 2
