# Drops the last, smaller batch.
#
# expect: bucket_sampler_test 2
# says: no sample may be lost
# says: how many batches are there if a few samples are left over

# %% bucket_sampler
class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size = lengths, batch_size
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.lengths) // self.batch_size

    def shuffled(self, items):
        return [items[i] for i in torch.randperm(len(items), generator=self.generator)]

    def __iter__(self):
        order = self.shuffled(range(len(self.lengths)))
        pool = 10 * self.batch_size
        by_length = []
        for start in range(0, len(order), pool):
            by_length += sorted(order[start : start + pool], key=self.lengths.__getitem__)
        batches = [by_length[i : i + self.batch_size] for i in range(0, len(by_length) - self.batch_size + 1, self.batch_size)]
        return iter(self.shuffled(batches))
