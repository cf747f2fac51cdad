# Counts one batch too many where the batches come out even.
#
# expect: bucket_sampler_test 2.5

# %% bucket_sampler
class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size = lengths, batch_size
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return len(self.lengths) // self.batch_size + 1

    def __iter__(self):
        order = torch.randperm(len(self.lengths), generator=self.generator).tolist()
        pool, size = 10 * self.batch_size, self.batch_size
        by_length = []
        for start in range(0, len(order), pool):
            by_length += sorted(order[start : start + pool], key=self.lengths.__getitem__)
        batches = [by_length[start : start + size] for start in range(0, len(by_length), size)]
        for number in torch.randperm(len(batches), generator=self.generator).tolist():
            yield batches[number]
