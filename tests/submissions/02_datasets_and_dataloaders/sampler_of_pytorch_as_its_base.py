# Is right: its sampler is a subclass of PyTorch's, draws with `random.Random`, and keeps all epochs' numbers apart.

# %% bucket_sampler
import random

from torch.utils.data import Sampler


class BucketBatchSampler(Sampler):
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size, self.seed, self.epoch = list(lengths), batch_size, seed, 0

    def __len__(self):
        full, rest = divmod(len(self.lengths), self.batch_size)
        return full + (rest > 0)

    def __iter__(self):
        draw = random.Random(f"{self.seed}, {self.epoch}")
        self.epoch += 1
        noisy = [n + draw.uniform(0, 60) for n in self.lengths]
        order = sorted(range(len(noisy)), key=noisy.__getitem__)
        batches = [order[i : i + self.batch_size] for i in range(0, len(order), self.batch_size)]
        draw.shuffle(batches)
        return iter(batches)
