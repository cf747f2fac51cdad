# Draws the samples of each pool with replacement.
#
# expect: bucket_sampler_test 2.5

# %% bucket_sampler
class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size = lengths, batch_size
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return -(-len(self.lengths) // self.batch_size)

    def __iter__(self):
        number = len(self.lengths)
        order = torch.randint(number, (number,), generator=self.generator).tolist()
        pool, size = 10 * self.batch_size, self.batch_size
        by_length = []
        for start in range(0, len(order), pool):
            by_length += sorted(order[start : start + pool], key=self.lengths.__getitem__)
        for place in torch.randperm(len(self), generator=self.generator).tolist():
            yield by_length[place * size : (place + 1) * size]
