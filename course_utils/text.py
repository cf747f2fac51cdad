"""From text to batches of ids: tokens, vocabulary, BPE, padding with lengths, batches of similar length."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch import Tensor
from torch.utils.data import Sampler

PAD, UNK = "[PAD]", "[UNK]"
PAD_ID, UNK_ID = 0, 1

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?]")
_BATCHES_PER_POOL = 20  # a larger pool pads less, a smaller one mixes long and short batches more


def words(text: str) -> list[str]:
    """Split a text into lower-case words; "don't" stays one word, and ! and ? are words of their own."""
    return _WORD.findall(text.lower().replace("’", "'"))


class Vocabulary:
    """The tokens a model knows, each with an id: [PAD] is 0, [UNK] is 1, the others follow.

    Parameters
    ----------
    tokens : sequence of str
        All tokens in the order of their ids, as in the attribute `tokens` of an earlier vocabulary.
        To make a new vocabulary from texts, use `Vocabulary.build`.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = list(tokens)
        if self.tokens[:2] != [PAD, UNK]:
            raise ValueError(
                f"a vocabulary starts with {PAD} and {UNK}, this one with {self.tokens[:2]}; "
                "to make one from texts, use Vocabulary.build(token_lists)"
            )
        self._ids = {token: index for index, token in enumerate(self.tokens)}

    @classmethod
    def build(
        cls, token_lists: Iterable[Iterable[str]], max_size: int | None = None, min_count: int = 1
    ) -> "Vocabulary":
        """Count tokens and keep the most frequent ones.

        Parameters
        ----------
        token_lists : iterable of iterables of str
            One list of tokens per text, of the training split only. A string counts as a list of characters.
        max_size : int, optional
            Size of the vocabulary at most, [PAD] and [UNK] included.
        min_count : int
            Tokens that occur less often are left out.

        Returns
        -------
        Vocabulary
            Ordered by falling count, tokens of equal count alphabetically.
        """
        counts = Counter(token for tokens in token_lists for token in tokens)
        kept = [token for token in counts if counts[token] >= min_count and token not in (PAD, UNK)]
        kept.sort(key=lambda token: (-counts[token], token))
        return cls([PAD, UNK, *kept][:max_size])

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, tokens: Iterable[str]) -> list[int]:
        """Turn tokens into ids; a token that is not in the vocabulary becomes [UNK]."""
        return [self._ids.get(token, UNK_ID) for token in tokens]

    def decode(self, ids: Iterable[int]) -> list[str]:
        """Turn ids back into tokens."""
        return [self.tokens[index] for index in ids]


def train_bpe(texts: Sequence[str], vocabulary_size: int) -> Tokenizer:
    """Train a byte-pair-encoding tokenizer on the given texts and on nothing else.

    Texts are put into lower case and cut at white space and punctuation first; merges never cross such a cut.

    Parameters
    ----------
    texts : sequence of str
        The texts of the training split.
    vocabulary_size : int
        Number of tokens at most, [PAD] (id 0) and [UNK] (id 1) included.

    Returns
    -------
    tokenizers.Tokenizer
        Use `tokenizer.encode(text).ids` and `.tokens`.
    """
    if isinstance(texts, str):
        raise TypeError("train_bpe needs a list of texts, not one text; for a single text pass [text]")
    tokenizer = Tokenizer(models.BPE(unk_token=UNK))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.BpeTrainer(vocab_size=vocabulary_size, special_tokens=[PAD, UNK], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def pad_batch(sequences: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Fill sequences of ids up to the longest one with [PAD].

    Parameters
    ----------
    sequences : sequence of sequences of int
        B sequences, none of them empty.

    Returns
    -------
    ids : Tensor
        int64, shape (B, T), where T is the length of the longest sequence.
    lengths : Tensor
        int64, shape (B,): how many entries of each row are text.

    Raises
    ------
    ValueError
        If there is no sequence, or one is empty: it has no last step to read.
    """
    if not sequences:
        raise ValueError("pad_batch got no sequences; a batch needs at least one")
    for index, sequence in enumerate(sequences):
        if len(sequence) == 0:
            raise ValueError(
                f"sequence {index} of the batch is empty; leave such texts out, or encode them as one {UNK}"
            )
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    ids = torch.full((len(sequences), int(lengths.max())), PAD_ID)
    for row, sequence in zip(ids, sequences, strict=True):
        row[: len(sequence)] = torch.as_tensor(sequence)
    return ids, lengths


def collate(pairs: Sequence[tuple[Sequence[int], int]]) -> tuple[Tensor, Tensor, Tensor]:
    """Make one batch (ids, lengths, labels) from (ids, label) pairs: the `collate_fn` of a data loader.

    Returns
    -------
    tuple of Tensor
        ids (B, T), lengths (B,) and labels (B,), all int64.
    """
    sequences, labels = zip(*pairs, strict=True)
    ids, lengths = pad_batch(sequences)
    return ids, lengths, torch.tensor(labels)


class LengthBucketBatchSampler(Sampler[list[int]]):
    """Batches of samples of similar length, so that little is padded: the `batch_sampler` of a data loader.

    Each epoch shuffles all samples anew with torch's global random numbers (see `training.set_seed`), sorts
    them by length inside pools of several batches, cuts the pools into batches and shuffles the batches.
    Every sample comes exactly once per epoch.

    Parameters
    ----------
    lengths : sequence of int
        Length of each sample of the data set, in its order.
    batch_size : int
        Samples per batch; one batch may be smaller.
    """

    def __init__(self, lengths: Sequence[int], batch_size: int) -> None:
        if batch_size < 1:
            raise ValueError(f"batch_size is {batch_size}; it must be at least 1")
        self.lengths = list(lengths)
        self.batch_size = batch_size

    def __len__(self) -> int:
        return -(-len(self.lengths) // self.batch_size)

    def __iter__(self) -> Iterator[list[int]]:
        order = torch.randperm(len(self.lengths)).tolist()
        pool_size = self.batch_size * _BATCHES_PER_POOL
        by_length = []
        for start in range(0, len(order), pool_size):
            by_length += sorted(order[start : start + pool_size], key=self.lengths.__getitem__)
        for batch in torch.randperm(len(self)).tolist():
            yield by_length[batch * self.batch_size : (batch + 1) * self.batch_size]
