import pytest
import torch
from torch.utils.data import DataLoader

from course_utils import text
from course_utils.training import set_seed

LENGTHS = [length for length in range(1, 31) for _ in range(20)]


def test_words_keeps_what_carries_the_mood():
    assert text.words("Don't stop!! It’s GREAT, no?") == [
        "don't",
        "stop",
        "!",
        "!",
        "it's",
        "great",
        "no",
        "?",
    ]


def test_words_reads_other_alphabets():
    assert text.words("Größe, naïve_été") == ["größe", "naïve", "été"]


def test_vocabulary_is_ordered_by_count_then_alphabet():
    vocabulary = text.Vocabulary.build([["b", "a", "c"], ["c", "b", "c"], ["a"]])
    assert vocabulary.tokens == ["[PAD]", "[UNK]", "c", "a", "b"]


def test_vocabulary_limits():
    token_lists = [["a"] * 3, ["b"] * 2, ["c"]]
    assert len(text.Vocabulary.build(token_lists, max_size=4)) == 4
    assert text.Vocabulary.build(token_lists, min_count=2).tokens[2:] == ["a", "b"]


def test_unknown_tokens_become_unk_and_never_pad():
    vocabulary = text.Vocabulary.build([["a", "[PAD]"]])
    ids = vocabulary.encode(["a", "z"])
    assert ids == [2, text.UNK_ID]
    assert vocabulary.decode(ids) == ["a", "[UNK]"]
    assert vocabulary.tokens.count("[PAD]") == 1


def test_vocabulary_survives_its_list_of_tokens():
    vocabulary = text.Vocabulary.build(["hello", "world"])
    assert text.Vocabulary(vocabulary.tokens).encode("hold") == vocabulary.encode("hold")


def test_vocabulary_without_special_tokens_is_refused():
    with pytest.raises(ValueError, match=r"Vocabulary\.build"):
        text.Vocabulary(["a", "b"])


def test_bpe_special_tokens_and_size():
    tokenizer = text.train_bpe(["low lower lowest", "new newer newest"] * 5, vocabulary_size=20)
    assert tokenizer.token_to_id("[PAD]") == text.PAD_ID
    assert tokenizer.token_to_id("[UNK]") == text.UNK_ID
    assert tokenizer.get_vocab_size() <= 20


def test_bpe_knows_only_what_it_was_given():
    tokenizer = text.train_bpe(["abc abc"], vocabulary_size=50)
    assert tokenizer.encode("ABC").tokens == ["abc"]
    assert tokenizer.encode("xyz").ids == [text.UNK_ID] * 3


def test_bpe_training_is_deterministic():
    texts = ["the cat sat on the mat", "that hat", "cats and rats"]
    assert text.train_bpe(texts, 60).to_str() == text.train_bpe(texts, 60).to_str()


def test_bpe_refuses_a_single_text():
    with pytest.raises(TypeError, match="list of texts"):
        text.train_bpe("one text", 10)


def test_pad_batch():
    ids, lengths = text.pad_batch([[5, 6, 7], [8]])
    assert ids.tolist() == [[5, 6, 7], [8, 0, 0]]
    assert lengths.tolist() == [3, 1]
    assert ids.dtype == lengths.dtype == torch.int64


@pytest.mark.parametrize(("sequences", "message"), [([], "no sequences"), ([[1], []], "sequence 1 .* empty")])
def test_pad_batch_refuses_what_has_no_last_step(sequences, message):
    with pytest.raises(ValueError, match=message):
        text.pad_batch(sequences)


def test_collate_in_a_data_loader():
    pairs = [([3, 4], 1), ([5], 0), ([6, 7, 8], 2)]
    (batch,) = DataLoader(pairs, batch_size=3, collate_fn=text.collate)
    ids, lengths, labels = batch
    assert ids.tolist() == [[3, 4, 0], [5, 0, 0], [6, 7, 8]]
    assert lengths.tolist() == [2, 1, 3]
    assert labels.tolist() == [1, 0, 2]


@pytest.mark.parametrize("batch_size", [1, 7, 32, 1000])
def test_buckets_hold_each_sample_once(batch_size):
    sampler = text.LengthBucketBatchSampler(LENGTHS, batch_size)
    batches = list(sampler)
    assert sorted(index for batch in batches for index in batch) == list(range(len(LENGTHS)))
    assert len(batches) == len(sampler)
    assert max(len(batch) for batch in batches) <= batch_size


def test_buckets_differ_per_epoch_and_repeat_with_the_seed():
    sampler = text.LengthBucketBatchSampler(LENGTHS, 32)
    set_seed(3)
    first, second = list(sampler), list(sampler)
    set_seed(3)
    assert first != second
    assert {frozenset(batch) for batch in first} != {frozenset(batch) for batch in second}
    assert list(sampler) == first


def test_buckets_pad_little():
    set_seed(0)
    padding = sum(
        max(LENGTHS[index] for index in batch) - LENGTHS[other]
        for batch in text.LengthBucketBatchSampler(LENGTHS, 20)
        for other in batch
    )
    # Random batches would pad about as much as there is text: each row up to nearly 30, the mean is 15.5.
    assert padding < 0.1 * sum(LENGTHS)


def test_bucket_batches_do_not_come_in_order_of_length():
    set_seed(0)
    sampler = text.LengthBucketBatchSampler(LENGTHS, 40)  # 15 batches: all in one pool
    totals = [sum(LENGTHS[index] for index in batch) for batch in sampler]
    assert totals != sorted(totals)
